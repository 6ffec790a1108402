"""What numbers with a measure word count, as counted.yaml tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quanheng.lexicon.text_yaml import described


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that is counted: its measure words, the words that name it, what must stand before it, and behind."""

    item: str
    units: frozenset[str]
    words: tuple[str, ...]
    without: tuple[str, ...]
    behind: str
    above: str
    after: tuple[str, ...]


@cache
def counted() -> tuple[Counted, ...]:
    """All of them, in the order in which they are tried."""
    return tuple(
        Counted(
            one["item"],
            frozenset(one["units"].split()),
            tuple(one.get("words", "").split()),
            tuple(one.get("without", "").split()),
            one.get("behind", ""),
            one.get("above", ""),
            tuple(one.get("after", "").split()),
        )
        for one in described("counted.yaml")
    )
