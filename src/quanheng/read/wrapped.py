"""Lines of running text joined to paragraphs, where the file breaks its lines at a fixed width."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence
from dataclasses import dataclass

_HAN = "一二三四五六七八九十百零〇"
_STARTS = re.compile(
    rf"第[{_HAN}\d]+[章节部分条编]|[{_HAN}]{{1,3}}[、．.]|[（(][{_HAN}\d]{{1,3}}[)）]"
    r"|\d{1,2}[、．]|\d{1,2}\.(?!\d)|\d{1,2}[)）]|[①-⑳⑴-⒇⒈-⒛]|[-—•●·*▲△◆■□★]\s*(?=\D)|附[件表]|[图表]\s*\d|#{1,6}\s"
)
_ENDS = re.compile(r"[。；;：:！？!?…](?:[”’」』）)\]】\"']*)$")
_OPENINGS = re.compile(
    r"\d{4}\s*年|其中|截[至止]|本(?:年|单位|部门|局)|我(?:局|单位|部门|县)|[“\"]三公|主要|经|根据|按照|通过|注"
)
_HAN_LAST = re.compile(r"[\u4e00-\u9fff]$")
_PAUSES = re.compile(r"[，,、]$")
_PROSE = re.compile(r"[，,；;。]")
_AMOUNT = re.compile(
    r"[-+－]?\d[\d,，]*(?:\.\d+)?\s*(?:万元|亿元|千元|元|%|％|个百分点|[万亿](?!\w)|[人个项次户家辆台批名分件](?![\u4e00-\u9fff]))"
)
_SPLIT_NUMBER = (
    (re.compile(r"\d[.,]?$"), re.compile(r"\d+(?:[.,]\d+)*\s*(?:万元|亿元|元|%|％|个百分点)")),
    (
        re.compile(r"\d\s*[万亿千]?$"),
        re.compile(r"(?:元|万元|亿元|万|亿|%|％|个百分点|分(?![\u4e00-\u9fff]{2}))"),
    ),
)
_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_INDENT = re.compile(r"(?:\u3000{2}| {2,8})(?=\S)")
_SLACK = 6
"""A full line may be this much narrower than the width: a word or number that did not fit."""
_NARROWEST = 30
_LOOK_BACK = 12
"""Lines of a paragraph that decide whether it goes on."""


def width(line: str) -> int:
    """Columns that a line takes: 2 for a full-width character, 1 for another."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document breaks its lines: at `width` columns (0: not at all); `indented` first lines."""

    width: int = 0
    indented: bool = False

    def is_full(self, line: str) -> bool:
        """True for a line that was broken because it had no more room."""
        return bool(self.width) and width(line.rstrip()) >= self.width - _SLACK


def layout(lines: Sequence[str]) -> Layout:
    """Look at all lines of a document; indents only say something where lines are broken."""
    wrap = wrapping_width(lines)
    full = [line for line in lines if line.strip()]
    indents = sum(1 for line in full if _INDENT.match(line))
    habit = len(full) // 12 <= indents <= len(full) * 2 // 3 and indents >= 3
    return Layout(wrap, bool(wrap) and habit)


def wrapping_width(lines: Sequence[str]) -> int:
    """The width at which the document breaks its lines, 0 if it does not break them.

    Two signs must agree: many lines are nearly equally wide, and most of those stop in mid-sentence.
    """
    widths = [(width(line), bool(_ENDS.search(line))) for line in (line.rstrip() for line in lines) if line]
    counts = Counter(w for w, _ in widths if w >= _NARROWEST)
    best = max(counts, key=lambda w: (_within(counts, w), w), default=0)
    full = [ended for w, ended in widths if best - _SLACK <= w <= best]
    wider = sum(1 for w, _ in widths if w > best + 2)
    if len(full) < max(4, len(widths) // 10) or sum(full) * 3 > len(full) or wider * 4 > len(full):
        return 0
    return best


def _within(counts: Counter[int], best: int) -> int:
    return sum(counts[w] for w in range(best - _SLACK, best + 1))


def paragraphs(lines: Sequence[str], habit: Layout) -> list[str]:
    """Join lines to paragraphs; inner line breaks stay, blank lines and outer spaces go.

    `habit` is what `layout` says of the whole document.
    """
    found: list[list[str]] = []
    blanks = 0
    for line in lines:
        if not line.strip():
            blanks += 1
            continue
        if found and continues("\n".join(found[-1][-_LOOK_BACK:]), line, habit, blanks):
            found[-1] += [""] * blanks + [line]
        else:
            found.append([line])
        blanks = 0
    return ["\n".join(part).strip() for part in found]


def continues(text: str, following: str, habit: Layout, blanks: int) -> bool:
    """True when `following` goes on with the paragraph `text`.

    `blanks` lines lie between; a page end leaves one or two in the middle of a sentence.
    """
    last, new = text.rsplit("\n", 1)[-1].rstrip(), following.strip()
    full, ended = habit.is_full(last), bool(_ENDS.search(last))
    if habit.indented and not blanks and full:
        return not _INDENT.match(following) and not (ended and _STARTS.match(new))
    if ended or blanks > 2:
        return full and not blanks and last[-1] in "；;" and not _STARTS.match(new)
    if _number_is_cut(text, last, new):
        return True
    if _STARTS.match(new):
        return False
    if _bracket_is_open(text) or (_PAUSES.search(last) and width(last) >= _NARROWEST):
        return True
    if full:
        return blanks == 0 or bool(_PROSE.search(text))
    return _breaks_off(text, last, new) and (blanks > 0 or bool(_HAN_LAST.search(last)))


def _breaks_off(text: str, last: str, new: str) -> bool:
    """A break inside a sentence of an unwrapped text: prose without its stop, and the rest of it."""
    if width(last) < _NARROWEST or len(_PROSE.findall(text)) < 2 or _OPENINGS.match(new):
        return False
    return bool(_ENDS.search(new.split("\n", 1)[0]) and _PROSE.search(new))


def _number_is_cut(text: str, last: str, new: str) -> bool:
    if any(end.search(last) and start.match(new) for end, start in _SPLIT_NUMBER):
        return True
    return bool(_PROSE.search(text) and _AMOUNT.match(new))


def _bracket_is_open(text: str) -> bool:
    """An unclosed bracket near the end; an old one is a slip of the writer."""
    tail = text[-200:]
    return any(tail.rfind(left) > tail.rfind(right) for left, right in _BRACKETS.items())
