"""The checks of the workbook's description, made on a record: the same that its sheet 99核对 shows live.

A side without any number leaves the check open; so does an empty cell where the sides differ, since empty
is not 0. Money in 万元 was rounded to two places when it was filled in, which can move each number by half
a unit of the second place; counts and points are exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quanheng.lexicon.workbook import At, Check, Layout, Line, Part, codes_of, layout
from quanheng.model.quantity import MONEY, Unit, half_ulp, unit
from quanheng.model.workbook import DepartmentYear
from quanheng.norms.schemes import EXECUTION as EXECUTION_GROUP
from quanheng.norms.schemes import weights

AGREES, ROUNDING, OFF, WAITING, NOTHING = "相符", "尾差", "不符", "待补", "未填"
EXECUTION = Line("execution.weight")
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """A check in one column: both sides as added up (None without a number), and what came of it."""

    check: Check
    at: At
    left: Decimal | None
    right: Decimal | None
    state: str

    @property
    def difference(self) -> Decimal | None:
        """Left less right."""
        return None if self.left is None or self.right is None else self.left - self.right


def checked(record: DepartmentYear, described: Layout | None = None) -> Iterator[Checked]:
    """Every check of the description in each of its columns, in order; `record` is complete."""
    described = described or layout()
    for check in described.checks:
        if check.kind == "weights":
            yield _weights(record, check)
        elif check.kind == "scheme":
            yield _scheme(record, check)
        for where in check.at:
            yield _one(described, record, check, where)


def _one(described: Layout, record: DepartmentYear, check: Check, where: At) -> Checked:
    before = At(where.basis, where.offset - 1) if check.kind == "carried" else where
    sides = [(p, where) for p in check.of], [(p, before) for p in check.parts]
    values = [
        [(p.sign, v) for p, column in side for v in _values(described, record, p, column)] for side in sides
    ]
    left, right = (sum((s * v for s, v in side), Decimal(0)) if side else None for side in values)
    if left is None or right is None:
        return Checked(check, where, left, right, NOTHING)
    difference = left - right
    if difference == 0 or (check.kind == "at_most" and difference > 0):
        return Checked(check, where, left, right, AGREES)
    parts = [*sides[0], *sides[1]]
    money = unit_of(described, parts[0][0]).dimension == MONEY
    count = sum(_numbers(described, record, p, column) for p, column in parts)
    if money and abs(difference) <= half_ulp(_PLACES) * count:
        return Checked(check, where, left, right, ROUNDING)
    empty = any(not p.section and not _values(described, record, p, c) for p, c in parts)
    return Checked(check, where, left, right, WAITING if empty else OFF)


def _values(described: Layout, record: DepartmentYear, part: Part, where: At) -> list[Decimal]:
    """The numbers of an addend: one of a form, those of the lines of a list."""
    year, codes = record.year + where.offset, [""]
    if part.section:
        codes = [
            code
            for code in codes_of(record, described.section(part.section))
            if not part.codes or code.startswith(part.codes)
        ]
    found = (record.value(part.line.item, where.basis, year, part.line.fund, code) for code in codes)
    return [value for value in found if value is not None]


def _numbers(described: Layout, record: DepartmentYear, part: Part, where: At) -> int:
    """How many numbers that people filled in are behind an addend."""
    lines = len(_values(described, record, part, where)) if part.section else 1
    return lines * leaves(described, part.line, part.section)


def leaves(described: Layout, line: Line, section: str = "") -> int:
    """How many numbers a computed one is added up from, 1 for one that is filled in."""
    parts: tuple[Line, ...] = ()
    if section:
        columns = described.section(section).columns
        parts = next((c.sum for c in columns if c.line == line and c.sum), ())
    else:
        rows = (row for _, s in described.sections() for row in s.rows if row.line == line)
        parts = next((row.sum for row in rows), ())
    return sum(leaves(described, part, section) for part in parts) if parts else 1


def unit_of(described: Layout, part: Part) -> Unit:
    """The unit of an addend."""
    if part.section:
        return unit("万元")
    rows = (row for _, s in described.sections() for row in s.rows if row.line == part.line)
    return unit(next(rows).unit)


def _weights(record: DepartmentYear, check: Check) -> Checked:
    given = [one.weight for one in record.of_project() if one.weight is not None]
    where, full = At("final", 0), Decimal(100)
    if not given:
        return Checked(check, where, None, full, NOTHING)
    execution = record.value(EXECUTION.item)
    left = sum(given, execution or Decimal(0))
    off = WAITING if execution is None else OFF
    return Checked(check, where, left, full, AGREES if left == full else off)


def _scheme(record: DepartmentYear, check: Check) -> Checked:
    """The weights of a group against those of the chosen scheme; nothing without one, or before any weight."""
    where, chosen = At("final", 0), weights(record.framework)
    given = [one.weight for one in record.of_project() if one.weight is not None]
    if not chosen or not given:
        return Checked(check, where, None, None, NOTHING)
    right = chosen.get(check.group, Decimal(0))
    if check.group == EXECUTION_GROUP:
        left = record.value(EXECUTION.item)
        return Checked(check, where, left, right, _same(left, right))
    mine = [one.weight for one in record.of_project() if one.level1 == check.group and one.weight is not None]
    left = sum(mine, Decimal(0))
    return Checked(check, where, left, right, _same(left, right))


def _same(left: Decimal | None, right: Decimal) -> str:
    return NOTHING if left is None else AGREES if left == right else OFF
