"""What the checks on sheets of indicators share: their rows, the norm in force, how a finding is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from quanheng.lexicon.sheets import sheet_words
from quanheng.model.finding import Finding, Mark, Said
from quanheng.model.indicator_sheet import DOWN, IndicatorSheet, Measure, SheetRow, Written
from quanheng.model.place import Place
from quanheng.model.quantity import round_to, trimmed
from quanheng.model.review import Facts
from quanheng.norms.load import Norm, UnknownNorm, documents, norm

Weight = tuple[str, str]
"""Severity and certainty."""
_MONEY = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000)}
_NAMES = 3  # names that a message lists before it counts


def sheets(facts: Facts, kind: str) -> list[IndicatorSheet]:
    """The sheets of a kind."""
    return [sheet for sheet in facts.sheets if sheet.kind == kind]


def rows(facts: Facts, kind: str) -> Iterator[tuple[IndicatorSheet, SheetRow]]:
    """Every row of the sheets of a kind."""
    for sheet in sheets(facts, kind):
        for row in sheet.rows:
            yield sheet, row


def in_force(name: str, facts: Facts) -> Norm | None:
    """The norm where and when the sheet belongs (the middle of its year); None where none has a value."""
    on = date(facts.year, 6, 30) if facts.year else None
    try:
        return norm(name, facts.jurisdiction or "cn", on)
    except UnknownNorm:
        return None


def called(found: Norm) -> str:
    """What a message calls a norm: number or title of its document."""
    document = documents().get(found.document, {})
    return f"{document.get('number') or document.get('title') or found.document}{found.aside}"


def remark(
    rule: str,
    weight: Weight,
    marks: Sequence[tuple[str, Place]],
    stated: str,
    expected: str = "",
    **values: str,
) -> Finding:
    """A finding on cells: the first mark is what is stated, the others what it is held against."""
    made = [Mark("operand" if at else "stated", text, place) for at, (text, place) in enumerate(marks)]
    return Finding(
        rule, *weight, marks=made, stated=Said(stated), expected=Said(expected) if expected else None,
        values={**values, "stated": stated, "expected": expected},
    )  # fmt: skip


def remark_on_rows(
    rule: str, weight: Weight, found: Sequence[SheetRow], role: str = "", **values: str
) -> Finding:
    """One finding on several rows, marked at the cell of `role` where it has text, else at the name."""
    names = [row.label for row in found]
    listed = "、".join(f"“{name}”" for name in names[:_NAMES]) + (
        f"等{len(names)}项" if len(names) > _NAMES else ""
    )
    marks = [spot(row, role) for row in found]
    return remark(rule, weight, marks, "、".join(names), names=listed, count=str(len(found)), **values)


def spot(row: SheetRow, role: str = "") -> tuple[str, Place]:
    """Text and place of a cell, of the row's name where it is blank."""
    cell: Written | None = row.cells.get(role)
    return (cell.text, cell.place) if cell else (row.label, row.place)


def in_yuan(measure: Measure) -> Decimal | None:
    """An amount of money in 元; None for anything else."""
    power = _MONEY.get(measure.unit)
    return measure.value * power if power is not None else None


def meets(done: Measure, target: Measure) -> bool | None:
    """True when a result reaches its target; None where the two do not compare."""
    if done.unit and target.unit and done.unit != target.unit:
        return None
    return done.value <= target.value if target.sign == DOWN else done.value >= target.value


def is_cost(row: SheetRow) -> bool:
    """True for an indicator of cost."""
    return "成本" in row.group or "成本" in row.level2


def chance(row: SheetRow) -> str:
    """How likely the target is held: sure, perhaps, never; "" where the sheet does not say."""
    text = row.text("possibility")
    keys = sheet_words().chances
    if text in keys:
        return text
    # 完全不可能 before 可能: the strongest word first
    return next((key for key in ("never", "perhaps", "sure") if text and keys[key].search(text)), "")


def shown(value: Decimal) -> str:
    """A value with at most two decimals."""
    return trimmed(round_to(value, 2))


def rate_of(sheet: IndicatorSheet) -> tuple[Decimal, list[Written]] | None:
    """The rate of execution in per cent, printed or worked out, with the cells it comes from."""
    line = sheet.budget
    if line is None:
        return None
    rate, spent = line.cells.get("rate"), line.cells.get("done")
    if rate is not None and rate.figure is not None:
        return rate.figure.value, [rate]
    plan = line.cells.get("adjusted") or line.cells.get("initial")
    if spent is None or plan is None or spent.figure is None or plan.figure is None or not plan.figure.base:
        return None
    return spent.figure.base * 100 / plan.figure.base, [spent, plan]
