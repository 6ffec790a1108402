"""What stands on pages and is no text of the document: running heads, page numbers, contents lists."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from quanheng.read.pdf_lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.read.pdf_page import PageContent

_MARKS = r"[-—－–―~～·•.|\[\]【】［］()（）<>]*"
_COUNTED = r"(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"{_MARKS}(?:(?:第|[Pp](?:age)?\.?|页码[:：]?)?\d{{1,4}}页?(?:[/／,，、|]?(?:共|of)?\d{{1,4}}页?)?"
    rf"|第{_COUNTED}页(?:[/／,，]?共{_COUNTED}页)?|共{_COUNTED}页[/／,，]?第{_COUNTED}页|[ivxlIVXL]{{1,6}}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]+)"
    rf"{_MARKS}"
)
"""A line of nothing but the number of its page, spaces left out."""
_PAGE_COUNT = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_SPACES = re.compile(r"\s+")
_CONTENTS = re.compile(r"目\s*[录次]")
_ENTRY = re.compile(r"(?:[.．…·。‥⋯—_\s]{3,}|\s)\s*\d{0,3}$")
_INNER = re.compile(r"[。；：]")
_UNIT = re.compile(r"单位\s*[:：]")
_ZONE = 0.12
_MARGIN = 0.075
"""Of two pages only what stands in the very margin can be told from a title that both have."""
_EDGE_LINES = 3
_FEWEST_PAGES = 3
_NEAR = 4.0


def furniture(pages: Sequence[PageContent]) -> dict[Line, str]:
    """Lines that are not running text, with their kind: header or footer."""
    found = _repeated(pages)
    heads = {_SPACES.sub("", line.text): kind for line, kind in found.items()}
    for page in pages:
        for line in page.lines:
            if line.is_upright and _SPACES.sub("", line.text) in heads:
                found[line] = heads[_SPACES.sub("", line.text)]
            if line in found or not _PAGE_NUMBER.fullmatch(_SPACES.sub("", line.text)):
                continue
            height, width = page.turn.height, page.turn.width
            if line.bottom < height * _ZONE or line.top > height * (1 - _ZONE):
                found[line] = "footer" if line.top > height / 2 else "header"
            elif line.is_upright and not width * _ZONE < line.left < width * (1 - _ZONE):
                # The table of a tall page is turned, its page number is not.
                found[line] = "footer"
    found.update(dict.fromkeys(_contents(pages, found), "header"))
    return found


def _repeated(pages: Sequence[PageContent]) -> dict[Line, str]:
    """The same words at the same height of many pages; a number in them may count the pages."""
    groups: dict[tuple[str, bool], list[tuple[PageContent, Line]]] = defaultdict(list)
    zone = _ZONE if len(pages) >= _FEWEST_PAGES else _MARGIN
    for page in pages:
        ordered = page.items()
        for item in (*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]):
            height = page.turn.height
            near_edge = item.top < height * zone or item.box[3] > height * (1 - zone)
            if isinstance(item, Line) and near_edge and not _UNIT.search(item.text):
                for pattern in _patterns(item.text, page.number):
                    groups[pattern, item.top > height / 2].append((page, item))
    kinds: dict[Line, str] = {}
    needed = max(min(_FEWEST_PAGES, len(pages)), len(pages) // 3, 2)
    for (_, below), members in groups.items():
        usual = median(line.top for _, line in members)
        level = [(page, line) for page, line in members if abs(line.top - usual) < _NEAR]
        if len({page.number for page, _ in level}) >= needed:
            kinds.update((line, "footer" if below else "header") for _, line in level)
    return kinds


def _patterns(text: str, page: int) -> set[str]:
    """The words as they are, and with small numbers told by their distance to the number of the page."""
    bare = _SPACES.sub("", text)
    return {bare, _PAGE_COUNT.sub(lambda found: f"#{int(found[0]) - page}#", bare)}


def _contents(pages: Sequence[PageContent], known: dict[Line, str]) -> list[Line]:
    """The lines of the contents list, its title too."""
    found: list[Line] = []
    open_list = False
    for page in pages:
        lines = [line for line in page.lines if line not in known]
        start = next((n for n, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)), None)
        if start is None and not (open_list and not page.tables and all(map(_is_entry, lines))):
            if found:
                break
            continue
        entries = [] if start is None else [lines[start]]
        for line in lines[0 if start is None else start + 1 :]:
            if not _is_entry(line):
                break
            entries.append(line)
        if start is None and _repeats(entries, found):
            break
        found += entries
        open_list = bool(entries) and entries[-1] is lines[-1]
    return found if len(found) > 2 else []


def _is_entry(line: Line) -> bool:
    bare = _ENTRY.sub("", line.text)
    return len(bare) <= 60 and not _INNER.search(bare)


def _repeats(entries: list[Line], known: list[Line]) -> bool:
    """A page that begins with a heading of the list is where the document itself begins."""
    titles = {_title(line) for line in known}
    return not entries or _title(entries[0]) in titles


def _title(line: Line) -> str:
    return _SPACES.sub("", _ENTRY.sub("", line.text))
