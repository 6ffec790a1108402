"""What the columns of a table are to each other by habit: where most rows hold it, a row that does not is wrong.

Heads are worded in more ways than any list knows. A column that in most rows is the percentage, the change, the
difference or the product of two others is so in all of them, whatever its head says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from quanheng.facts.grids import Entry, Grid
from quanheng.facts.operands import quotient
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, MONEY, OTHER, PERCENT, SCORE, counts_alike, half_ulp, rounds_to
from quanheng.model.relation import Claim, Operand

_FEWEST, _SURE = 3, 4  # rows that hold: what two do may be chance, and three only ask
_WIDEST = 9
_HUNDRED = Decimal(100)
_LIMIT = ("≤", "<", "不超过", "不高于", "小于")
Triple = tuple[Entry, Entry, Entry]


@dataclass(frozen=True, slots=True)
class _Habit:
    """`fits` tells whether figures of these dimensions can stand so, `holds` whether a row does; made, first, second.

    `makes` are the dimensions that what is made can have: most columns need not be tried at all.
    """

    makes: frozenset[str]
    fits: Callable[[Figure, Figure, Figure], bool]
    holds: Callable[[Figure, Figure, Figure], bool]
    claim: Callable[[Triple, bool], Claim]


def habit_claims(grid: Grid, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims of the columns of one table about figures of which `claims` say nothing yet."""
    spoken = {c.operands[0].figure for c in claims if len(c.operands) == 3}
    columns = sorted({e.column for row in grid.rows for e in row.entries})
    if not _FEWEST <= len(columns) <= _WIDEST:
        return
    lines = _lines(grid, columns)
    told: set[frozenset[int]] = set()  # what is the difference of two is their minuend's difference as well
    for made in reversed(columns):
        sets = [
            (made, *pair)
            for pair in permutations(columns, 2)
            if {made, *pair} not in told and made not in pair
        ]
        found = {e.figure.unit.dimension for e in lines[made] if e is not None}
        habits = [habit for habit in _HABITS if habit.makes & found]
        fit = [r for triple in sets for habit in habits if (r := _read(lines, triple, habit)) is not None]
        for claim, triple in _chosen(fit):
            told.add(frozenset(e.column for e in triple))
            if triple[0].figure not in spoken:
                yield claim


_Lines = dict[int, list[Entry | None]]


def _lines(grid: Grid, columns: Sequence[int]) -> _Lines:
    """The exact figures of each column from the top, None where a row has none there; a zero shows no habit."""
    cells = {
        (e.row, e.column): e
        for row in grid.rows
        for e in row.entries
        if (figure := e.figure).hedge == EXACT and figure.value
    }
    rows = sorted({row for row, _ in cells})
    return {column: [cells.get((row, column)) for row in rows] for column in columns}


@dataclass(frozen=True, slots=True)
class _Read:
    """The rows of three columns that hold a habit, and those that do not."""

    habit: _Habit
    held: list[Triple]
    broken: list[Triple]


def _read(lines: _Lines, columns: tuple[int, int, int], habit: _Habit) -> _Read | None:
    held: list[Triple] = []
    broken: list[Triple] = []
    for made, first, second in zip(*(lines[column] for column in columns), strict=True):
        if made is None or first is None or second is None:
            continue
        figures = made.figure, first.figure, second.figure
        if not habit.fits(*figures):
            continue
        (held if habit.holds(*figures) else broken).append((made, first, second))
        if len(broken) > 1 + len(held):
            return None
    telling = len({t[0].figure.value for t in held if t[0].figure.value != _HUNDRED}) > 1  # 100% says nothing
    return _Read(habit, held, broken) if telling and len(held) >= max(_FEWEST, 3 * len(broken)) else None


def _chosen(fit: list[_Read]) -> Iterator[tuple[Claim, Triple]]:
    """By the reading that most rows hold; a row that another reading holds is not spoken of."""
    if not fit:
        return
    best = max(fit, key=lambda r: (len(r.held), -len(r.broken)))
    elsewhere = {t[0].figure for r in fit if r is not best for t in r.held}
    for triple in best.held:
        yield best.habit.claim(triple, True), triple
    for triple in best.broken:
        if (
            triple[0].figure not in elsewhere
            and not _capped(triple)
            and not _priced_about(*(e.figure for e in triple))
        ):
            yield best.habit.claim(triple, len(best.held) >= _SURE), triple


