"""What the published account tables assert by their form: the declared identities, met with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quanheng.facts.account_tables import AccountTable
from quanheng.facts.grids import Entry, blank_entry
from quanheng.lexicon.accounts import table_name
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand
from quanheng.norms.identities import Addend, Address, Identity, identities

_CLAIMS = {"sum": "sum", "balance": "balance", "equal": "restated", "at_most": "at_most"}
_ROLES = {
    "sum": ("total", "part"), "balance": ("total", "part"), "at_most": ("total", "part"), "equal": ("stated", "first"),
}  # fmt: skip
_FUNDS = ("general", "fund", "state")
_CLASS = 3
_YUAN_IN_WAN = 4  # powers of ten between 元 and 万元
_EVERY = "*"
Set = Mapping[str, AccountTable]


class _Spot(NamedTuple):
    """The row and the column that an identity with `*`, `class` or `code` is met at."""

    row: str = ""
    column: str = ""

    def of(self, address: Address) -> Address:
        own = address.row not in (_EVERY, "class", "code")
        if own and address.column != _EVERY:
            return address
        row = address.row if own else self.row
        return Address(address.table, row, self.column if address.column == _EVERY else address.column)


def table_sets(tables: Sequence[AccountTable]) -> list[dict[str, AccountTable]]:
    """The tables of one set of accounts: a kind that comes again opens the next (the department's, the unit's)."""
    sets: list[dict[str, AccountTable]] = [{}]
    for table in tables:
        if table.kind:
            if table.kind in sets[-1]:
                sets.append({})
            sets[-1][table.kind] = table
    return sets


def account_claims(tables: Sequence[AccountTable], year: int | None) -> Iterator[Claim]:
    """Every declared identity whose cells are there."""
    for found in table_sets(tables):
        met = [
            claim
            for identity in (identities(year) if found else ())
            if _applies(identity, found)
            for names in [_names(identity, found)]
            for spot in _spots(identity, found)
            for claim in _claim(identity, found, spot, names)
        ]
        yield from _one_for_a_unit(met)


def _one_for_a_unit(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Two tables that are 元 and 万元 apart in all that they share are met once: the fault is one."""
    apart: dict[tuple[int, int], list[bool]] = {}
    for claim in claims:
        if (pair := _pair(claim)) is not None:
            apart.setdefault(pair, []).append(_is_apart(claim))
    told: set[tuple[int, int]] = set()
    for claim in claims:
        pair = _pair(claim)
        throughout = pair is not None and len(apart[pair]) > 1 and all(apart[pair])
        if pair is None or not throughout or pair not in told:
            yield claim
        if pair is not None and throughout:
            told.add(pair)


def _pair(claim: Claim) -> tuple[int, int] | None:
    """The two tables that a claim of equality is between, when both amounts are there and not 0."""
    cells = [o.figure.place.cell for o in claim.operands if o.figure.value]
    if claim.kind != _CLAIMS["equal"] or len(cells) != len(claim.operands) or None in cells:
        return None
    first, second = (cell.table for cell in cells if cell)
    return (first, second) if first != second else None


def _is_apart(claim: Claim) -> bool:
    first, second = (abs(o.figure.base) for o in claim.operands)
    return min(first, second).scaleb(_YUAN_IN_WAN) == max(first, second)


def _entry(found: Set, address: Address) -> Entry | None:
    table = found.get(address.table)
    return table.cell(address.row, address.column) if table else None


def _applies(identity: Identity, found: Set) -> bool:
    if any(name not in found for name in identity.whole):
        return False
    if identity.where and _entry(found, identity.where) is None:
        return False
    if identity.unless and _entry(found, identity.unless) is not None:
        return False
    same = [_entry(found, address) for address in identity.same]
    return not same or (all(e is not None for e in same) and len({e.figure.base for e in same if e}) == 1)


def _spots(identity: Identity, found: Set) -> Iterator[_Spot]:
    """Where the identity is met: at every row and column that its result names."""
    result = identity.result
    table = found.get(result.table)
    if table is None:
        return
    rows = [result.row]
    if result.row in (_EVERY, "class", "code"):
        rows = [row for row in table.lines if result.row == _EVERY or _is_code(row, result.row)]
    for row in rows:
        columns = [result.column]
        if result.column == _EVERY:
            columns = list(table.row(row))
        yield from (_Spot(row, column) for column in columns)


def _is_code(row: str, what: str) -> bool:
    return row.isdigit() and (what == "code" or (len(row) == _CLASS and row[0] == "2"))


