"""The formulas of the workbook: sums, differences, growth, and the live checks of the sheet 99核对.

An empty cell is not a 0: a sum of nothing is empty, and a check that misses a number says so.
Sums are rounded to six places because a spreadsheet adds in binary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quanheng.checks.workbook import (
    AGREES,
    EXECUTION,
    NOTHING,
    OFF,
    ROUNDING,
    WAITING,
    leaves,
    unit_of,
)
from quanheng.lexicon.workbook import At, Check, Part
from quanheng.model.quantity import MONEY, trimmed
from quanheng.model.workbook import Total
from quanheng.norms.schemes import EXECUTION as EXECUTION_GROUP
from quanheng.norms.schemes import schemes, weights
from quanheng.report.workbook_plan import Plan

SCHEME_CELL = "'填写说明'!$B$5"
_SHOWN = {
    "difference": "ROUND({0}-{1},6)",
    "growth": 'IF({1}=0,"—",ROUND(({0}-{1})/{1}*100,2))',
    "ratio": 'IF({1}=0,"—",ROUND({0}/{1}*100,2))',
}


def total(cells: Sequence[str], given: Total | None = None) -> str:
    """The sum of some cells, empty where all are; a total that was given without its parts until one is added."""
    listed = ",".join(cells)
    if given is not None:
        value = trimmed(given.amount.value) if given.amount else '""'
        return f"=IF(COUNT({listed})<={given.parts},{value},ROUND(SUM({listed}),6))"
    return f'=IF(COUNT({listed})=0,"",ROUND(SUM({listed}),6))'


def shown(kind: str, cells: Sequence[str]) -> str:
    """Difference, growth or ratio of two cells, empty where one is."""
    return f'=IF(COUNT({",".join(cells)})<{len(cells)},"",{_SHOWN[kind].format(*cells)})'


@dataclass(frozen=True, slots=True)
class Live:
    """The formulas of a check in one column: both sides, their difference and the result."""

    left: str
    right: str
    difference: str
    result: str


def live(plan: Plan, check: Check, where: At, row: int) -> Live:
    """The formulas of a check for the row of 99核对 on which it stands (D left, E right, F difference)."""
    if check.kind == "weights":
        return _weights(plan, row)
    if check.kind == "scheme":
        return _scheme(plan, check, row)
    before = At(where.basis, where.offset - 1) if check.kind == "carried" else where
    left, right = _side(plan, check.of, where), _side(plan, check.parts, before)
    cells = [*check.of, *check.parts]
    form = [r for p, w in _with(check, where, before) if not p.section and (r := plan.cell(p.line, w))]
    money = unit_of(plan.layout, cells[0]).dimension == MONEY
    allowed = _allowed(plan, check, where, before) if money else "0"
    off = f'IF(COUNT({",".join(form)})<{len(form)},"{WAITING}","{OFF}")' if form else f'"{OFF}"'
    difference = f"F{row}"
    holds = f"{difference}>=0" if check.kind == "at_most" else f"{difference}=0"
    result = (
        f'=IF({difference}="","{NOTHING}",IF({holds},"{AGREES}",'
        f'IF(ROUND(ABS({difference})-{allowed},6)<=0,"{ROUNDING}",{off})))'
    )
    return Live(left, right, f'=IF(COUNT(D{row},E{row})<2,"",ROUND(D{row}-E{row},6))', result)


def _with(check: Check, where: At, before: At) -> list[tuple[Part, At]]:
    return [*((p, where) for p in check.of), *((p, before) for p in check.parts)]


def _side(plan: Plan, parts: Sequence[Part], where: At) -> str:
    terms, counts = [], []
    for part in parts:
        reference = plan.reference(part, where)
        assert reference, part
        sign = "-" if part.sign < 0 else "+"
        counts.append(_count(plan, part, reference))
        terms.append(f"{sign}{_sum(plan, part, reference)}")
    return f'=IF({"+".join(counts)}=0,"",ROUND({"".join(terms).lstrip("+")},6))'


def _sum(plan: Plan, part: Part, reference: str) -> str:
    if not part.codes:
        return f"SUM({reference})"
    return "(" + "+".join(f"SUMPRODUCT({test},{reference})" for test in _tests(plan, part)) + ")"


def _count(plan: Plan, part: Part, reference: str) -> str:
    if not part.codes:
        return f"COUNT({reference})"
    return "+".join(f"SUMPRODUCT({test},--ISNUMBER({reference}))" for test in _tests(plan, part))


def _tests(plan: Plan, part: Part) -> list[str]:
    codes = plan.span(part.section, "code")
    return [f'--(LEFT({codes},{len(code)})="{code}")' for code in part.codes]


def _allowed(plan: Plan, check: Check, where: At, before: At) -> str:
    """Half a fen of 万元 with two places for each number that was filled in."""
    fixed, counted = 0, []
    for part, column in _with(check, where, before):
        if not part.section:
            fixed += leaves(plan.layout, part.line)
        else:
            reference = plan.reference(part, column)
            assert reference
            each = leaves(plan.layout, part.line, part.section)
            counted.append(f"({_count(plan, part, reference)})*{each}")
    return f"0.005*({'+'.join([str(fixed), *counted])})"


def _weights(plan: Plan, row: int) -> Live:
    project, weight = plan.span("indicators", "project"), plan.span("indicators", "weight")
    execution = plan.cell(EXECUTION, At("final", 0))
    left = (
        f'=IF(SUMPRODUCT(--({project}=""),--ISNUMBER({weight}))=0,"",'
        f'ROUND(SUMPRODUCT(--({project}=""),{weight})+SUM({execution}),6))'
    )
    difference = f'=IF(D{row}="","",ROUND(D{row}-E{row},6))'
    off = f'IF(COUNT({execution})=0,"{WAITING}","{OFF}")'
    return Live(left, "=100", difference, f'=IF(F{row}="","{NOTHING}",IF(F{row}=0,"{AGREES}",{off}))')


def _scheme(plan: Plan, check: Check, row: int) -> Live:
    """The weights of a group against the scheme named in 填写说明; that cell may be changed."""
    project, weight, level = (plan.span("indicators", code) for code in ("project", "weight", "level1"))
    known = [(name, weights(name).get(check.group, Decimal(0))) for name in schemes()]
    right = '""'
    for name, points in reversed(known):
        right = f'IF({SCHEME_CELL}="{name}",{trimmed(points)},{right})'
    none = f'SUMPRODUCT(--({project}=""),--ISNUMBER({weight}))=0'
    right = f'=IF({none},"",{right})'
    if check.group == EXECUTION_GROUP:
        cell = plan.cell(EXECUTION, At("final", 0))
        left = f'=IF(OR(E{row}="",COUNT({cell})=0),"",SUM({cell}))'
    else:
        left = f'=IF(E{row}="","",ROUND(SUMPRODUCT(--({project}=""),--({level}="{check.group}"),{weight}),6))'
    difference = f'=IF(OR(D{row}="",E{row}=""),"",ROUND(D{row}-E{row},6))'
    return Live(left, right, difference, f'=IF(F{row}="","{NOTHING}",IF(F{row}=0,"{AGREES}","{OFF}"))')
