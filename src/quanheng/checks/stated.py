"""Findings from statements: one a statement or one a form, their weight by the statement's degree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from quanheng.model.figure import Statement
from quanheng.model.finding import Finding, Mark, Repair, Said
from quanheng.model.review import Facts

Weight = tuple[str, str]


def weigh(facts: Facts, rule: str, kind: str, weights: Mapping[str, Weight]) -> Iterator[Finding]:
    """Findings of `rule` for the statements of `kind`; `weights` maps a degree to severity and certainty.

    A statement whose degree is not in `weights` is left alone.
    """
    for statement in facts.statements:
        if statement.kind == kind and (weight := weights.get(statement.notes.get("degree", ""))):
            yield finding_of(statement, rule, weight)


def flawed_rules(
    facts: Facts, rule: str, weight: Weight, why: Callable[[Statement], str]
) -> Iterator[Finding]:
    """A finding of `rule` for each scoring rule that `why` says something of, in Chinese; "" is sound."""
    for said in facts.statements:
        if said.kind == "scoring_rule" and (wrong := why(said)):
            yield Finding(
                rule,
                *weight,
                marks=[Mark("stated", said.text, said.place)],
                stated=Said(said.text),
                values={"name": said.value, "stated": said.text, "why": wrong},
            )


def by_form(facts: Facts, *kinds: str) -> list[list[Statement]]:
    """The statements of `kinds` that stand in cells, one list for each table that has any."""
    forms: dict[int, list[Statement]] = {}
    for statement in facts.statements:
        if statement.kind in kinds and (cell := statement.place.cell):
            forms.setdefault(cell.table, []).append(statement)
    return list(forms.values())


def finding_of(statement: Statement, rule: str, weight: Weight) -> Finding:
    """One finding: stated is the text, expected the value where there is one."""
    text, value = statement.text, statement.value
    return Finding(
        rule,
        *weight,
        marks=[Mark("stated", text, statement.place)],
        stated=Said(text),
        expected=Said(value) if value else None,
        values={
            **statement.notes,
            "stated": text,
            "expected": value,
            "right": f"，应为“{value}”" if value else "",
        },
        repairs=[Repair(value, "")] if value else [],
    )


def finding_of_form(
    statements: Sequence[Statement], rule: str, weight: Weight, text: str, **values: str
) -> Finding:
    """One finding on several cells of a form; `text` is what it states of them together."""
    return Finding(
        rule,
        *weight,
        marks=[Mark("stated", statement.text, statement.place) for statement in statements],
        stated=Said(text),
        values={**values, "stated": text},
    )
