"""The command of ledgers: what there are, an empty one, one checked and computed, one sealed."""

from __future__ import annotations

import argparse
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

from quanheng import pipeline
from quanheng.cli.ending import status, tell
from quanheng.cli.output import chosen_format, demand_ending, guard, source, unwritten, write
from quanheng.cli.parser import UsageError
from quanheng.model.review import Failure
from quanheng.model.setting import Setting

_DECEMBER = 12


def ledger(chosen: argparse.Namespace) -> int:
    """List the ledgers; write an empty one; or check a filled one, with -o and --seal into a sealed file."""
    from quanheng.report import ledger_text as layout  # noqa: PLC0415

    if not chosen.book:
        form = chosen_format(chosen.format, chosen.output)
        write(layout.catalogue_json() if form == "json" else layout.catalogue(), chosen.output)
        return 0
    if not Path(chosen.book).is_file():
        return _empty(chosen)
    guard(chosen.output, [chosen.book])
    setting = Setting(chosen.year, chosen.unit, chosen.at)
    made = pipeline.examine(chosen.book, source(chosen.book)[1], setting)
    if isinstance(made, Failure):
        return tell(made)
    if chosen.seal:
        return _seal(chosen, made)
    if chosen.month or chosen.target:
        return _watch(chosen, made)
    form = chosen_format(chosen.format, chosen.output)
    write(layout.encode(made) if form == "json" else layout.text(made), chosen.output)
    return status((one.severity for one in made.reviewed.findings), chosen.fail_on)


def _seal(chosen: argparse.Namespace, made: pipeline.Examined) -> int:
    year = chosen.year or made.book.year
    if not chosen.output or year is None:
        raise UsageError("封存要用 -o 写明新文件名，文件里没有年度的还要写 --year")
    unwritten(chosen.output, chosen.overwrite)
    data = pipeline.sealed(made, year)
    if isinstance(data, Failure):
        return tell(data)
    write(data, chosen.output)
    sys.stderr.write(f"封存 {len(made.book.rows)} 行，写入 {chosen.output}\n")
    return 0


def _watch(chosen: argparse.Namespace, made: pipeline.Examined) -> int:
    from quanheng.report import running_text as layout  # noqa: PLC0415

    year = chosen.year or made.book.year
    if year is None:
        raise UsageError("文件里没有年度，请写 --year")
    found = pipeline.watched(made, year, chosen.month or _DECEMBER, dict(map(_target, chosen.target)))
    if isinstance(found, Failure):
        return tell(found)
    form = chosen_format(chosen.format, chosen.output)
    write(
        layout.encode(chosen.book, found) if form == "json" else layout.text(chosen.book, found),
        chosen.output,
    )
    return 0


def _target(given: str) -> tuple[str, Decimal]:
    name, _, number = given.partition("=")
    try:
        return name, Decimal(number)
    except InvalidOperation:
        raise UsageError(f"--target 要写成 名称=数，如 工业总产值=210，不是“{given}”") from None


def _empty(chosen: argparse.Namespace) -> int:
    data = pipeline.blank(chosen.book, chosen.year)
    if data is None:
        raise UsageError(f"没有名为“{chosen.book}”的台账或文件，用 quanheng ledger 列出全部")
    if not chosen.output:
        raise UsageError("请用 -o 写明空台账的文件名，如 -o 高新技术企业.xlsx")
    demand_ending(chosen.output, ".xlsx")
    unwritten(chosen.output, chosen.overwrite)
    write(data, chosen.output)
    return 0
