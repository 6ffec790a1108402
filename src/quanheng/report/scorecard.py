"""The scorecard as text, JSON and one HTML page: each value with its formula, the figures under it and its norm."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from quanheng import __version__
from quanheng.model.quantity import Interval, plain, round_to
from quanheng.model.review import Reviewed
from quanheng.model.score import ASKED, BOUND, COMPUTED, JUDGED, IndicatorScore, Missing, Scorecard, Used
from quanheng.report import json, messages, numbers, width
from quanheng.report.pages import template
from quanheng.report.places import Locator
from quanheng.scoring.scorecard import asked, lost_points

STATES = {COMPUTED: "已算出", BOUND: "只能算出上限", ASKED: "缺数", JUDGED: "由人评判"}
_CERTAINTIES = {"G": "条文未核，仅供参考"}
_SIGNS = {COMPUTED: "■", BOUND: "▲", ASKED: "○", JUDGED: "·"}


def value(one: IndicatorScore) -> str:
    """The value as it is printed: 82.86%, 至多16.23%, or what stands in its place."""
    if one.bounds is None:  # a row of a form has points and no value
        return STATES[one.state] if one.points is None or one.own is None else ""
    lead = "" if one.state == COMPUTED else "至多"
    return f"{lead}{plain(round_to(one.bounds.high, 2))}{one.unit}"


def points(one: IndicatorScore) -> str:
    """The points: 9.44/10, 8–10/10, or nothing."""
    if one.full is None or one.points is None:
        return ""
    low, high = (numbers.points(end) for end in (one.points.low, one.points.high))
    return f"{low if low == high else f'{low}–{high}'}/{numbers.points(one.full)}分"


def authority(card: Scorecard) -> str:
    """The norm of the card: title, number and article."""
    return messages.document_title(card.authority.document) + card.authority.article


def note_of_norm(one: IndicatorScore) -> str:
    """What is to be known of the norm behind one indicator, where it is not sure."""
    return _CERTAINTIES.get(one.authority.certainty, "") if one.authority else ""


def text(card: Scorecard, reviewed: Reviewed) -> str:
    """One indicator a paragraph: value, calculation, where its figures stand, what is missing."""
    locator = Locator(reviewed)
    year = f"{card.year} 年度" if card.year else "年度不明"
    lines = width.wrap(f"{card.organisation or '单位不明'}  {year}  {card.title}")
    lines += width.wrap(f"依据 {authority(card)}（{card.authority.since} 起）")
    lines += width.wrap(summary(card))
    if card.self_score is not None:
        lines += width.wrap(self_evaluation(card))
    lines += [line for note in card.notes for line in width.wrap(note)]
    path: tuple[str, ...] = ()
    for one in card.indicators:
        if one.path != path:
            path = one.path
            lines += ["", *width.wrap(" / ".join(path))]
        lines += _paragraph(one, locator)
    lines += _asked(card) + _lost(card)
    return "\n".join(lines) + "\n"


def summary(card: Scorecard) -> str:
    """How many indicators are in which state."""
    names = {**STATES, BOUND: "算出范围"} if any(one.own for one in card.indicators) else STATES
    parts = [f"{names[state]} {card.counted(state)} 项" for state in STATES if card.counted(state)]
    made = f"指标 {len(card.indicators)} 项：" + "，".join(parts) if parts else "没有读到指标"
    if card.total is None:
        return made
    full, got = card.total
    known = (
        numbers.points(got.low)
        if got.low == got.high
        else f"{numbers.points(got.low)} 至 {numbers.points(got.high)}"
    )
    return f"{made}；得分 {known} 分（满分 {numbers.points(full)}）" + (
        f"，等级 {card.grade}" if card.grade else ""
    )


def self_evaluation(card: Scorecard) -> str:
    """What the department says of itself, and the grade that its score has."""
    assert card.self_score is not None
    said = f"自评 {card.self_score.text}" + (f"，等级写“{card.self_grade}”" if card.self_grade else "")
    return said + (f"；按分档为“{card.grade_of_self}”" if card.grade_of_self else "")


def _paragraph(one: IndicatorScore, locator: Locator) -> list[str]:
    head = f"  {_SIGNS[one.state]} {one.id} {one.name}"
    lines = width.hang(width.pad(head, 40), f"{value(one)}  {points(one)}".rstrip())
    rows = [("标准", one.rule), ("算式", one.formula), ("计算", one.calculation)]
    rows += [
        ("取数", f"{used.name} {used.figure.text}（{locator.words(used.figure.place)}）") for used in one.used
    ]
    rows += [("报告", f"写{one.stated.text}（{locator.words(one.stated.place)}）")] if one.stated else []
    rows += [("自评", f"{one.own.text}（{locator.words(one.own.place)}）")] if one.own else []
    rows += [("缺", f"{missing.name}，请{missing.supplier}提供") for missing in one.missing]
    rows += [("注意", note) for note in (*one.notes, note_of_norm(one)) if note]
    for name, words in rows:
        lines += width.hang(f"      {name}", words) if words else []
    return lines


def _asked(card: Scorecard) -> list[str]:
    wanted = asked(card)
    if not wanted:
        return []
    lines = ["", "还要补的数（按提供的人）"]
    for supplier, missing in wanted.items():
        lines += width.hang(f"  {supplier}", "、".join(one.name for one in missing))
    return lines


def _lost(card: Scorecard) -> list[str]:
    lost = lost_points(card)
    return (
        ["", "失分（由多到少）", *(f"  {one.id} {one.name}  {numbers.points(one.lost)}分" for one in lost)]
        if lost
        else []
    )


def encode(card: Scorecard) -> bytes:
    """The card as JSON, schema 1; numbers are decimal strings."""
    return json.dump(
        {
            "schema": json.SCHEMA,
            "quanheng": __version__,
            "framework": card.framework,
            "title": card.title,
            "norm": {
                "document": authority(card),
                "number": card.authority.number or None,
                "since": card.authority.since,
                "certainty": card.authority.certainty,
            },
            "jurisdiction": card.jurisdiction,
            "organisation": card.organisation,
            "fiscal_year": card.year,
            "self_score": card.self_score.text if card.self_score else None,
            "self_grade": card.self_grade or None,
            "grade_of_self_score": card.grade_of_self or None,
            "grade": card.grade or None,
            "notes": card.notes,
            "total": {"full": plain(card.total[0]), **(_interval(card.total[1]) or {})}
            if card.total
            else None,
            "counts": {state: card.counted(state) for state in STATES},
            "indicators": [_indicator(one) for one in card.indicators],
            "asked": [
                {"supplier": supplier, "quantities": [_missing(one) for one in wanted]}
                for supplier, wanted in asked(card).items()
            ],
            "lost": [{"id": one.id, "points": plain(one.lost)} for one in lost_points(card)],
        }
    )


def _indicator(one: IndicatorScore) -> dict[str, Any]:
    return {
        "id": one.id,
        "path": list(one.path),
        "name": one.name,
        "state": one.state,
        "unit": one.unit or None,
        "direction": one.direction or None,
        "threshold": one.threshold or None,
        "formula": one.formula or None,
        "calculation": one.calculation or None,
        "value": _rounded(one.value),
        "bounds": _interval(one.bounds),
        "stated": {"text": one.stated.text, "place": json.place(one.stated.place)} if one.stated else None,
        "points": _interval(one.points),
        "own": {"text": one.own.text, "place": json.place(one.own.place)} if one.own else None,
        "full": plain(one.full) if one.full is not None else None,
        "rule": one.rule or None,
        "article": one.authority.article if one.authority else None,
        "certainty": one.authority.certainty if one.authority else None,
        "used": [_used(used) for used in one.used],
        "missing": [_missing(missing) for missing in one.missing],
        "notes": one.notes,
    }


def _used(used: Used) -> dict[str, Any]:
    return {
        "quantity": used.quantity,
        "name": used.name,
        "value": plain(used.value),
        "unit": used.unit,
        "text": used.figure.text,
        "figure": used.figure.id,
        "place": json.place(used.figure.place),
        "note": used.note or None,
    }


def _missing(missing: Missing) -> dict[str, str]:
    return {"quantity": missing.quantity, "name": missing.name, "supplier": missing.supplier}


def _rounded(number: Decimal | None) -> str | None:
    return plain(round_to(number, 4)) if number is not None else None


def _interval(bounds: Interval | None) -> dict[str, str | None] | None:
    return {"low": _rounded(bounds.low), "high": _rounded(bounds.high)} if bounds is not None else None


def html(card: Scorecard, reviewed: Reviewed) -> bytes:
    """One page that needs no network."""
    locator = Locator(reviewed)
    page = template("scorecard.html").render(
        card=card,
        asked=asked(card),
        lost=lost_points(card),
        authority=authority(card),
        summary=summary(card),
        self_evaluation=self_evaluation(card) if card.self_score is not None else "",
        states=STATES,
        value=value,
        points=points,
        note_of_norm=note_of_norm,
        where=lambda figure: locator.words(figure.place),
        version=__version__,
    )
    return page.encode("utf-8", "replace")
