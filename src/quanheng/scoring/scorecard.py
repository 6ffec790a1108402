"""The scorecard of a department under a framework of indicators: value, bound, or what must be asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from quanheng.checks.form_worth import Where
from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, PERCENT, Interval, plain, round_to
from quanheng.model.review import Reviewed
from quanheng.model.score import (
    ASKED,
    BOUND,
    COMPUTED,
    JUDGED,
    Authority,
    IndicatorScore,
    Missing,
    Scorecard,
    Used,
)
from quanheng.norms.load import UnknownNorm, norm
from quanheng.scoring.basis import authority
from quanheng.scoring.caps import cap, named_bands
from quanheng.scoring.form_card import form_rows, form_total
from quanheng.scoring.formula import OverNothing, formula
from quanheng.scoring.points import award, chosen, total
from quanheng.scoring.quantities import Quantities

_PLACES = 2
FRAMEWORKS = {
    "department": ("indicator-framework-department", "部门整体支出绩效评价共性指标体系"),
    "scored": ("department-scoring", "部门整体支出绩效评价指标表（带分值）"),
    "project": ("indicator-framework-project", "项目支出绩效评价共性指标体系"),
    "form": ("self-evaluation-form", "绩效自评表"),
}


def scorecard(
    reviewed: Reviewed, framework: str = "department", jurisdiction: str | None = None
) -> Scorecard:
    """The card of one checked document; `framework` is a key of FRAMEWORKS.

    The norms are those in force in the middle of the year after the fiscal year, when evaluations
    are written, or today where the year is unknown.
    Raises UnknownNorm where the framework has no values then.
    """
    facts = reviewed.facts
    place = jurisdiction or facts.jurisdiction or "cn"
    on = date(facts.year + 1, 6, 30) if facts.year else None
    name, title = FRAMEWORKS[framework]
    found = norm(name, place, on)
    if framework == "form":
        indicators = form_rows(facts.forms, place, on)
    else:
        quantities = Quantities(facts, reviewed.findings, place, on, framework == "project")
        rows: Any = found.value
        indicators = [
            _indicator(row, quantities, facts.figures, authority(found, row.get("certainty", "")))
            for row in rows
        ]
    card = Scorecard(name, title, authority(found), place, facts.organisation, facts.year, indicators)
    card.total = total(indicators) if framework != "form" else _form_total(card, reviewed)
    card.notes += cap(card, reviewed, Where(place, on))
    card.grade = _grades(card, place, on)
    card.notes += named_bands(Where(place, on)) if card.grade or card.self_score else []
    _self_evaluation(card, reviewed, place, on)
    return card


def _form_total(card: Scorecard, reviewed: Reviewed) -> tuple[Decimal, Interval] | None:
    """Of one form; several have no total in common."""
    forms = reviewed.facts.forms
    if len(forms) != 1:
        return None
    card.self_score = forms[0].total
    return form_total(card.indicators)


def _indicator(
    row: dict[str, Any], quantities: Quantities, figures: list[Figure], authority: Authority
) -> IndicatorScore:
    made = IndicatorScore(
        row["id"],
        (row["level1"], row["level2"]),
        row["level3"],
        JUDGED,
        row.get("unit", ""),
        row.get("direction", ""),
        row.get("threshold", ""),
        row.get("formula", ""),
        authority=authority,
    )
    if made.formula:
        _compute(made, quantities)
        made.stated = _stated(made.name, figures)
        _compare(made)
    if row.get("points"):
        award(made, *chosen(row["points"]))
    return made


def _compute(made: IndicatorScore, quantities: Quantities) -> None:
    wanted = formula(made.formula)
    taken = quantities.of_one_scope(wanted.names)
    made.formula = wanted.words({name: quantities.name(name) for name in wanted.names})
    made.missing = [quantities.missing(name) for name, one in taken.items() if one is None]
    made.used = [used for one in taken.values() if one is not None for used in one.used]
    made.notes = [f"{used.name}：{used.note}" for used in made.used if used.note]
    known = {name: one for name, one in taken.items() if one is not None}
    if made.missing:
        made.state = ASKED
        return
    try:
        bounds = wanted.bounds({name: one.bounds for name, one in known.items()})
    except OverNothing:
        made.state = ASKED
        made.notes.append("分母为0，算不出百分比，改报绝对额")
        return
    exact = all(one.exact for one in known.values())
    shown = {name: plain(round_to(one.bounds.high, _places(one.used[0]))) for name, one in known.items()}
    made.state = COMPUTED if exact else BOUND
    made.value, made.bounds = (bounds.high if exact else None), bounds
    sign = "=" if exact else "，至多"
    made.calculation = f"{wanted.words(shown)}{sign}{plain(round_to(bounds.high, _PLACES))}{made.unit}"


def _places(used: Used) -> int:
    """Digits as printed, of money at least two."""
    exponent = used.value.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return max(own, 2 if used.figure.unit.dimension == MONEY else 0)


def _stated(name: str, figures: list[Figure]) -> Figure | None:
    """The rate of that name as the document itself prints it."""
    return next((f for f in figures if f.unit.dimension == PERCENT and f.surface.endswith(name)), None)


def _compare(made: IndicatorScore) -> None:
    """The document's own rate against ours: another value is told, since it may rest on other figures."""
    if made.stated is None or made.bounds is None:
        return
    half = Decimal(1).scaleb(-made.stated.decimals) / 2
    own = Interval(made.stated.value - half, made.stated.value + half)
    if not own.meets(Interval(made.bounds.low - half, made.bounds.high + half)):
        made.notes.append(f"报告写{made.stated.text}，与按上面的数算出的不同，请核对所用的数")


def _self_evaluation(card: Scorecard, reviewed: Reviewed, place: str, on: date | None) -> None:
    """The score and grade that the department gives itself, and the grade that its score has by the bands."""
    claims = [c for c in reviewed.facts.claims if c.kind == "grade" and c.operands]
    card.self_score = claims[0].operands[0].figure if claims else card.self_score
    card.self_grade = claims[0].said.text if claims and claims[0].said else ""
    if card.self_score is not None:
        card.grade_of_self = grade(card.self_score.value, place, on)


def grade(score: Decimal, jurisdiction: str = "cn", on: date | None = None) -> str:
    """The grade of a score out of 100 by the bands in force: the highest whose lower end it reaches.

    "" where no bands were in force.
    """
    try:
        bands = norm("grade-bands", jurisdiction, on).numbers
    except UnknownNorm:
        return ""
    return next((name for name, low in sorted(bands.items(), key=lambda band: -band[1]) if score >= low), "")


def _grades(card: Scorecard, place: str, on: date | None) -> str:
    """The grade of the total, or both ends where what is missing leaves it open: 中至优."""
    if card.total is None:
        return ""
    full, points = card.total
    ends = [grade(end * 100 / full, place, on) for end in (points.low, points.high)]
    return ends[0] if ends[0] == ends[1] else "至".join(ends)  # none in force: both are empty


def lost_points(card: Scorecard) -> list[IndicatorScore]:
    """Indicators that lose points, the most first."""
    return sorted((one for one in card.indicators if one.lost > 0), key=lambda one: (-one.lost, one.id))


def asked(card: Scorecard) -> dict[str, list[Missing]]:
    """What is missing, by who could supply it."""
    made: dict[str, dict[str, Missing]] = {}
    for one in card.indicators:
        for missing in one.missing:
            made.setdefault(missing.supplier, {})[missing.quantity] = missing
    return {supplier: list(wanted.values()) for supplier, wanted in made.items()}
