"""The contents list of a document against the headings and table titles behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quanheng.facts.outline import numbering
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.wording_statement import said
from quanheng.model.figure import Statement

_CONTENTS = re.compile(r"目录|目次")
_PAGE = re.compile(r"[.…·\s—_-]*(?:（?\d{1,3}）?)?$")
_MARK = re.compile(
    r"^(?:附?表[\d一二三四五六七八九十]{1,3}[、.：:]?|公开\d{1,2}表|附件\d{0,2}[：:、.]?|\d{1,2}[、.．]?(?!\d))+"
)
_NOISE = re.compile(r"[“”《》（）()、，.的\s]|20\d\d年?度?|^(?:关于|本)|部门|单位|(?:的?情况)?(?:的?说明)?$")
_HEAD = re.compile(r".{0,24}(?:预算|决算)(?:公开)?(?:报?表|附表)")  # the part that the tables stand in
_LONGEST, _FEWEST, _MOST = 60, 4, 80
_ALIKE = 80  # of a hundred pairs of characters: spelled a little differently


@dataclass(slots=True, eq=False)
class Entry:
    """A line of the list: its words without number and page, and whether it announces a table."""

    paragraph: Paragraph
    title: str
    table: bool


@lru_cache(maxsize=4096)
def _title(text: str) -> str:
    number = numbering(text)[1]
    bare = text[len(number) :].lstrip("、，.：: -") if number else text
    return _NOISE.sub("", _MARK.sub("", _PAGE.sub("", bare)))


def _begins(title: str, text: str, first: Entry) -> bool:
    """The first entry again, as a heading: with its number, or without one behind the department's name."""
    number, own = numbering(text)[1], numbering(first.paragraph.text)[1]
    return title == first.title or (number in ("", own) and len(title) > 1 and title.endswith(first.title))


def contents(prose: Sequence[Paragraph]) -> tuple[list[Entry], int]:
    """The entries of the contents list, and the index of the paragraph behind it; ([], 0) without one."""
    start = next((at for at, p in enumerate(prose[:_MOST]) if _CONTENTS.fullmatch(p.text)), None)
    if start is None:
        return [], 0
    made: list[Entry] = []
    for at in range(start + 1, min(len(prose), start + _MOST)):
        text = prose[at].text
        title = _title(text)
        again = bool(made) and _begins(title, prose[at].text, made[0])
        if again or len(text) > _LONGEST + 40 or "。" in text or len(title) > _LONGEST:
            return made, at
        if len(title) > 3:
            made.append(Entry(prose[at], title, title.endswith(("表", "表及说明"))))
    return made, min(len(prose), start + _MOST)


def _grams(title: str) -> set[str]:
    return {title[at : at + 2] for at in range(len(title) - 1)}


def _alike(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) > 3 and (a in b or b in a)):
        return True
    one, other = _grams(a), _grams(b)
    return bool(one and other) and 100 * 2 * len(one & other) >= _ALIKE * (len(one) + len(other))


def contents_statements(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """Statement absent_part: a table or part that the list names and nothing behind it is called.

    Parts of a kind are only looked for where most of them are there: tables are often published apart.
    """
    prose = [p for p in paragraphs if p.cell is None and p.text]
    entries, behind = contents(prose)
    if len(entries) < _FEWEST:
        return
    spoken = [_title(p.text) for p in prose[behind:] if len(p.text) <= _LONGEST + 20]
    spoken += [
        _title(p.text)
        for p in paragraphs
        if p.cell is not None and p.cell.row < 3 and 3 < len(p.text) < _LONGEST
    ]
    for table in (True, False):
        same = [e for e in entries if e.table is table and not _HEAD.fullmatch(e.title)]
        absent = [e for e in same if not any(_alike(e.title, title) for title in spoken)]
        if len(same) >= _FEWEST and 3 * len(absent) <= len(same):
            for entry in absent:
                end = len(_PAGE.sub("", entry.paragraph.text))
                yield said("absent_part", entry.paragraph, (0, end), degree="table" if table else "part")
