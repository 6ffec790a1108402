"""What a cell of a table holds: an amount, a code of a subject, a running number, words, or nothing."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import NamedTuple

AMOUNT = re.compile(
    r"[＝=≥≤>﹦]?(?P<open>（)?(?P<number>[-－−]?(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{2,4})+(?=\.\d)|\d+)(?:\.\d+)?)(?(open)）)"
    r"(?P<unit>%|(?:万元|元|[\u4e00-\u9fff]{1,3})[/／][\u4e00-\u9fff]{1,4}|万元|亿元|元|[\u4e00-\u9fff]{1,2})?$"
)
CODE = re.compile(r"\d{2,7}")
_CODED_NAME = re.compile(r"[\[（]?(?P<code>[235]\d\d(?:\d\d){0,2})[\]）]?[-—_ ]?(?=[\u4e00-\u9fff])")
_SUM = re.compile(r"[.,]|\d{4}")  # in brackets a short number counts columns or points
_YEAR = re.compile(r"(?:19|20)\d\d年")  # the head of a column
_SMALL = re.compile(r"^\d{1,3}$")
_BROKEN = re.compile(r"\d+\.|\.\d+|\d+\.?\s+\.?\d+|-\s\d+")  # a number that OCR cut in two
_DASHES = "-—–―－/"
_DASH = re.compile(rf"[{_DASHES}]+")
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_NUMBERING = re.compile(r"栏次|行次|序号|类|款|项|[-—]*")


class Amount(NamedTuple):
    """A number as printed: `digits` with its sign, `start` in the text; in brackets it is negative."""

    digits: str
    negative: bool
    unit: str
    start: int


@lru_cache(maxsize=4096)
def amount(text: str) -> Amount | None:
    """The number that a cell is, None for words, codes with words, dashes and blanks."""
    found = AMOUNT.fullmatch(text)
    if (
        found is None
        or _YEAR.fullmatch(text)
        or (found["open"] and (found["unit"] or not _SUM.search(found["number"])))
    ):
        return None
    negative = bool(found["open"]) or found["number"][0] in "-－−"
    start = found.start("open") if found["open"] else found.start("number")
    return Amount(found["number"].lstrip("-－−"), negative, found["unit"] or "", start)


def is_small(text: str) -> bool:
    """True for a running number."""
    return bool(_SMALL.match(text))


def is_broken(text: str) -> bool:
    """True for a number that OCR cut in two."""
    return bool(_BROKEN.fullmatch(text))


def is_dash(text: str) -> bool:
    """True for a stroke that says that there is no figure: it is no 0 and no name."""
    return text[:1] in _DASHES and bool(_DASH.fullmatch(text))


@lru_cache(maxsize=4096)
def is_words(text: str) -> bool:
    """True where two Chinese characters stand together."""
    return bool(_WORD.search(text))


@lru_cache(maxsize=4096)
def leading_code(text: str) -> str:
    """The code before a name in one cell: [2010101]行政运行."""
    found = _CODED_NAME.match(text)
    return found["code"] if found else ""


def is_numbering(texts: list[str]) -> bool:
    """True for the row of column numbers under a head: 栏次 | 1 | 2 | 3."""
    numbers = [int(t) for t in texts if is_small(t)]
    others = [t for t in texts if t and not is_small(t)]
    steps = {b - a for a, b in itertools.pairwise(numbers)}
    return len(numbers) > 1 and steps == {1} and all(_NUMBERING.fullmatch(t) for t in others)
