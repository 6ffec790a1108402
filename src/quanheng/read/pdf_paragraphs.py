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
_OPEN = re.compile(r"其中[：:]$")
"""The sentence goes on behind it, and no heading can follow."""
_STARTS = re.compile(
    r"第[一二三四五六七八九十\d]+(?:[章节部分条编]|[项款点][：:、，（(])|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、．]|\d{1,2}\.(?!\d)|\d{1,2}[)）]|[①-⑳⑴-⒇⒈-⒛]|[●·▲◆■□★√]|附[件表]|[图表]\s*\d"
)
_CLOSING = re.compile(r"[，。；：、！？）)》〉〕】”’%％…]*")
_PROSE = re.compile(r"[，。]")
_CLAUSE = re.compile(r"[，,。；;：:]")
_CLOSES = re.compile(r"[，。；：、！？）》〉〕】”’…]")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_INDENT = 1.2
_LEVEL = 0.25
"""Share of the type size by which lines that begin at one place may differ."""
_FULL = 1.5
_FEWEST_FULL = 3
"""So many lines end within _FULL of the type size of the margin where lines are broken at it."""
_TITLE = 1.15
_DIGITS = 0.3
_APART = 1.9
"""Lines of one paragraph lie at most this many line heights apart, gap included: 28 pt of 15 pt type."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text begins and ends on pages of one size, in points; `size` of its type.

    `first` is where paragraphs of this document begin, further in; None when they do not all do so.
    `items`: those with a number do so too.
    """

    left: float
    right: float
    size: float
    first: float | None = None
    items: bool = False

    def is_indented(self, line: Line) -> bool:
        """True for a line that begins further in than running text."""
        return line.left > self.left + _INDENT * line.size

    def is_first(self, line: Line) -> bool:
        """True for a line that begins where the paragraphs of this document begin."""
        return self.first is not None and abs(line.left - self.first) < _LEVEL * line.size

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
    return {key: _with_habit(inside, _starts(pages, key, inside)) for key, inside in found.items()}


def _starts(pages: Sequence[PageContent], key: tuple[int, int], inside: Margins) -> list[Line]:
    """The lines that follow a heading or the end of a sentence in mid-line."""
    return [
        below
        for page in pages
        if page_size(page) == key
        for above, below in pairwise(page.lines)
        if (_ENDS.search(above.text) or begins(above.text)) and inside.has_room(above, below.text)
    ]


