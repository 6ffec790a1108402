"""A document as a page of its own: its text and tables with an anchor at every place that is linked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape

from quanheng.model.comparison import PaperOf, Passage, Source
from quanheng.report import words
from quanheng.report.pages import template

_Spot = tuple[int, tuple[int, int, int] | None]


def anchor(source: Source) -> str:
    """The id of a place: of a block, or of the characters in it or in a cell."""
    if not source.text and source.cell is None:
        return f"b{source.block}"
    if source.cell:
        return "t{}r{}c{}x{}".format(*source.cell, source.begin)
    return f"b{source.block}x{source.begin}"


def name_of(sha256: str) -> str:
    """The page of a document, from the root of the site."""
    return f"doc/{sha256[:16]}.html"


def page(paper: PaperOf, name: str, passages: Sequence[Passage], cited: Iterable[Source]) -> bytes:
    """The reading view in UTF-8; `name` is that of the department."""
    made = template("public_document.html").render(
        paper=paper, name=name, text=body(passages, cited), words=words
    )
    return made.encode("utf-8", "replace")


def body(passages: Sequence[Passage], cited: Iterable[Source]) -> str:
    """The text as HTML, with an anchor at every place that is cited."""
    spots: defaultdict[_Spot, dict[int, Source]] = defaultdict(dict)
    for source in cited:
        spots[source.block, source.cell][source.begin] = source
    return "\n".join(_block(passage, spots) for passage in passages)


def _block(passage: Passage, spots: dict[_Spot, dict[int, Source]]) -> str:
    mark = f'id="b{passage.block}"'
    if passage.table is not None:
        return _table(passage, passage.table, spots)
    text = _marked(passage.text, spots.get((passage.block, None), {})).replace("\n", "<br>")
    if passage.level:
        level = min(passage.level + 1, 6)
        return f"<h{level} {mark}>{text}</h{level}>"
    return f"<p {mark}>{text}</p>"


def _table(passage: Passage, number: int, spots: dict[_Spot, dict[int, Source]]) -> str:
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for row, column, rows, columns, text in sorted(passage.cells):
        spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        inside = _marked(text, spots.get((passage.block, (number, row, column)), {})).replace("\n", "<br>")
        lines[row].append(f"<td{spans}>{inside}</td>")
    body = "".join(f"<tr>{''.join(lines[row])}</tr>" for row in sorted(lines))
    words_ = f"表 {number + 1}"
    return (
        f'<div class="scroll" id="b{passage.block}" tabindex="0" role="group" aria-label="{words_}">'
        f"<table><caption>{words_}</caption>{body}</table></div>"
    )


def _marked(text: str, cited: dict[int, Source]) -> str:
    """The text with a mark around each cited place; of two that overlap the first counts, the other gets an anchor."""
    made, at = [], 0
    for begin, source in sorted(cited.items()):
        end = min(source.finish, len(text))
        if begin < at or end <= begin:
            made.append(f'<a id="{anchor(source)}" class="anchor"></a>')
            continue
        made.append(f'{escape(text[at:begin])}<mark id="{anchor(source)}">{escape(text[begin:end])}</mark>')
        at = end
    return "".join([*made, escape(text[at:])])
