"""Rows of the fund block of a form: the money of the year, its sources, what it was spent on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.form_heads import Head
from quanheng.facts.grids import Entry, Row
from quanheng.facts.rule_rows import scored_rate
from quanheng.model.figure import Figure
from quanheng.model.form import NATURE, SOURCE, TOTAL, FundRow, SelfEvaluationForm
from quanheng.model.quantity import MONEY, PERCENT, Unit

_FUND_TOTAL = re.compile(r"(?:资金|预算|支出)(?:申请)?总额|^总额|年度.{0,6}总额|^合计|预算总额")
_NATURE_ROW = re.compile(r"基本支出|项目支出")
_SOURCE_ROW = re.compile(
    r"财政拨款|财政资金|一般公共预算|政府性基金|国有资本|非税|专户|其他资金|单位资金|上年结转|结转结余"
)


def fund_rows(row: Row, head: Head, form: SelfEvaluationForm) -> Iterator[FundRow]:
    """The row of the total or of a source; a nature on its right is a row of its own."""
    made: dict[str, FundRow] = {}
    for entry in row.entries:
        label = next((t for at, t in reversed(row.words) if at < entry.column), row.label).replace(" ", "")
        kind, role = _kind(label), _role(head, entry)
        if kind is None or (kind == TOTAL and any(f.kind == TOTAL for f in form.funds)):
            continue
        known = label in made
        fund = made.setdefault(label, FundRow(label, kind, formula=head.formula, head_points=head.points))
        if not known and len(made) > 1:  # in the right half the heads of the left one do not hold
            entry.figure.unit, entry.figure.kind = _money_unit(made, entry.figure), "level"
            fund.amounts["adjusted"] = entry.figure
        elif entry.figure.unit.dimension == MONEY and role in ("initial", "adjusted", "final"):
            fund.amounts.setdefault(role, entry.figure)
        elif kind == TOTAL:
            _score(fund, entry, role)
    for fund in made.values():
        if fund.kind == TOTAL:
            _by_order(fund, row)
        yield fund


def _money_unit(made: dict[str, FundRow], figure: Figure) -> Unit:
    return next((f.unit for fund in made.values() for f in fund.amounts.values()), figure.unit)


def _kind(label: str) -> str | None:
    patterns = ((TOTAL, _FUND_TOTAL), (NATURE, _NATURE_ROW), (SOURCE, _SOURCE_ROW))
    return next((kind for kind, pattern in patterns if pattern.search(label)), None)


def _role(head: Head, entry: Entry) -> str:
    return next((role for role, column in head.columns.items() if column == entry.column), "")


def _score(row: FundRow, entry: Entry, role: str) -> None:
    """Points, rate and score of the total row, where each stands under its head."""
    figure = entry.figure
    if role == "rate" and (figure.unit.dimension == PERCENT or figure.text.endswith("%")):
        row.rate = figure
    elif role == "points" and figure.unit.dimension != PERCENT:
        row.points = figure
    elif role == "rate_score" and not figure.text.endswith("%"):
        row.score = figure


def _by_order(row: FundRow, line: Row) -> None:
    """Where cells slipped off their heads: points, rate and score that belong together stand in a row."""
    found = scored_rate(line)
    if found is not None and (row.score is None or row.points is None or row.rate is None):
        row.points, row.rate, row.score = (entry.figure for entry in found)