def _capped(triple: Triple) -> bool:
    """100% of what was more than done, or of a limit that was kept, as forms have it."""
    made, first, second = (e.figure for e in triple)
    if made.unit.dimension != PERCENT or made.value != _HUNDRED:
        return False
    return first.base > second.base or (triple[2].mention.paragraph.text.startswith(_LIMIT))


def _quotient(triple: Triple, closed: bool) -> Claim:
    made, first, second = triple
    kind = "share" if "占" in made.header else "completion"
    return Claim(kind, "column-habit", quotient(made, first, second), made.figure.place, closed=closed)


def _growth(triple: Triple, closed: bool) -> Claim:
    made, first, second = triple
    made.figure.polarity = -1 if made.figure.value < 0 else 1
    roles = (("rate", made), ("current", first), ("prior", second))
    return _told("growth", roles, closed)


def _difference(triple: Triple, closed: bool) -> Claim:
    roles = zip(("delta", "current", "prior"), triple, strict=True)
    return _told("difference", tuple(roles), closed)


def _product(triple: Triple, closed: bool) -> Claim:
    """What is headed as an average, or rounded as one, is what was divided for."""
    made, count, each = triple
    rounded = _about(*(e.figure for e in triple)) and made.figure.base != count.figure.base * each.figure.base
    if "均" in each.header or rounded:
        return Claim("average", "column-habit", quotient(each, made, count), each.figure.place, closed=closed)
    roles = zip(("total", "count", "each"), triple, strict=True)
    return _told("product", tuple(roles), closed)


def _told(kind: str, roles: tuple[tuple[str, Entry], ...], closed: bool) -> Claim:
    operands = tuple(Operand(role, entry.figure) for role, entry in roles)
    return Claim(kind, "column-habit", operands, operands[0].figure.place, closed=closed)


def _rates(made: Figure, first: Figure, second: Figure) -> bool:
    return (
        made.unit.dimension == PERCENT
        and first.unit.dimension != PERCENT
        and counts_alike(first.unit, second.unit)
    )


def _alike(made: Figure, first: Figure, second: Figure) -> bool:
    same = made.unit.dimension in _AMOUNT and counts_alike(made.unit, first.unit)
    return same and counts_alike(first.unit, second.unit)


def _priced(made: Figure, first: Figure, second: Figure) -> bool:
    price = second.unit.dimension == OTHER and bool(second.unit.name)
    return price and (made.unit.dimension, first.unit.dimension) == (MONEY, COUNT)


def _makes(made: Figure, count: Figure, each: Figure) -> bool:
    """A price of some digits may be rounded: 1203.70万元 for 58 are 20.75万元 each."""
    return count.base * each.base == made.base or _about(made, count, each)


def _about(made: Figure, count: Figure, each: Figure) -> bool:
    telling = sum(c.isdigit() for c in each.text) >= _FEWEST
    return telling and rounds_to((made.base / count.base).scaleb(-each.unit.power), each.value, each.decimals)


def _priced_about(made: Figure, first: Figure, second: Figure) -> bool:
    """A price may have been rounded to what is printed of it; then nothing is claimed."""
    room = first.base * half_ulp(second.decimals).scaleb(second.unit.power)
    return 0 < abs(first.base * second.base - made.base) <= room


_PERCENT, _AMOUNT, _PRICED = frozenset((PERCENT,)), frozenset((MONEY, COUNT, SCORE)), frozenset((MONEY,))
_HABITS = (
    _Habit(
        _PERCENT,
        _rates,
        lambda m, a, b: rounds_to(_HUNDRED * a.base / b.base, m.value, m.decimals),
        _quotient,
    ),
    _Habit(
        _PERCENT,
        _rates,
        lambda m, a, b: rounds_to(_HUNDRED * (a.base - b.base) / b.base, m.value, m.decimals),
        _growth,
    ),
    _Habit(_AMOUNT, _alike, lambda m, a, b: a.base - b.base == m.base, _difference),
    _Habit(_PRICED, _priced, _makes, _product),
)
