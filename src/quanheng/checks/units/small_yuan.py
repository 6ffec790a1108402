"""A budget item of a few 元 among amounts in 万元."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.model.figure import EXACT, Figure
from quanheng.model.finding import Finding, Mark, Repair, Said
from quanheng.model.quantity import MONEY, plain
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_DIGITS = 3  # at most that many digits before the point


def _odd(figure: Figure) -> bool:
    return (
        figure.unit.name == "元"
        and figure.decimals == 2
        and 0 < abs(figure.value) < 10**_DIGITS
        and bool(figure.item)
        and figure.hedge == EXACT
        and figure.unit_source == "written"
    )


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """Ask about each such figure whose paragraph gives every other amount in 万元."""
    for figure in facts.figures:
        if not _odd(figure):
            continue
        money = [
            f
            for f in facts.figures
            if f.place.block == figure.place.block and f.unit.dimension == MONEY and f is not figure
        ]
        if (
            not money
            or any(f.unit.name == "元" and not _odd(f) for f in money)
            or not any(f.unit.name == "万元" for f in money)
        ):
            continue
        text = plain(figure.value) + "万元"
        yield Finding(
            "units/small-yuan", "doubt", "likely", [Mark("stated", figure.text, figure.place)],
            Said(figure.text, figure.value, "元"), Said(text, figure.value, "万元"), "",
            {"name": figure.surface, "stated": figure.text, "expected": text}, [Repair(text, "单位写错")], figures=[figure.id],
        )  # fmt: skip
