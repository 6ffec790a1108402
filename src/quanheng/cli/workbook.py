"""The commands of the workbook: template and fill."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quanheng import pipeline
from quanheng.cli.ending import status, tell
from quanheng.cli.output import (
    chosen_format,
    demand_ending,
    file_name,
    guard,
    source,
    unwritten,
    write,
    write_all,
)
from quanheng.cli.parser import UsageError
from quanheng.model.review import Failure
from quanheng.model.setting import Setting


def template(chosen: argparse.Namespace) -> int:
    """Write the workbook of a year, with what the imported files give."""
    guard(chosen.output, chosen.taken)
    demand_ending(chosen.output, ".xlsx")
    unwritten(chosen.output, chosen.overwrite)
    made = pipeline.template(
        [source(path) for path in chosen.taken],
        Setting(chosen.year, chosen.unit, chosen.at),
        chosen.framework,
    )
    if isinstance(made, Failure):
        return tell(made)
    write(made.data, chosen.output)
    sys.stderr.write(f"{made.words}写入 {chosen.output}\n")
    return 0


def fill(chosen: argparse.Namespace) -> int:
    """Check a filled workbook, or hand it out, take the parts back, or take figures over from files."""
    if chosen.split:
        return _split(chosen)
    if chosen.merge or chosen.taken:
        return _merge(chosen) if chosen.merge else _bring(chosen)
    if chosen.ledger:
        return _prove(chosen)
    from quanheng.report import filling as layout  # noqa: PLC0415

    form = chosen_format(chosen.format, None)
    guard(chosen.output, [chosen.file])
    path, data = source(chosen.file)
    found = pipeline.fill(path, data, Setting(chosen.year, chosen.unit, chosen.at))
    if isinstance(found, Failure):
        return tell(found)
    write(layout.encode(found) if form == "json" else layout.text(found), chosen.output)
    return status(layout.severities(found), chosen.fail_on)


def _split(chosen: argparse.Namespace) -> int:
    path, data = source(chosen.file)
    made = pipeline.parts(path, data)
    if isinstance(made, Failure):
        return tell(made)
    where = Path(chosen.split)
    small, remarks = made
    files = {where / f"{Path(path).stem}_{file_name(name)}.xlsx": part for name, part in small}
    write_all(files, [path], chosen.overwrite)
    sys.stderr.write("".join(f"● {remark}\n" for remark in remarks))
    sys.stderr.write(f"拆成 {len(small)} 个小工作簿，在 {where}\n")
    return 0


def _merge(chosen: argparse.Namespace) -> int:
    _wanted(chosen, chosen.merge)
    made = pipeline.merge(*source(chosen.file), [source(path) for path in chosen.merge])
    if isinstance(made, Failure):
        return tell(made)
    data, merged = made
    write(data, chosen.output)
    lines = [f"{path}：收回 {count} 处" for path, count in merged.taken.items()]
    lines += [
        f"  ▲ 冲突 {one.name}：{one.kept or '空'}（{one.kept_from}，已保留）／{one.other or '空'}（{one.path} {one.cell}）"
        for one in merged.conflicts
    ]
    lines.append(f"冲突 {len(merged.conflicts)} 处，写入 {chosen.output}")
    write("\n".join(lines) + "\n", None)
    return int(bool(merged.conflicts))


def _bring(chosen: argparse.Namespace) -> int:
    _wanted(chosen, chosen.taken)
    made = pipeline.bring(*source(chosen.file), [source(path) for path in chosen.taken])
    if isinstance(made, Failure):
        return tell(made)
    write(made.data, chosen.output)
    write(f"{made.words}写入 {chosen.output}\n", None)
    return 0


def _prove(chosen: argparse.Namespace) -> int:
    _wanted(chosen, [])
    shelf = pipeline.shelf(chosen.ledger)
    made = pipeline.prove(*source(chosen.file), shelf, Setting(jurisdiction=chosen.at))
    if isinstance(made, Failure):
        return tell(made)
    data, words = made
    write(data, chosen.output)
    write("\n".join([*words, f"写入 {chosen.output}"]) + "\n", None)
    return tell(*shelf.failures) if shelf.failures else 0


def _wanted(chosen: argparse.Namespace, files: list[str]) -> None:
    if not chosen.output:
        raise UsageError("请用 -o 写明新工作簿的文件名，原工作簿不改动")
    guard(chosen.output, [chosen.file, *files])
    demand_ending(chosen.output, ".xlsx")
    unwritten(chosen.output, chosen.overwrite)
