"""Names that all ledgers share: the columns every one ends with, and how people head common columns."""

from __future__ import annotations

from functools import cache
from typing import Any

from quanheng.lexicon.text_yaml import described


@cache
def _tree() -> dict[str, Any]:
    tree: dict[str, Any] = described("ledger-columns.yaml")
    return tree


def standard_columns() -> dict[str, dict[str, Any]]:
    """The columns that a ledger has at its end unless it declares its own: evidence, section, author, remark."""
    found: dict[str, dict[str, Any]] = _tree()["standard"]
    return found


@cache
def heads_alike() -> tuple[frozenset[str], ...]:
    """Groups of heads that mean one column in every ledger."""
    return tuple(frozenset(line.split()) for line in _tree()["alike"])


@cache
def sums() -> frozenset[str]:
    """First words of a row that adds up others."""
    return frozenset(_tree()["sums"].split())


@cache
def numbering() -> frozenset[str]:
    """Heads of columns that only number the rows of a table: nothing is lost where they are left out."""
    return frozenset(_tree()["numbering"].split())
