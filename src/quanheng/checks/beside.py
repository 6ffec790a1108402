"""The figures that stand beside one that fails, and what runs of them add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import counts_alike
from quanheng.model.relation import Claim

HUNDRED = Decimal(100)
# How far a figure may be looked for, in characters: the fewer digits a percentage has, the more pairs give it.
REACH = {0: 60, 1: 120}
FAR, _MOST, PAIRS = 600, 24, 3

Passages = dict[object, list[Figure]]


def _passage(figure: Figure) -> tuple[object, ...]:
    return figure.place.document, figure.place.block, figure.place.cell


def figures_around(claim: Claim, stated: Figure, passages: Passages) -> list[Figure]:
    """The figures of its passage; of a list in paragraphs those of all of them."""
    blocks = [o.figure.place.block for o in claim.operands]
    if min(blocks) == max(blocks) or any(o.figure.place.cell for o in claim.operands):
        return passages.get(_passage(stated), [])
    keys = ((stated.place.document, block, None) for block in range(min(blocks), max(blocks) + 1))
    return [figure for key in keys for figure in passages.get(key, [])]


def as_printed(figure: Figure) -> tuple[object, ...]:
    """The same digits in the same passage."""
    return *_passage(figure), figure.text


def passages_of(figures: Iterable[Figure]) -> Passages:
    """The exact figures of every passage."""
    found: Passages = defaultdict(list)
    for figure in figures:
        if figure.hedge == EXACT and figure.kind not in ("ordinal", "identifier", "rank"):
            found[_passage(figure)].append(figure)
    return found


def are_alike(one: Figure, other: Figure) -> bool:
    """Of one dimension; counts of one unit."""
    return counts_alike(one.unit, other.unit)


def same_item(one: Figure, other: Figure) -> bool:
    """One item of one year and basis; what the fund is, is told in one place and not in the other."""
    known = (one.item, one.year, one.basis)
    return all(known) and known == (other.item, other.year, other.basis)


def nearest_to(stated: Figure, around: Sequence[Figure], reach: int) -> list[Figure]:
    """The figures within reach of the stated one, itself not among them, in the order of the text."""
    block, start = stated.place.block, stated.place.start
    far = [f for f in around if f.place.block != block]
    close = [
        f
        for f in around
        if f.place.block == block and f is not stated and abs(f.place.start - start) <= reach
    ]
    nearest = sorted(close + far, key=lambda f: (abs(f.place.block - block), abs(f.place.start - start)))[
        :_MOST
    ]
    return sorted(nearest, key=lambda f: (f.place.block, f.place.start))


def runs_of(near: Sequence[Figure]) -> Iterator[tuple[Sequence[Figure], Decimal]]:
    """Two and more figures of one dimension in a row, with what they add up to."""
    for first, figure in enumerate(near):
        alike = [f for f in near[first:] if are_alike(f, figure)]
        for length, added in enumerate(accumulate(f.base for f in alike), 1):
            if length > 1:
                yield alike[:length], added


def is_telling(value: Decimal) -> bool:
    """Two small whole numbers are the same by chance."""
    return abs(value) >= HUNDRED or value != value.to_integral_value()
