"""What the pages of indicators show: state, evidence, points lost, and the light of monitoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from quanheng.model.workbook import ADJUSTED, DepartmentYear, Indicator
from quanheng.web.departments.models import Book, Evidence, Reading
from quanheng.web.events.log import record as event
from quanheng.web.units.models import User

if TYPE_CHECKING:
    from quanheng.web.ledgers.registers import Taken

RED, YELLOW = Decimal(60), Decimal(80)
"""Execution against the share of the year that has passed, in %: the lights of the integrated system."""
_OVER = Decimal(130)
PROVED, UNPROVED, EMPTY = "已证实", "证据不足", "未填"
"""States of an indicator: its result hangs on a file or on the rows of a ledger, on neither, or is not there."""


@dataclass
class Shown:
    """An indicator with what hangs on it; `state` in words, `rate` of completion in %, None for words."""

    one: Indicator
    name: str
    state: str
    rate: Decimal | None
    lost: Decimal | None
    asks: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    reading: Reading | None = None
    taken: Taken | None = None


def name_of(one: Indicator) -> str:
    """How evidence and readings name an indicator."""
    return one.path[:400]


def lines(book: Book, record: DepartmentYear, taken: Mapping[str, Taken]) -> dict[str, Any]:
    """The department's and the projects' indicators, with counts by state and the points lost, most first.

    `taken` is what the ledgers give, by the indicators' names.
    """
    proofs: dict[str, list[Evidence]] = {}
    for one in book.evidence.select_related("file"):
        proofs.setdefault(one.indicator, []).append(one)
    shown = _all(record, taken, proofs)
    lost = sorted((s for s in shown if s.lost and not s.one.project), key=lambda s: -(s.lost or 0))
    return {
        "indicators": shown,
        "counts": {state: sum(s.state == state for s in shown) for state in (PROVED, UNPROVED, EMPTY)},
        "lost": lost,
        "most": lost[0].lost if lost else None,
        "total": record.self_score(),
    }


def _all(
    record: DepartmentYear, taken: Mapping[str, Taken], proofs: Mapping[str, list[Evidence]]
) -> list[Shown]:
    named = [(name_of(one), one) for one in record.indicators if one.level3]
    return [_shown(one, proofs.get(name, []), taken.get(name)) for name, one in named]


def _shown(one: Indicator, evidence: list[Evidence], taken: Taken | None) -> Shown:
    rate = _rate(one)
    lost = None if one.weight is None or one.score is None else one.weight - one.score
    asks = []
    if rate is not None and (rate < 100 or rate > _OVER) and not one.reason and not _at_most(one):
        asks.append("偏差原因没有填" if rate < 100 else "完成值超过指标值的 130%，要说明原因")
    proved = bool(evidence) or (taken is not None and taken.proves)
    if one.result and not proved and not one.evidence:
        asks.append("没有佐证文件")
    if taken is not None and taken.agrees and not proved:
        asks += taken.result.missing
    state = EMPTY if not one.result else PROVED if proved else UNPROVED
    return Shown(one, name_of(one), state, rate, lost, asks, evidence, taken=taken)


def _at_most(one: Indicator) -> bool:
    return one.direction in {"≤", "＜", "<"}


def _rate(one: Indicator) -> Decimal | None:
    """Result ÷ target in %, two decimals."""
    target, result = one.target_value, one.result_value
    if not target or result is None:
        return None
    return (result / target * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def readings(book: Book, record: DepartmentYear, month: int, taken: Mapping[str, Taken]) -> dict[str, Any]:
    """The indicators with that month's reading and what the ledgers give by then, and the light of the execution."""
    known = {r.indicator: r for r in book.readings.filter(month=month)}
    shown = _all(record, taken, {})
    for one in shown:
        one.reading = known.get(one.name)
    return {"indicators": shown, "light": light(book, record, month)}


def light(book: Book, record: DepartmentYear, month: int) -> dict[str, Any] | None:
    """Paid ÷ budget against month ÷ 12; None while one is not filled in."""
    budget = record.value("expenditure.total", ADJUSTED) or record.value("expenditure.total", "initial")
    found = book.readings.filter(month=month, indicator=PAID).first()
    if not budget or found is None:
        return None
    paid = Decimal(found.value)
    rate = (paid / budget * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    pace = (rate * 12 / month).quantize(Decimal("0.01"), ROUND_HALF_UP)
    word = "红灯" if pace < RED else ("黄灯" if pace < YELLOW else "绿灯")
    return {"paid": paid, "budget": budget, "rate": rate, "pace": pace, "word": word}


PAID = "预算执行"
"""The reading that holds the amount paid by the end of the month, in 万元."""


def set_reading(book: Book, record: DepartmentYear, month: int, given: dict[str, str], by: User) -> int:
    """Save the readings of a month, fields `value-N` and `note-N` in the order of the indicators; returns changes."""
    names = [name_of(i) for i in record.indicators if i.level3]
    fields = [(name, given.get(f"value-{n}"), given.get(f"note-{n}", "")) for n, name in enumerate(names)]
    fields.append((PAID, _number(given.get("paid")), ""))
    changed = 0
    with transaction.atomic():
        for name, value, note in fields:
            if value is None:
                continue
            row = Reading.objects.filter(book=book, indicator=name, month=month).first()
            if row is None and value.strip():
                row = Reading(book=book, indicator=name, month=month)
            if row is None or (row.value, row.note) == (value.strip(), note.strip()):
                continue
            row.value, row.note, row.by = value.strip()[:200], note.strip()[:300], by
            row.save()
            changed += 1
        if changed:
            event(by, "monitor", book, unit=book.unit, words=f"{month} 月监控，改动 {changed} 处")
    return changed


def _number(text: str | None) -> str | None:
    """The amount without separators; None where it is no number, so that nothing is saved."""
    cleaned = (text or "").replace(",", "").replace("，", "").strip()
    try:
        return str(Decimal(cleaned))
    except ArithmeticError:
        return None
