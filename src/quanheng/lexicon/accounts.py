"""Look-up of the published account tables: title, column head and row label to their keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from quanheng.lexicon.text_yaml import described

FINAL, BUDGET = "T", "B"
_MARKS = {ord(c): None for c in "“”‘’\"' 　*＊#△▲·"}


@dataclass(frozen=True, slots=True)
class Title:
    """A rule for titles: words that must and must not stand there, and the kind on either side."""

    kinds: dict[str, str]
    needed: tuple[str, ...]
    barred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table of a kind must have; each inner tuple is a choice of which one is enough."""

    columns: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    halves: bool = False
    codes: str = ""


@cache
def _data() -> dict[str, Any]:
    made: dict[str, Any] = described("account-tables.yaml")
    return made


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """A name as names are compared: no quotation marks, no blanks, brackets of one kind."""
    return name.translate(_MARKS).replace("(", "（").replace(")", "）")


@cache
def titles() -> tuple[Title, ...]:
    """The rules for titles, in the order in which they are tried."""
    return tuple(
        Title({FINAL: t["T"], BUDGET: t["B"]}, tuple(t["all"].split()), tuple(t.get("none", "").split()))
        for t in _data()["titles"]
    )


def titled(title: str, side: str) -> str | None:
    """The kind that a title names on that side; None when it names no table that is known here."""
    words = bare(title)
    for rule in titles():
        if all(w in words for w in rule.needed) and not any(w in words for w in rule.barred):
            return rule.kinds.get(side) or None
    return None


def table_name(kind: str) -> str:
    """The usual name of a kind: T03 is 支出决算表."""
    return str(_data()["names"][kind])


@cache
def shape(kind: str) -> Shape:
    """What a table of that kind must have."""
    given = _data()["shapes"][kind]

    def choices(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(part.split("|")) for part in given.get(name, "").split())

    return Shape(choices("columns"), choices("rows"), bool(given.get("halves")), given.get("codes", ""))


@cache
def untitled(side: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Kinds that are known without a title: "rows" or "columns", and the keys that must all stand there."""
    made = {}
    for kind, given in _data()["untitled"][side].items():
        what, *keys = given.split()
        made[kind] = (what, frozenset(keys))
    return made


def _by_name(part: str) -> dict[str, str]:
    return {bare(name): key for key, names in _data()[part].items() for name in names.split()}


@cache
def columns() -> dict[str, str]:
    """Head of a column -> its key."""
    return _by_name("columns")


@cache
def rows() -> dict[str, str]:
    """Label of a row, numbering left out -> its key."""
    return _by_name("rows")


_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]?|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.．]|[①-⑳])\s*"
)


@lru_cache(maxsize=8192)
def unnumbered(label: str) -> str:
    """A label without its numbering (一、 （一） 1.) and without 其中."""
    text = bare(label).removeprefix("其中：").removeprefix("其中:").removeprefix("其中")
    found = _NUMBERED.match(text)
    if found and (found[0][-1] not in "一二三四五六七八九十" or len(text) <= len(found[0])):
        return text[found.end() :].removeprefix("其中：")
    return text
