"""What people found when they looked at the findings of a rule, and what standing that gives the rule.

The record is looked.yaml. A rule on trial that was right is promoted, one that was wrong too often is demoted:
tools/standing.py writes it into the page, and the pages must agree with the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from quanheng.lexicon.text_yaml import text_yaml

TRIAL, STABLE = "trial", "stable"
ENOUGH = 30
"""Findings that have to be looked at before a rule is promoted."""
_FEW = 10  # below so many one wrong finding does not tell how often the rule is wrong
_PROMOTED, _DEMOTED = 100, 50  # wrong at most one in a hundred; wrong more often than one in fifty


@dataclass(frozen=True, slots=True)
class Look:
    """`looked` findings of a rule seen by `who` on a day in a `sample`; `right` of them were right."""

    on: date
    who: str
    sample: str
    looked: int
    right: int


@cache
def looks() -> dict[str, tuple[Look, ...]]:
    """The record, by rule; raises ValueError where an entry cannot be."""
    return read(files(__package__).joinpath("looked.yaml").read_text("utf-8"))


def read(text: str) -> dict[str, tuple[Look, ...]]:
    """A record from its YAML; raises ValueError with rule and fault."""
    data = text_yaml(text) or {}
    return {rule: tuple(_look(rule, entry) for entry in entries) for rule, entries in data.items()}


def _look(rule: str, entry: dict[str, str]) -> Look:
    try:
        made = Look(
            date.fromisoformat(entry["on"]),
            entry["who"],
            entry["sample"],
            int(entry["looked"]),
            int(entry["right"]),
        )
    except (KeyError, ValueError) as fault:
        raise ValueError(f"{rule}: {fault}") from fault
    if not 0 <= made.right <= made.looked:
        raise ValueError(f"{rule}: right {made.right} of {made.looked}")
    return made


def due(status: str, seen: Sequence[Look]) -> str:
    """The status that the record asks for; the present one where it does not tell."""
    looked = sum(one.looked for one in seen)
    wrong = looked - sum(one.right for one in seen)
    if looked >= _FEW and wrong * _DEMOTED > looked:
        return TRIAL
    if looked >= ENOUGH and wrong * _PROMOTED <= looked:
        return STABLE
    return status
