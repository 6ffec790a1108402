"""The department's answers read back from 整改回执: which box is ticked, what was written, tied by our mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.model.document import Document, Table
from quanheng.report.papers.letter import ANSWERS, BOX
from quanheng.report.replies import ANSWERED, OPEN, Answer
from quanheng.report.threads import DELAYED, DISPUTED, EXPLAINED, FIXED, state

_HEADS = ("编号", "答复类别", "答复内容", "标识")
_STATES = dict(zip(ANSWERS, (FIXED, EXPLAINED, DELAYED, DISPUTED), strict=True))
_TAG = re.compile(r"〔\s*([0-9a-f]{8})\s*〕")
_NUMBER = re.compile(r"\d{4}")
# What Word, WPS and people put for a ticked box; an R in Wingdings 2 is one too.
_TICKED = "☑☒✓✔√■●█▣þRVv×xX"
_EMPTY = f"{BOX}☐○〇"


def answers(document: Document) -> list[Answer]:
    """One answer for each finding of the form, in its order; [] for a document that is no such form."""
    return [answer for _, table in document.tables() for answer in _of(table)]


def _of(table: Table) -> Iterator[Answer]:
    rows = [[cell.text.strip() if cell else "" for cell in row] for row in table.grid()]
    at = next((n for n, row in enumerate(rows) if set(_HEADS) <= {_plain(cell) for cell in row}), None)
    if at is None:
        return
    heads = [_plain(cell) for cell in rows[at]]
    number, kind, words, tag = (heads.index(name) for name in _HEADS)
    for row in rows[at + 1 :]:
        numbers = _NUMBER.findall(row[number])
        for order, key in enumerate(_TAG.findall(row[tag])):
            state, said = _answer(row[kind], row[words])
            printed = int(numbers[order]) if order < len(numbers) else 0
            yield Answer(printed, key, "", state, said, "", "", state == FIXED)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _answer(boxes: str, words: str) -> tuple[str, str]:
    """State and words; two ticked boxes are told, not chosen between."""
    ticked = _ticked(boxes)
    if len(ticked) == 1:
        return _STATES[ticked[0]], words
    if ticked:
        return ANSWERED, f"（同时选了{'、'.join(ticked)}）{words}"
    return (state(words), words) if words else (OPEN, "")


def _ticked(text: str) -> list[str]:
    """The answers that are marked; where every box was deleted with the other answers, what is left."""
    lines = [_plain(line) for line in text.splitlines() if line.strip()]
    present = [answer for answer in ANSWERS if any(answer in line for line in lines)]
    if not any(sign in text for sign in _EMPTY + _TICKED):
        return present if len(present) < len(ANSWERS) else []
    return [answer for answer in present if any(_is_ticked(answer, line) for line in lines)]


def _is_ticked(answer: str, line: str) -> bool:
    """A mark in the answer's own line; where the line has several, one right before it."""
    if answer not in line:
        return False
    if sum(other in line for other in ANSWERS) == 1:
        return any(sign in line.replace(answer, "") for sign in _TICKED)
    return re.search(f"[{_TICKED}]{answer}|^[{_TICKED}][{_EMPTY}]{answer}", line) is not None
