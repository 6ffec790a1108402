"""The commands of the workbook: template and fill."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from quanheng import pipeline
from quanheng.cli.arguments import UsageError
from quanheng.cli.output import chosen_format, guard, write
from quanheng.model.review import Failure
from quanheng.model.setting import Setting

_RANKS = {"error": 3, "doubt": 2, "missing": 2, "note": 1}
_LEVELS = {"error": 3, "doubt": 2, "note": 1, "never": 4}


def template(chosen: argparse.Namespace) -> int:
    """Write the workbook of a year, with what the imported files give."""
    guard(chosen.output, chosen.taken)
    year = chosen.year or datetime.now(UTC).year - 1
    made = pipeline.template(
        [_bytes(path) for path in chosen.taken], Setting(year, chosen.unit, chosen.at), chosen.framework
    )
    if isinstance(made, Failure):
        return _tell(made)
    data, words = made
    write(data, chosen.output)
    sys.stderr.write(f"{words}写入 {chosen.output}\n")
    return 0


def fill(chosen: argparse.Namespace) -> int:
    """Check a filled workbook."""
    from quanheng.report import filling as layout  # noqa: PLC0415

    form = chosen_format(chosen.format, None)
    guard(chosen.output, [chosen.file])
    path, data = _bytes(chosen.file)
    found = pipeline.fill(path, data, Setting(chosen.year, chosen.unit, chosen.at))
    if isinstance(found, Failure):
        return _tell(found)
    write(layout.encode(found) if form == "json" else layout.text(found), chosen.output)
    ranks = [_RANKS[severity] for severity in layout.severities(found)]
    return int(any(rank >= _LEVELS[chosen.fail_on] for rank in ranks))


def _bytes(path: str) -> tuple[str, bytes]:
    try:
        return path, Path(path).read_bytes()
    except OSError as fault:
        raise UsageError(f"打不开 {path}：{fault.strerror}") from fault


def _tell(failure: Failure) -> int:
    sys.stderr.write(f"quanheng: {failure.path}：{failure.message}。{failure.hint}\n")
    return 2
