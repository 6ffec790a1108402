"""Rows of a sheet that are lines of text: the title over a table, the notes under it, a sheet of prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.read.wrapped import layout, paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanheng.read.draft import Draft
    from quanheng.read.sheet import Sheet

_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_UNIT_LINE = re.compile(r"单\s*位\s*[：:]")
_NOTE = re.compile(r"\s*(?:备?注|说明)\s*\d*\s*[：:、.]|.*。[）”]?\s*$", re.DOTALL)


def take_lines(sheet: Sheet) -> tuple[list[str], list[str]]:
    """Take the lines above and below the table out of the sheet; without a table all of them are above.

    A line is a row whose only text has words. Under a table it must be a note or a sentence, because
    the last rows of many tables have a name and no amounts; over it the lines end with the line of the unit.
    """
    rows = _rows(sheet)
    lone = {
        row: cells[0] for row, cells in rows.items() if len(cells) == 1 and _is_line(sheet, row, cells[0])
    }
    body = [row for row in rows if row not in lone]
    if not body:
        return [sheet.texts.pop((row, column)) for row, column in lone.items()], []
    above: list[str] = []
    for row in sorted(row for row in lone if row < body[0]):
        above.append(sheet.texts.pop((row, lone[row])))
        if _UNIT_LINE.search(above[-1]):
            break
    below = [row for row in sorted(lone) if row > body[-1] and _NOTE.match(sheet.texts[row, lone[row]])]
    return above, [sheet.texts.pop((row, lone[row])) for row in below]


def add_lines(draft: Draft, lines: list[str]) -> None:
    """Append the lines as paragraphs; a cell may hold several, and a paragraph may be broken over rows."""
    single = [line for text in lines for line in text.split("\n")]
    for text in paragraphs(single, layout(single)):
        draft.add("paragraph", text)


def _rows(sheet: Sheet) -> Mapping[int, list[int]]:
    """Columns with a text by row, in order."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted([*sheet.texts, *sheet.without_value]):
        rows.setdefault(row, []).append(column)
    return rows


def _is_line(sheet: Sheet, row: int, column: int) -> bool:
    seen = not (sheet.hidden or row in sheet.hidden_rows or column in sheet.hidden_columns)
    return seen and bool(_WORD.search(sheet.texts.get((row, column), "")))
