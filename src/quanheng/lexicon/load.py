"""Look-up of terms: name to identifier, identifier to label, partitions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from quanheng.lexicon.text_yaml import described


@dataclass(frozen=True, slots=True)
class Partition:
    """`parts` together are `whole`; `also` may be there besides; `within` are parts that overlap them."""

    whole: str
    parts: frozenset[str]
    also: frozenset[str]
    within: frozenset[str] = frozenset()


@cache
def terms() -> dict[str, dict[str, Any]]:
    """Identifier -> {label, names, unique}."""
    made = {}
    for identifier, entry in described("terms.yaml").items():
        names = entry["names"].split()
        made[identifier] = {"label": names[0], "names": names, "unique": entry.get("unique") == "1"}
    return made


@cache
def names() -> dict[str, str]:
    """Chinese name, quotation marks left out -> identifier."""
    return {bare(name): identifier for identifier, term in terms().items() for name in term["names"]}


def bare(name: str) -> str:
    """A name without quotation marks and brackets, the form in which names are compared."""
    return name.translate(_QUOTES)


_QUOTES = {ord(c): None for c in "“”‘’（）()《》 、"}


@cache
def partitions() -> tuple[Partition, ...]:
    """Every way in which a whole is divided completely."""
    return tuple(
        Partition(
            p["whole"],
            frozenset(p["parts"].split()),
            frozenset(p.get("also", "").split()),
            frozenset(p.get("within", "").split()),
        )
        for p in described("partitions.yaml")
    )


@cache
def series() -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Kinds that exclude each other, and whether there are no more of them."""
    return tuple((tuple(s["kinds"].split()), s.get("whole") == "1") for s in described("series.yaml"))


def label(identifier: str) -> str:
    """The Chinese label of an identifier, or the identifier itself when unknown."""
    entry = terms().get(identifier)
    return entry["label"] if entry else identifier


def is_unique(identifier: str) -> bool:
    """True when a department has one value of it per year and basis."""
    entry = terms().get(identifier)
    return bool(entry and entry["unique"])