def _with_habit(inside: Margins, starts: list[Line]) -> Margins:
    """The margins with what nearly all lines have in common that begin a paragraph or item."""
    plain = [line for line in starts if not begins(line.text)]
    items = [line for line in starts if begins(line.text)]
    # A line that was ended by hand may follow its heading at the margin.
    if not _mostly_indented(plain, inside, 8):
        return inside
    lefts = sorted(line.left for line in plain if inside.is_indented(line))
    return replace(inside, first=lefts[len(lefts) // 2], items=_mostly_indented(items, inside, 9))


def _mostly_indented(lines: list[Line], inside: Margins, of_ten: int) -> bool:
    """At least four of them, and so many in ten begin further in."""
    return len(lines) >= 4 and sum(map(inside.is_indented, lines)) * 10 >= len(lines) * of_ten


def begins(text: str) -> bool:
    """True for a text with the number or mark of a heading or list item in front."""
    return bool(_STARTS.match(text))


def page_size(page: PageContent) -> tuple[int, int]:
    """Width and height in whole points."""
    return round(page.turn.width), round(page.turn.height)


def _margins(page: tuple[int, int], lines: list[Line]) -> Margins:
    if not lines:
        return Margins(page[0] * 0.12, page[0] * 0.88, 12.0)
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    size = sorted(line.size for line in lines)[len(lines) // 2]
    # Hanging punctuation and stray lines reach further than the margin does.
    left, right = lefts[len(lines) // 10], rights[len(lines) * 8 // 10]
    if sum(abs(r - right) < _FULL * size for r in rights) < _FEWEST_FULL:
        right = max(right, page[0] - left)  # no line is broken there
    return Margins(left, right, size)


def continues(paragraph: list[Line], line: Line, inside: Margins, turned: bool) -> bool:
    """True when `line` goes on with the paragraph; `turned`: a page end lies between."""
    last = paragraph[-1]
    starts = begins(line.text)
    ended = bool(_ENDS.search(last.text)) and not _OPEN.search(last.text)
    # After a full stop a small change is a heading.
    whole = ended and last.text[-1] not in "；;"
    allowed = 0.08 if whole else _DIGITS if _is_latin(line) or _is_latin(last) else 0.2
    if abs(last.size - line.size) > allowed * max(last.size, line.size):
        return False
    if not turned and (line.top - last.top > _APART * last.size + (last.bottom - last.top) * 0.6):
        return False
    if _is_title(line, inside) and not turned and not starts and not ended:
        # A title whose first line fills the width goes on in the middle.
        return (_is_title(last, inside) and _in_middle(last, line)) or (
            len(paragraph) == 1 and not inside.has_room(last, line.text)
        )
    if _CLOSES.match(line.text):
        return True
    if inside.has_room(last, line.text):
        return _breaks_early(paragraph, line, inside) and not starts and not ended
    if inside.is_indented(line):
        same = abs(line.left - paragraph[0].left) < 0.5 * line.size
        parted = starts or ended or _hangs(paragraph, inside) or _is_heading(paragraph, inside)
        return same and not parted
    new = starts and (ended or _is_alone(paragraph, inside))
    return inside.items or not new or _counts_on(paragraph, line)


def _is_latin(line: Line) -> bool:
    """True where digits make up much of a line: they come from a font of other height."""
    return sum(sign.isascii() for sign in line.text) > 0.4 * len(line.text)


def _breaks_early(paragraph: list[Line], line: Line, inside: Margins) -> bool:
    """Only the first line is indented: the last one has a narrower margin, or a break inside the paragraph."""
    last = paragraph[-1]
    long = last.right - inside.left > 0.75 * (inside.right - inside.left)
    prose = inside.first is not None and bool(_PROSE.search(line.text))
    return (long or prose) and inside.is_indented(paragraph[0]) and not inside.is_indented(line)


def _hangs(paragraph: list[Line], inside: Margins) -> bool:
    """The paragraph has lines at the margin: an indent after them begins another."""
    return any(not inside.is_indented(line) for line in paragraph[1:])


def _counts_on(paragraph: list[Line], line: Line) -> bool:
    """①… stands in mid-sentence, and the line begins with ②: a list within the paragraph."""
    mark = line.text[0]
    return mark in _CIRCLED[1:] and any(chr(ord(mark) - 1) in above.text[1:] for above in paragraph)


def _is_heading(paragraph: list[Line], inside: Margins) -> bool:
    """A numbered line without a clause, where the other lines of a paragraph stand at the margin."""
    text = paragraph[0].text
    return inside.first is not None and len(paragraph) == 1 and begins(text) and not _CLAUSE.search(text)


def _is_alone(paragraph: list[Line], inside: Margins) -> bool:
    return len(paragraph) == 1 and not inside.is_indented(paragraph[0])


def _in_middle(above: Line, below: Line) -> bool:
    """Both lines have one middle, as the lines of a title have."""
    return abs(above.left + above.right - below.left - below.right) < 2 * below.size


def _is_title(line: Line, inside: Margins) -> bool:
    """Set in the middle: indented on both sides by the same, and not where paragraphs begin."""
    before, after = line.left - inside.left, inside.right - line.right
    if inside.is_first(line):
        return False
    if line.size > _TITLE * inside.size and abs(before - after) < 4 * line.size:
        return True
    return before > 2 * line.size and abs(before - after) < 2 * line.size
