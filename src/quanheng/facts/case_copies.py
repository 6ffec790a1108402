"""Copies among the documents of a case: the same file twice, two versions, last year's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from quanheng.facts.case_values import Values, key_of, one
from quanheng.model.case import Paper, Remark, Spot
from quanheng.model.document import Block
from quanheng.model.figure import Figure
from quanheng.model.place import Place
from quanheng.model.quantity import MONEY

_SENTENCE = re.compile(r"[^。；;\n]+")
_BLANKS = re.compile(r"\s+")
_DIGITS = re.compile(r"\d[\d,.]*")
_YEAR = re.compile(r"20\d\d")
_LONG = 6  # digits of several amounts that two years do not share by chance
_MOST = 8  # places told of one document
_ALIKE = 6  # of ten paragraphs: a second version of the document
_CHANGED = 2


def same_files(papers: Sequence[Paper]) -> list[tuple[Paper, Paper]]:
    """Pairs of papers with the same bytes or the same words; the first is kept."""
    first: dict[object, Paper] = {}
    pairs = []
    for paper in papers:
        words = tuple(_words(paper))
        marks = [mark for mark in (paper.document.sha256, words) if mark]
        known = next((first[mark] for mark in marks if mark in first), None)
        if known is not None:
            pairs.append((known, paper))
        for mark in marks:
            first.setdefault(mark, paper)
    return pairs


def _words(paper: Paper) -> list[str]:
    return [text for block in paper.document.blocks for text in _texts(block) if text]


def _texts(block: Block) -> list[str]:
    cells = [cell.text for cell in block.table.cells] if block.table is not None else [block.text]
    return [_BLANKS.sub("", text) for text in cells]


def versions(papers: Sequence[Paper]) -> list[tuple[Paper, Paper]]:
    """Pairs of one kind, year and scope whose words are largely the same."""
    return [(a, b) for a, b in combinations(papers, 2) if _same_kind(a, b) and _alike(a, b)]


def _same_kind(a: Paper, b: Paper) -> bool:
    one_kind = a.facts.kind == b.facts.kind != "unknown" and a.facts.year == b.facts.year
    return one_kind and a.facts.scope == b.facts.scope != "project"


def _alike(a: Paper, b: Paper) -> bool:
    left, right = ({_DIGITS.sub("0", w) for w in _words(p) if len(w) > 9} for p in (a, b))
    return bool(left and right) and 10 * len(left & right) >= _ALIKE * min(len(left), len(right))


def copied_sentences(papers: Sequence[Paper], stated: dict[int, Values]) -> Iterator[Remark]:
    """Sentences with last year's amounts in this year's document of the same kind, while its other figures changed."""
    for old in papers:
        for new in papers:
            follows = old.facts.year is not None and new.facts.year == old.facts.year + 1
            if follows and old.facts.kind == new.facts.kind:
                spots = list(_copied(old, new, stated[new.number]))[:_MOST]
                if spots and _moved(old, new, stated, [spot for spot, _ in spots]):
                    mine = tuple(spot for pair in spots for spot in pair)
                    values = {
                        "document": new.name,
                        "other": old.name,
                        "count": str(len(spots)),
                        "stated": spots[0][0].text,
                    }
                    yield Remark("copied_text", (new.number, old.number), mine, values)


def _moved(old: Paper, new: Paper, stated: dict[int, Values], copied: Sequence[Spot]) -> bool:
    """True when most of what both state elsewhere of their own year is not the same: the new one was written anew."""
    pairs = [
        (
            one([f for f in figures if not any(_inside(f, spot) for spot in copied)]),
            one(stated[old.number].get(key._replace(year=key.year - 1), [])),
        )
        for key, figures in stated[new.number].items()
        if key.year == new.facts.year
    ]
    known = [(a, b) for a, b in pairs if a is not None and b is not None and (a.value or b.value)]
    changed = sum(not a.interval().meets(b.interval()) for a, b in known)
    return changed >= _CHANGED and changed * 2 >= len(known)


def _copied(old: Paper, new: Paper, stated: Values) -> Iterator[tuple[Spot, Spot]]:
    before = {_YEAR.sub("", words): spot for spot, words in _sentences(old)}
    figures = _by_block(new)
    for spot, words in _sentences(new):
        known = before.get(_YEAR.sub("", words))
        here = figures.get(spot.place.block, [])
        if known is not None and (_telling(spot, here, new) or _stale(spot, here, new, stated)):
            yield spot, known


def _by_block(paper: Paper) -> dict[int, list[Figure]]:
    made: dict[int, list[Figure]] = {}
    for figure in paper.facts.figures:
        if figure.place.cell is None:
            made.setdefault(figure.place.block, []).append(figure)
    return made


def _telling(spot: Spot, figures: Sequence[Figure], paper: Paper) -> bool:
    """True when the sentence has two or more amounts of this year, with more digits than two years share by chance."""
    inside = [f for f in figures if _inside(f, spot)]
    amounts = [f for f in inside if f.unit.dimension == MONEY and f.value and f.kind in ("level", "delta")]
    own = {f.base: f.text for f in amounts if f.year == paper.facts.year}
    return len(own) > 1 and sum(c.isdigit() for text in own.values() for c in text) >= _LONG


def _stale(spot: Spot, figures: Sequence[Figure], paper: Paper, stated: Values) -> bool:
    """True when the sentence gives last year's amounts of items that the paper states for no year of its own."""
    inside = [f for f in figures if _inside(f, spot) and f.year != paper.facts.year and f.value]
    keys = {key for f in inside if (key := key_of(f, paper)) is not None}
    year = paper.facts.year
    return year is not None and len(keys) > 1 and not any(key._replace(year=year) in stated for key in keys)


def _inside(figure: Figure, spot: Spot) -> bool:
    place = figure.place
    return (
        place.cell is None
        and place.block == spot.place.block
        and spot.place.start <= place.start < spot.place.end
    )


def _sentences(paper: Paper) -> Iterator[tuple[Spot, str]]:
    for block in paper.document.blocks:
        if block.table is not None or block.kind not in ("paragraph", "textbox"):
            continue
        for found in _SENTENCE.finditer(block.text):
            words = _BLANKS.sub("", found[0])
            if len(words) > 9 and any(c.isdigit() for c in words):
                place = Place(block.index, found.start(), found.end(), page=block.page)
                yield Spot(paper.number, found[0].strip(), place), words
