"""本年收入合计 never holds what was carried over; 收入总计 does."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.judgement import in_unit, printed
from quanheng.model.figure import Figure
from quanheng.model.finding import Finding, Mark, Said
from quanheng.model.quantity import plain
from quanheng.model.relation import Claim
from quanheng.model.review import Facts
from quanheng.model.setting import Setting


def _finding(figure: Figure, right: Figure, others: list[Figure], words: str) -> Finding:
    value = in_unit(right.base, figure)
    text = printed(value, figure)
    marks = [Mark("stated", figure.text, figure.place), *(Mark("operand", f.text, f.place) for f in others)]
    values = {
        "name": figure.surface,
        "stated": figure.text,
        "expected": text,
        "calculation": words,
        "year": str(figure.year or ""),
    }
    return Finding(
        "definitions/current-year-income", "error", "proved", marks, Said(figure.text, figure.value, figure.unit.name),
        Said(text, value, figure.unit.name), words, values, figures=[figure.id, *(f.id for f in others)],
    )  # fmt: skip


def _misnamed(claim: Claim) -> tuple[Figure, Figure, Figure] | None:
    """(本年收入合计, 年初结转, what is left) of a list that counts what was carried over as income of the year."""
    if claim.kind != "sum" or claim.operands[0].figure.item != "income.current_year":
        return None
    total, parts = claim.operands[0].figure, [o.figure for o in claim.operands[1:]]
    opening = next((f for f in parts if f.item == "carryover.opening" and f.value), None)
    rest = [f for f in parts if f is not opening]
    if opening is None or len(rest) != 1:
        return None
    return (total, opening, rest[0]) if total.base == opening.base + rest[0].base else None


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """本年收入合计 = 收入 + 年初结转 is the definition of 收入总计."""
    for claim in facts.claims:
        found = _misnamed(claim)
        if found is None:
            continue
        total, opening, income = found
        yield _finding(
            total,
            income,
            [opening, income],
            f"其中{opening.text}是年初结转，{plain(total.value)}-{plain(opening.value)}={plain(income.value)}",
        )
        for figure in facts.figures:
            if (
                figure.item == "income.total"
                and figure.year == total.year
                and figure.kind == "level"
                and figure.base == income.base
            ):
                yield _finding(
                    figure,
                    total,
                    [opening, income],
                    f"收入总计应含年初结转：{plain(figure.value)}+{plain(opening.value)}={plain(total.value)}",
                )