def _claim(identity: Identity, found: Set, spot: _Spot, names: str) -> Iterator[Claim]:
    """One claim; readings of a term are alternatives of it."""
    total = _entry(found, spot.of(identity.result))
    readings = max(len(term.readings) for term in identity.terms)
    lists = [_operands(identity, found, spot, at) for at in range(readings)]
    met = [made for made in lists if made]
    if total is None and met and any(e.figure.value for e, _ in met[0]):
        total = _blank(found, spot.of(identity.result), met[0][0][0])
    elif total is not None and not met and total.figure.value and identity.kind != "at_most":
        met = _blank_term(identity, found, spot, total)
    if total is None or not met or not _comparable(total, met[0]):
        return
    roles = _ROLES[identity.kind]
    sides = [
        (Operand(roles[0], total.figure), *(Operand(roles[1], e.figure, sign) for e, sign in made))
        for made in met
    ]
    notes = {"identity": identity.family, "tables": names}
    more = _strangers(identity, found, spot, total) if identity.strict else []
    if more:
        sides.append((*sides[0], *(Operand(roles[1], e.figure) for e in more)))
    closed = not identity.asks and not more and _closed(identity, found, spot)
    yield Claim(
        _CLAIMS[identity.kind], identity.family, sides[0], total.figure.place, closed,
        alternatives=tuple(sides[1:]), notes=notes,
    )  # fmt: skip


def _blank(found: Set, address: Address, like: Entry) -> Entry | None:
    """The place of an amount that is left blank; of single funds it may be, where only the total is printed."""
    table = found[address.table]
    place = table.blanks.get((address.row, address.column))
    if place is None and address.column == "amount":
        place = table.blanks.get((address.row, "total"))
    if place is None or address.column in _FUNDS or address.row in table.repeated:
        return None
    made = blank_entry(*place, like)
    cell = made.figure.place.cell
    if cell is not None and table.grids[0].table.number != cell.table:
        own = next(iter(table.cells.values()), None)
        if own is None:
            return None
        made = blank_entry(*place, own)
    return made


def _blank_term(identity: Identity, found: Set, spot: _Spot, total: Entry) -> list[list[tuple[Entry, int]]]:
    """All terms are blank though the result is not: the first one stands for them."""
    for term in identity.terms:
        address = spot.of(term.readings[0])
        if address.table in found and (made := _blank(found, address, total)) is not None:
            return [[(made, term.sign)]]
    return []


def _names(identity: Identity, found: Set) -> str:
    """The tables that it speaks of by their usual names."""
    kinds = [identity.result.table, *(r.table for term in identity.terms for r in term.readings)]
    return "、".join(table_name(kind) for kind in dict.fromkeys(kinds) if kind in found)


def _operands(identity: Identity, found: Set, spot: _Spot, at: int) -> list[tuple[Entry, int]]:
    """The terms that hold an amount; a blank is no figure and counts as nothing in a sum."""
    made: list[tuple[Entry, int]] = []
    for term in identity.terms:
        address = spot.of(term.readings[min(at, len(term.readings) - 1)])
        if address.row == "classes":
            made.extend((entry, term.sign) for entry in _classes(found, address))
        elif (entry := _entry(found, address)) is not None:
            made.append((entry, term.sign))
    return made


def _classes(found: Set, address: Address) -> Iterator[Entry]:
    table = found.get(address.table)
    for row in table.lines if table else ():
        entry = table.cell(row, address.column) if table and _is_code(row, "class") else None
        if entry is not None:
            yield entry


def _comparable(total: Entry, made: Sequence[tuple[Entry, int]]) -> bool:
    """Amounts of money; between tables only where each says its unit."""
    every = [total, *(entry for entry, _ in made)]
    if any(e.figure.unit.dimension != MONEY for e in every):
        return False
    one = len({e.figure.place.cell.table for e in every if e.figure.place.cell}) == 1
    return one or all(e.figure.unit_source != "assumed" for e in every)


def _closed(identity: Identity, found: Set, spot: _Spot) -> bool:
    """True where the table has a place for every term and, of strict identities, no further amounts."""
    if identity.kind in ("equal", "at_most"):
        return True
    return all(_has_place(found, spot, term) for term in identity.terms)


def _has_place(found: Set, spot: _Spot, term: Addend) -> bool:
    """True for a term that may lack, or whose row and column the table has, be they blank."""
    if term.optional:
        return True
    for address in (spot.of(reading) for reading in term.readings):
        table = found.get(address.table)
        if table is not None and (
            address.row in table.labels or address.row == "classes" or table.empty or address.row.isdigit()
        ):
            return True
    return False


def _strangers(identity: Identity, found: Set, spot: _Spot, total: Entry) -> list[Entry]:
    """Amounts in the row or the column that is added up that no term names: a county's own column or row."""
    result = spot.of(identity.result)
    table = found[result.table]
    terms = [spot.of(reading) for term in identity.terms for reading in term.readings]
    if any(address.row != result.row for address in terms):
        half = table.columns[total.column].half if total.column in table.columns else ""
        beside = [e for _, c, e in table.others if c.key and c.half == half and e.column == total.column]
    else:
        named = {result.column, *(address.column for address in terms), "amount", "total"}
        beside = [e for _, c, e in table.others if e.row == total.row and not _is_aside(c.key)]
        beside += [e for c, e in table.row(result.row).items() if c not in named and not _is_aside(c)]
    return [e for e in beside if e.figure.value and e is not total]


def _is_aside(column: str) -> bool:
    """True for a column of another year or basis, or of a change: it is no part of the row's total."""
    return column.startswith(("prior_", "final_", "adjusted_", "budget_", "change", "growth"))
