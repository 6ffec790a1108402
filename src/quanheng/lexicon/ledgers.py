"""Names that all ledgers share: the columns every one ends with, and how people head common columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _tree() -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    path = Path(__file__).with_name("ledger-columns.yaml")
    tree: dict[str, Any] = yaml.load(path.read_bytes(), loader)  # noqa: S506 - BaseLoader builds text only
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
