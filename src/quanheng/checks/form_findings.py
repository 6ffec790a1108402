"""Findings on self-evaluation forms: where they stand, and which norms hold there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from quanheng.checks.form_worth import Where
from quanheng.model.figure import Figure
from quanheng.model.finding import Finding, Mark, Said
from quanheng.model.form import FormRow, SelfEvaluationForm
from quanheng.model.review import Facts

_SHOWN = 4


def where_of(facts: Facts) -> Where:
    """The norms when evaluations are written, in the middle of the next year; of today where the year is unknown."""
    return Where(facts.jurisdiction or "cn", date(facts.year + 1, 6, 30) if facts.year else None)


def sound_forms(facts: Facts) -> Iterator[SelfEvaluationForm]:
    """The forms whose every cell stands under its head and can be read."""
    for form in facts.forms:
        if form.legible:
            yield form


def finding(
    rule: str,
    weight: tuple[str, str],
    stated: str,
    marks: Sequence[Mark],
    figures: Sequence[Figure] = (),
    **values: str,
) -> Finding:
    """One finding; `stated` is what the form says and stands at the first mark, `values` fill the message."""
    return Finding(
        rule,
        *weight,
        marks=[Mark("stated", m.text, m.place) if not at else m for at, m in enumerate(marks)],
        stated=Said(stated),
        values={**values, "stated": stated},
        figures=[f.id for f in figures if f.id >= 0],
    )


def mark(figure: Figure, role: str = "stated") -> Mark:
    """The place of a figure."""
    return Mark(role, figure.text, figure.place)


def cell_marks(row: FormRow, *roles: str) -> list[Mark]:
    """The places of cells of a row."""
    texts = {"target": row.target, "result": row.result, "rule": row.rule, "name": row.name}
    return [Mark("operand", texts[r] or "", row.places[r]) for r in roles if r in row.places]


def listed(names: Sequence[str]) -> str:
    """The first few names: 甲、乙等5项."""
    shown = "、".join(f"“{name}”" for name in names[:_SHOWN])
    return f"{shown}等{len(names)}项" if len(names) > _SHOWN else shown
