"""Headings with nothing under them, tables announced and not there, reasons not given."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from quanheng.facts.wording_grades import score_and_grade
from quanheng.facts.wording_numbering import ACCOUNT_ROW, NUMBER, numbering_statements
from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_PRINTED = re.compile(r"\d\.\d\d")
_ATTACHMENT = re.compile(r"附[件表录]\d{0,2}(?:[：:]|$)|附[件表录]\d{1,2}|附：")
_ANNOUNCED = re.compile(
    r"表(?:格)?(?:附后|见后|后附)|(?:附后|后附)(?:的)?[^，。；]{0,16}表|(?:见|详见|如)(?:附[件表]\d{0,2}|下表|后表|附后)"
)
# what is announced: its title before the brackets, or all that the brackets hold, or the short clause
_TITLED = re.compile(r"《[^《》]{2,40}》(?:（[^（）]*）)?$")
_BOUNDS = "，。；：！？、（）《》“”"
_PHRASE = 40
_COMPLETION = re.compile(
    r"完成(?:了)?(?:20\d\d年)?(?:当年|全年|年初|调整后?)?(?:部门)?预算(?:安排)?数?的(\d[\d.]*)%"
)
_REASON = re.compile(
    r"原因|由于|因为|主要是|因(?!公)|系|所致|导致|为零|未发生|没有发生|无此项|差异构成|追加|调增|压减"
)
_DETAILS = re.compile(r"其中|如下|具体")
# said in the heading itself: there is none, or it is left out on purpose
_LEFT_OUT = re.compile(r"（无）|（[^）]{0,4}略[^）]{0,4}）")
# a heading this far from 100 % without a word of reason is asked about, by the wording of the open forms
_WIDE = Decimal(10)


def structure_statements(paragraphs: Sequence[Paragraph], kind: str) -> Iterator[Statement]:
    """Statements on numbering, empty headings, tables announced, completion unexplained, score and grade."""
    prose = [p for p in paragraphs if p.cell is None]
    yield from numbering_statements(prose)
    yield from _empty_headings(paragraphs)
    yield from _announced(paragraphs)
    yield from _unexplained(prose)
    if kind in ("self_evaluation_report", "evaluation_report"):
        yield from score_and_grade(paragraphs)


def _empty_headings(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """A numbered heading followed at once by one of its own level or above; several are a contents list."""
    seen = [p for p in paragraphs if p.text]
    alone = [_alone(seen, index) for index in range(len(seen))]
    later: dict[str, int] = {
        p.text.rstrip("0123456789.…· "): index for index, p in enumerate(seen) if p.is_heading
    }
    for index, paragraph in enumerate(seen):
        if not alone[index] or (index and alone[index - 1]) or (index + 1 < len(seen) and alone[index + 1]):
            continue
        if later.get(paragraph.text.rstrip("0123456789.…· "), index) == index:
            yield said("empty_heading", paragraph, (0, len(paragraph.text)))


def _alone(seen: Sequence[Paragraph], index: int) -> bool:
    """True when nothing stands under it. Only 一、 to （一） count: deeper ones are often list items."""
    paragraph = seen[index]
    if not _titled(paragraph) or index + 1 == len(seen):
        return False
    following = seen[index + 1]
    return _titled(following) and following.level <= paragraph.level and not _ATTACHMENT.match(following.text)


def _titled(paragraph: Paragraph) -> bool:
    return (
        paragraph.is_heading
        and paragraph.cell is None
        and bool(paragraph.number)
        and paragraph.level <= 3
        and len(paragraph.text) <= 30
        and paragraph.text[-1] not in "。；，、"
        and not ACCOUNT_ROW.match(paragraph.text)
        and not _PRINTED.search(paragraph.text)
        and not _LEFT_OUT.search(paragraph.text)
        and not re.search(r"[：:]\s*[无没]|情况[无]$|附[后表件]", paragraph.text)
    )


def _announced(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """Said to be attached, while the document holds no table and nothing after a heading 附件."""
    if any(p.cell is not None for p in paragraphs):
        return
    count = len(paragraphs)
    attached = [i for i, p in enumerate(paragraphs) if len(p.text) < 40 and _ATTACHMENT.match(p.text)]
    # a line 附件 in the first lines is the mark of a letter's enclosure: the report itself is the annex
    if any(i > 5 and count - i > 4 for i in attached):
        return
    told = set()
    for paragraph in paragraphs:
        for found in _ANNOUNCED.finditer(paragraph.text):
            start, end = _phrase(paragraph.text, *found.span())
            if paragraph.text[start:end] not in told:
                told.add(paragraph.text[start:end])
                yield said("announced_table", paragraph, (start, end))


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole phrase around an announcement, as long as it is short enough to quote."""
    near, far = max(0, start - _PHRASE), min(len(text), end + _PHRASE)
    opening, closing = text.rfind("（", near, start), text.find("）", end, far)
    nested = "）" in text[opening:start] or "（" in text[end:closing]
    if opening >= 0 and closing >= 0 and not nested:
        title = _TITLED.search(text, max(0, opening - 2 * _PHRASE), opening)
        return (title.start(), closing + 1) if title else (opening + 1, closing)
    first = max(text.rfind(mark, near, start) for mark in _BOUNDS) + 1
    last = min((at for mark in _BOUNDS if (at := text.find(mark, end, far)) >= 0), default=far)
    whole = (first or not near) and last - first <= _PHRASE
    return (first, last) if whole else (start, end)


def _explained(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """A reason in what goes on without a number, or in the first of the items that a total is made of."""
    own, first = _numbering(paragraph), _numbering(following[0]) if following else ""
    if own and first and own != first and _REASON.search(following[0].text):
        return True
    return any(_REASON.search(p.text[:80]) for p in following if not NUMBER.match(p.text))


def _numbering(paragraph: Paragraph) -> str:
    """How the paragraph is numbered: the kind of its number, "" without one."""
    found = NUMBER.match(paragraph.text)
    return found.lastgroup or "" if found else ""


def _unexplained(prose: Sequence[Paragraph]) -> Iterator[Statement]:
    """Far from its budget and no reason in its paragraph or up to the next figure of the kind."""
    for index, paragraph in enumerate(prose):
        if "完成" not in paragraph.text:
            continue
        for found in _COMPLETION.finditer(paragraph.text):
            rate = Decimal(found[1].rstrip("."))
            if not rate or abs(rate - 100) < _WIDE or _REASON.search(paragraph.text, found.end()):
                continue
            if _REASON.search(paragraph.text) or _DETAILS.search(paragraph.text, found.end()):
                continue
            if not _explained(paragraph, prose[index + 1 : index + 3]):
                yield said("unexplained_completion", paragraph, found.span(), rate=found[1])
