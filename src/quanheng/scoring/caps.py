"""Norms on the total: what a low execution rate leaves of it at most, and the bands of the grades."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from quanheng.checks.form_worth import Where, execution_rate
from quanheng.model.quantity import Interval, plain, round_to
from quanheng.model.review import Reviewed
from quanheng.model.score import Scorecard
from quanheng.scoring.basis import named

_CAP, _BANDS = "score-cap-by-execution", "grade-bands"
_PLACES = 2


def cap(card: Scorecard, reviewed: Reviewed, where: Where) -> list[str]:
    """Hold the total of one form to the cap for its execution rate, and name the norm; [] where none applies."""
    found, forms = where.norm(_CAP), reviewed.facts.forms
    rows: Any = found.value if found is not None else []
    fund = forms[0].execution if len(forms) == 1 else None
    rate = execution_rate(fund) if fund is not None else None
    if found is None or not rows or rate is None or card.total is None:
        return []
    below = [row for row in rows if rate < Decimal(row["below"])]
    if not below:
        return []
    most = min(Decimal(row["most"]) for row in below)
    full, got = card.total
    card.total = full, Interval(min(got.low, most), min(got.high, most))
    shown = plain(round_to(rate, _PLACES))
    return [f"执行率{shown}%，总分最高{plain(most)}分（{named(found)}{found.aside}）"]


def named_bands(where: Where) -> list[str]:
    """The bands by which grades are given, with their norm."""
    found = where.norm(_BANDS)
    return [f"等级按{named(found)}{found.aside}"] if found is not None else []
