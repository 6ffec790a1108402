"""Spending behind the line of the norm for the month."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.sheets import called, in_force, rate_of, remark, sheets, shown
from quanheng.model.finding import DOUBT, LIKELY, NOTE, SUSPECT, Finding
from quanheng.model.indicator_sheet import MONITORING
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_PAGE = "monitoring/behind-schedule"


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One finding a sheet: a line that is law somewhere is a doubt there, our own line is a note."""
    found = in_force("execution-progress", facts)
    for sheet in sheets(facts, MONITORING) if found else ():
        made = rate_of(sheet)
        if found is None or made is None or sheet.month is None:
            continue
        months = [int(month) for month in found.numbers if int(month) <= sheet.month]
        if not months:
            continue
        rate, spoken = made
        line = found.numbers[str(max(months))]
        if rate < line:
            weight = (DOUBT, LIKELY) if found.binding_evidence else (NOTE, SUSPECT)
            yield remark(
                _PAGE, weight, [(w.text, w.place) for w in spoken], f"{shown(rate)}%", f"{shown(line)}%",
                month=str(max(months)), upto=str(sheet.month), norm=called(found),
            )  # fmt: skip
