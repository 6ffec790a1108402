"""A document's text cut into pieces where figures and findings begin and end, for the HTML report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from quanheng.model.place import Cell, Place
from quanheng.report import words

_Spot = tuple[int, Cell | None]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start`:`end` of one text. `number` is the card's, 0 for a figure that no finding names.

    `figure` is the id of the figure that stands there, -1 for a finding's mark.
    """

    start: int
    end: int
    number: int = 0
    anchor: str = ""
    look: str = ""
    meaning: str = ""
    figure: int = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look; `cards` are the numbers of the findings whose mark ends here."""

    text: str
    look: str = ""
    meaning: str = ""
    anchors: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()
    target: int = 0
    figure: int = -1


@dataclass(slots=True)
class Marking:
    """All spans of a document by block and cell."""

    _spans: dict[_Spot, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: Place, span: Span) -> None:
        """Note a span at the block or cell of `place`."""
        self._spans[place.block, place.cell].append(span)

    def pieces(self, text: str, block: int, cell: Cell | None = None) -> list[Piece]:
        """The whole of `text` in order, cut at every span; joined, the pieces give `text` again."""
        spans = [_within(span, len(text)) for span in self._spans.get((block, cell), ())]
        cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
        made = [_piece(text, start, end, spans, last=end == len(text)) for start, end in pairwise(cuts)]
        if not made and spans:
            made = [Piece("", anchors=_anchors(spans), cards=_numbers(spans))]
        return made


def _within(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    end = min(max(span.end, start), length)
    return replace(span, start=start, end=end)


def _piece(text: str, start: int, end: int, spans: Iterable[Span], *, last: bool) -> Piece:
    covering = [span for span in spans if span.start <= start and end <= span.end]
    # A mark without length belongs to the piece that it stands before, or to the last one.
    empty = [s for s in spans if s.start == s.end and (s.start == start or (last and s.start == end))]
    beginning = [span for span in covering if span.start == start] + empty
    ending = [span for span in covering if span.end == end] + empty
    strongest = min((s for s in covering if s.number), key=_rank, default=None)
    return Piece(
        text[start:end],
        look=strongest.look if strongest else "",
        meaning=next((span.meaning for span in covering if span.meaning), ""),
        anchors=_anchors(beginning),
        cards=_numbers(ending),
        target=strongest.number if strongest else 0,
        figure=next((span.figure for span in covering if span.figure >= 0), -1),
    )


def _rank(span: Span) -> tuple[int, int]:
    known = span.look in words.SEVERITIES
    return (words.SEVERITIES.index(span.look) if known else len(words.SEVERITIES), span.number)


def _anchors(spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.anchor for span in spans if span.anchor))


def _numbers(spans: Iterable[Span]) -> tuple[int, ...]:
    return tuple(sorted({span.number for span in spans if span.number}))
