"""The identities inside and between the published account tables, as declared in the norms.

An address is table/row/column: `T03/total/basic`. Row and column keys are those of
lexicon/account-tables.yaml; without a column it is the only amount of the row. As row, `*` is every
row, `class` every class, `code` every subject and `classes` all classes together; as column, `*` is
every column. A term with `?` need not be there, one with `-` is taken away, `a|b` are two readings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from quanheng.norms.load import BINDING, UnknownNorm, norm

_SHEETS = ("final-accounts-identities", "budget-identities")
_KINDS = ("sum", "balance", "equal", "at_most")
_LEVELS = "levels"  # the tree of the codes, which any table by codes obeys: `code_trees` finds it
_PARTS = 2


class Address(NamedTuple):
    """A place in an account table."""

    table: str
    row: str
    column: str = "amount"


class Addend(NamedTuple):
    """A term of an identity: one address, or several that are readings of each other."""

    readings: tuple[Address, ...]
    sign: int = 1
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """A declared identity.

    id      R01.2 is the second form of R01, its `family`
    kind    sum (also with terms taken away), balance, equal, at_most (no term exceeds the result)
    where   an address that must hold an amount; `unless` one that must not
    same    two addresses that must hold the same amount
    strict  the terms are all there are: an amount of the table that is none of them leaves it open
    whole   tables that must be there, be they empty
    asks    True where the evidence can only support a question
    """

    id: str
    kind: str
    result: Address
    terms: tuple[Addend, ...]
    where: Address | None = None
    unless: Address | None = None
    same: tuple[Address, ...] = ()
    strict: bool = False
    whole: tuple[str, ...] = ()
    asks: bool = False

    @property
    def family(self) -> str:
        """The identity without the number of its form: R01."""
        return self.id.partition(".")[0]


def _address(text: str) -> Address:
    parts = text.split("/")
    if not _PARTS <= len(parts) <= _PARTS + 1:
        raise ValueError(f"not table/row/column: {text}")
    return Address(*parts)


def _addend(text: str) -> Addend:
    bare = text.removeprefix("-").removesuffix("?")
    readings = tuple(_address(part) for part in bare.split("|"))
    return Addend(readings, -1 if text.startswith("-") else 1, text.endswith("?"))


def _identity(given: dict[str, Any], certainty: str) -> Identity:
    if given["kind"] not in _KINDS:
        raise ValueError(f"{given['id']}: kind {given['kind']}")
    return Identity(
        id=given["id"],
        kind=given["kind"],
        result=_address(given["result"]),
        terms=tuple(_addend(text) for text in given["terms"]),
        where=_address(given["where"]) if "where" in given else None,
        unless=_address(given["unless"]) if "unless" in given else None,
        same=tuple(_address(text) for text in given.get("same", ())),
        strict="strict" in given,
        whole=tuple(given.get("whole", ())),
        asks=given.get("certainty", certainty) not in BINDING,
    )


@cache
def identities(year: int | None = None) -> tuple[Identity, ...]:
    """The identities in force for a fiscal year (today without one); raises ValueError on a bad entry."""
    day = date(year, 12, 31) if year else None
    made: list[Identity] = []
    for name in _SHEETS:
        try:
            found = norm(name, on=day)
        except UnknownNorm:
            continue
        assert isinstance(found.value, list)
        listed = (given for given in found.value if isinstance(given, dict) and given["kind"] != _LEVELS)
        made.extend(_identity(given, found.certainty) for given in listed)
    return tuple(made)
