"""Which lines of a page are one paragraph: margins, room left, indents, then the signs of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.read.pdf_lines import Line
    from quanheng.read.pdf_page import PageContent

_WORD = re.compile(r"[0-9A-Za-z.,%％+-]+|[“‘（(《〈〔【]*.")
_ENDS = re.compile(r"[。；;：:！？!?…][”’」』）)\]】]*$")
_STARTS = re.compile(
    r"第[一二三四五六七八九十\d]+[章节部分条编]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、．]|\d{1,2}\.(?!\d)|\d{1,2}[)）]|[①-⑳⑴-⒇⒈-⒛]|[●·▲◆■□★√]|附[件表]|[图表]\s*\d"
)
_CLOSING = re.compile(r"[，。；：、！？）)》〉〕】”’%％…]*")
_PROSE = re.compile(r"[，。]")
_CLOSES = re.compile(r"[，。；：、！？）》〉〕】”’…]")
_INDENT = 1.2
_TITLE = 1.15
_APART = 1.9
"""Lines of one paragraph lie at most this many line heights apart, gap included: 28 pt of 15 pt type."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text begins and ends on pages of one size, in points; `size` of its type.

    `indented`: paragraphs of this document begin further in.
    """

    left: float
    right: float
    size: float
    indented: bool = False

    def is_indented(self, line: Line) -> bool:
        """True for a line that begins further in than running text."""
        return line.left > self.left + _INDENT * line.size

    def has_room(self, line: Line, following: str) -> bool:
        """True when the first word of `following` would still have fitted behind the line."""
        word = _WORD.match(following)
        text = word[0] if word else following[:1]
        text += _CLOSING.match(following, len(text))[0]  # type: ignore[index]
        needed = sum(0.5 if sign.isascii() else 1.0 for sign in text) * line.size
        return self.right - line.right > needed + 0.35 * line.size


def margins(pages: Sequence[PageContent]) -> dict[tuple[int, int], Margins]:
    """Margins by the size of the page, from the lines that are longer than half of it."""
    lines: dict[tuple[int, int], list[Line]] = {}
    for page in pages:
        long = [line for line in page.lines if line.right - line.left > page.turn.width / 2]
        lines.setdefault(page_size(page), []).extend(long)
    found = {key: _margins(key, members) for key, members in lines.items()}
    return {key: replace(inside, indented=_habit(pages, key, inside)) for key, inside in found.items()}


def _habit(pages: Sequence[PageContent], key: tuple[int, int], inside: Margins) -> bool:
    """Nearly all lines that follow the end of a sentence in mid-line begin further in, numbered ones aside."""
    starts = [
        inside.is_indented(below)
        for page in pages
        if page_size(page) == key
        for above, below in pairwise(page.lines)
        if _ENDS.search(above.text) and not begins(below.text) and inside.has_room(above, below.text)
    ]
    return len(starts) >= 4 and sum(starts) * 10 >= len(starts) * 9


def begins(text: str) -> bool:
    """True for a text with the number or mark of a heading or list item in front."""
    return bool(_STARTS.match(text))


def page_size(page: PageContent) -> tuple[int, int]:
    """Width and height in whole points."""
    return round(page.turn.width), round(page.turn.height)


def _margins(size: tuple[int, int], lines: list[Line]) -> Margins:
    if not lines:
        return Margins(size[0] * 0.12, size[0] * 0.88, 12.0)
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    # Hanging punctuation and stray lines reach further than the margin does.
    left, right = lefts[len(lines) // 10], rights[len(lines) * 8 // 10]
    return Margins(left, right, sorted(line.size for line in lines)[len(lines) // 2])


def continues(paragraph: list[Line], line: Line, inside: Margins, turned: bool) -> bool:
    """True when `line` goes on with the paragraph; `turned`: a page end lies between."""
    last = paragraph[-1]
    starts, ended = begins(line.text), bool(_ENDS.search(last.text))
    # Digits come from a font of other height; after a full stop a small change is a heading.
    if abs(last.size - line.size) > (0.08 if ended else 0.2) * max(last.size, line.size):
        return False
    if not turned and (line.top - last.top > _APART * last.size + (last.bottom - last.top) * 0.6):
        return False
    if _is_title(line, inside) and not turned and not starts and not ended:
        # A title whose first line fills the width goes on in the middle.
        return _is_title(last, inside) or (len(paragraph) == 1 and not inside.has_room(last, line.text))
    if _CLOSES.match(line.text):
        return True
    if inside.has_room(last, line.text):
        return _breaks_early(paragraph, line, inside) and not starts and not ended
    if inside.is_indented(line):
        same = abs(line.left - paragraph[0].left) < 0.5 * line.size
        return same and not starts and not ended and not _hangs(paragraph, inside)
    return not (ended and starts) and not (_is_alone(paragraph, inside) and starts)


def _breaks_early(paragraph: list[Line], line: Line, inside: Margins) -> bool:
    """Only the first line is indented: the last one has a narrower margin, or a break inside the paragraph."""
    last = paragraph[-1]
    long = last.right - inside.left > 0.75 * (inside.right - inside.left)
    prose = inside.indented and bool(_PROSE.search(line.text))
    return (long or prose) and inside.is_indented(paragraph[0]) and not inside.is_indented(line)


def _hangs(paragraph: list[Line], inside: Margins) -> bool:
    """The paragraph has lines at the margin: an indent after them begins another."""
    return any(not inside.is_indented(line) for line in paragraph[1:])


def _is_alone(paragraph: list[Line], inside: Margins) -> bool:
    return len(paragraph) == 1 and not inside.is_indented(paragraph[0])


def _is_title(line: Line, inside: Margins) -> bool:
    """Set in the middle: indented on both sides by the same."""
    before, after = line.left - inside.left, inside.right - line.right
    if line.size > _TITLE * inside.size and abs(before - after) < 4 * line.size:
        return True
    return before > 2 * line.size and abs(before - after) < 2 * line.size
