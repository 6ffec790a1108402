"""The same slips on a plain text whose relations nobody has written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.generator.digits import SLIPS

if TYPE_CHECKING:
    from random import Random

_FIGURE = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?) ?(万元|元|%|分(?!钟|别|管|析|类|解))")
_UNITS = {"万元": "元", "元": "万元"}
_WORDS = {
    "M9": {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"},
    "M10": {"大于": "小于", "小于": "大于", "高于": "低于", "低于": "高于"},
}


@dataclass(frozen=True, slots=True)
class TextMutant:
    """A text with one slip at `start`."""

    operator: str
    text: str
    start: int
    before: str
    after: str


def mutate_text(text: str, operator: str, rng: Random) -> TextMutant | None:
    """Apply a digit slip, M6, M9 or M10; None where there is no place for it. KeyError if unknown."""
    if operator in _WORDS:
        return _flip(text, operator, rng)
    found = [m for m in _FIGURE.finditer(text) if m[1] != "0" and (operator != "M6" or m[2] in _UNITS)]
    if not found:
        return None
    match = rng.choice(found)
    if operator == "M6":
        return _put(text, operator, match.span(2), _UNITS[match[2]])
    new = SLIPS[operator](match[1], rng)
    return None if new is None or new == match[1] else _put(text, operator, match.span(1), new)


def _flip(text: str, operator: str, rng: Random) -> TextMutant | None:
    words = _WORDS[operator]
    found = list(re.finditer("|".join(words), text))
    match = rng.choice(found) if found else None
    return _put(text, operator, match.span(), words[match[0]]) if match else None


def _put(text: str, operator: str, span: tuple[int, int], new: str) -> TextMutant:
    start, end = span
    return TextMutant(operator, text[:start] + new + text[end:], start, text[start:end], new)
