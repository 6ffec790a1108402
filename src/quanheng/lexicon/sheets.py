"""The layouts of the sheets of indicators: heads, labels and signs as they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from quanheng.lexicon.text_yaml import described

Patterns = dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of the layouts, compiled: patterns by role, and what stands for a sign."""

    columns: Patterns
    funds: Patterns
    fund_lines: Patterns
    chances: Patterns
    divided_chances: dict[str, str]
    divided_reasons: tuple[str, ...]
    signs: dict[str, str]
    behind: dict[str, str]
    patterns: Patterns

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """A pattern that stands alone: name, labels, total_row, month, half, routine, falling, satisfied, ..."""
        return self.patterns[name]


@cache
def sheet_words() -> SheetWords:
    """The layouts of indicator-sheets.yaml."""
    data = described("indicator-sheets.yaml")
    return SheetWords(
        _compiled(data["columns"]),
        _compiled(data["funds"]),
        _compiled(data["fund_lines"]),
        _compiled(data["possibility"]),
        dict(data["divided"]["possibility"]),
        tuple(data["divided"]["reason"]),
        dict(data["signs"]),
        dict(data["behind"]),
        _compiled({name: text for name, text in data.items() if isinstance(text, str)}),
    )


def _compiled(patterns: dict[str, str]) -> Patterns:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}
