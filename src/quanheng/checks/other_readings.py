"""A figure that others beside it give exactly is not accused: the words were read with the wrong operands.

Grammar binds a percentage or a total to the figures that it is of, and grammar errs where a clause changes its
subject. A figure that disagrees with the operands it was given and agrees to the last digit with others of the
same passage is right, and it is the reading that is off. A slip of the pen agrees with nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quanheng.checks.beside import (
    REACH,
    are_alike,
    as_printed,
    figures_around,
    is_telling,
    nearest_to,
    passages_of,
)
from quanheng.checks.judgement import Judgement, undecided
from quanheng.checks.other_quotients import divided_otherwise, is_shifted
from quanheng.checks.other_sums import added_otherwise, lacks_one, left_otherwise
from quanheng.model.figure import Figure
from quanheng.model.quantity import COUNT, PERCENT, rounds_to
from quanheng.model.relation import AGREE, OFF, Claim

_RATES = {"share", "completion", "growth", "share_of_sum", "implied"}
_SUMS = {"sum", "score_sum", "contribution"}
_ALSO = ("direction", "grim", "zero_base")


def heed_other_readings(judged: list[tuple[Claim, Judgement]], figures: Iterable[Figure]) -> None:
    """Leave undecided what fails as it was read and holds as others beside it are read."""
    if all(made.verdict != OFF for _, made in judged):
        return
    figures = list(figures)
    passages, tables = passages_of(figures), _tables(figures)
    taken = {
        as_printed(claim.operands[0].figure)
        for claim, made in judged
        if made.verdict == AGREE and claim.operands
    }
    for at, (claim, made) in enumerate(judged):
        if claim.notes.get("same_rows"):
            continue  # the scores beside the weights have shown which rows the sum is of
        if made.kind == "zero_base" and (claim.get("prior") or claim.get("whole")):
            continue  # the nothing that is divided by is printed
        if made.verdict == OFF and made.kind in (claim.kind, *_ALSO) and made.stated is not None:
            if claim.kind == "text_table" and not claim.closed and _of_another_cell(claim, tables):
                judged[at] = (claim, undecided("表中另一格是正文的数，可能是取数口径不同"))
                continue
            around = figures_around(claim, made.stated, passages)
            if _turned_word(claim, made):
                continue
            if is_shifted(claim) and _others_hold(claim, judged):
                made.why = "像是有一处小数点错了"
                continue
            if claim.kind in _RATES and as_printed(made.stated) in taken:
                continue  # 占61.20%, 占61.20%: what gives the one is no reading of the other
            if _otherwise(claim, made, around):
                judged[at] = (claim, undecided("按前后其他数字能得出，可能是取数口径不同"))


def _others_hold(claim: Claim, judged: Sequence[tuple[Claim, Judgement]]) -> bool:
    """Whether other shares of the same whole are right."""
    whole = claim.get("whole")
    others = [c for c, m in judged if c.kind == "share" and c.get("whole") is whole and m.verdict == AGREE]
    return len(others) > 1


def _turned_word(claim: Claim, made: Judgement) -> bool:
    """减少771万吨，增长8.45%: the rate of the amount beside it to the last digit, and only its word is another."""
    stated, delta = made.stated, claim.get("delta")
    if made.kind != "direction" or stated is None or delta is None or made.expected is None:
        return False
    opposed = delta.polarity * stated.polarity < 0
    return opposed and rounds_to(abs(made.expected), abs(stated.value), stated.decimals)


def _tables(figures: Iterable[Figure]) -> set[tuple[object, ...]]:
    """Every telling amount of every table."""
    return {
        (f.place.document, f.place.cell.table, f.base)
        for f in figures
        if f.place.cell is not None and is_telling(f.base)
    }


def _of_another_cell(claim: Claim, tables: set[tuple[object, ...]]) -> bool:
    """What the text says stands in the same table, in another column or row."""
    told = [o.figure for o in claim.operands if o.figure.place.cell is None]
    cells = [o.figure.place for o in claim.operands if o.figure.place.cell is not None]
    return any((p.document, p.cell.table, f.base) in tables for f in told for p in cells if p.cell)


def _otherwise(claim: Claim, made: Judgement, around: Sequence[Figure]) -> bool:
    stated = made.stated
    assert stated is not None
    if claim.kind in _RATES and stated.unit.dimension == PERCENT:
        return divided_otherwise(stated, claim, around)
    if claim.kind == "balance":
        return lacks_one(stated, claim, around)
    if claim.kind in _SUMS:
        return added_otherwise(stated, claim, around)
    if claim.kind == "subset":
        return _of_an_earlier_count(claim, around)
    if claim.kind == "restated" and not claim.closed:
        return _part_and_whole(stated, made.others, around)
    return claim.kind == "difference" and made.kind != "direction" and left_otherwise(stated, claim, around)


def _part_and_whole(stated: Figure, others: Sequence[Figure], around: Sequence[Figure]) -> bool:
    """编制9名……中心编制12名……合计编制21名: what is between the two is printed beside them."""
    gaps = {abs(stated.base - other.base) for other in others}
    return any(f.base in gaps and are_alike(f, stated) for f in around if f not in (stated, *others))


def _of_an_earlier_count(claim: Claim, around: Sequence[Figure]) -> bool:
    """问题9个，涉及6个单位，其中涉及金额的8个: of the 9."""
    total, part = (o.figure for o in claim.operands[:2])
    if total.unit.dimension != COUNT or total.place.cell is not None:
        return False
    before = [f for f in nearest_to(total, around, REACH[0]) if f.place.start < total.place.start]
    return any(
        are_alike(f, part) and f.base >= part.base for f in before if f.place.block == total.place.block
    )
