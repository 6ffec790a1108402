"""A figure that others beside it give exactly is not accused: the words were read with the wrong operands.

Grammar binds a percentage or a total to the figures that it is of, and grammar errs where a clause changes its
subject. A figure that disagrees with the operands it was given and agrees to the last digit with others of the
same passage is right, and it is the reading that is off. A slip of the pen agrees with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, permutations

from quanheng.checks.judgement import Judgement, undecided
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, MONEY, PERCENT, POINTS, SCORE, counts_alike, plain, rounds_to
from quanheng.model.relation import AGREE, OFF, Claim

_RATES = {"share", "completion", "growth", "share_of_sum", "implied"}
_SUMS = {"sum", "score_sum", "contribution"}
_ALSO = ("direction", "grim", "zero_base")
_HUNDRED = Decimal(100)
# How far a figure may be looked for, in characters: the fewer digits a percentage has, the more pairs give it.
_REACH = {0: 60, 1: 120}
_FAR, _MOST, _PAIRS = 600, 24, 3

Passages = dict[object, list[Figure]]


def heed_other_readings(judged: list[tuple[Claim, Judgement]], figures: Iterable[Figure]) -> None:
    """Leave undecided what fails as it was read and holds as others beside it are read."""
    if all(made.verdict != OFF for _, made in judged):
        return
    figures = list(figures)
    passages, tables = _passages(figures), _tables(figures)
    taken = {
        _printed(claim.operands[0].figure)
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
            around = _around(claim, made.stated, passages)
            if _turned_word(claim, made):
                continue
            if claim.kind in _RATES and _printed(made.stated) in taken:
                continue  # 占61.20%, 占61.20%: what gives the one is no reading of the other
            if _otherwise(claim, made, around):
                judged[at] = (claim, undecided("按前后其他数字能得出，可能是取数口径不同"))


def _turned_word(claim: Claim, made: Judgement) -> bool:
    """减少771万吨，增长8.45%: the rate of the amount beside it to the last digit, and only its word is another."""
    stated, delta = made.stated, claim.get("delta")
    if made.kind != "direction" or stated is None or delta is None or made.expected is None:
        return False
    opposed = delta.polarity * stated.polarity < 0
    return opposed and rounds_to(abs(made.expected), abs(stated.value), stated.decimals)


def _passage(figure: Figure) -> tuple[object, ...]:
    return figure.place.document, figure.place.block, figure.place.cell


def _around(claim: Claim, stated: Figure, passages: Passages) -> list[Figure]:
    """The figures of its passage; of a list in paragraphs those of all of them."""
    blocks = [o.figure.place.block for o in claim.operands]
    if min(blocks) == max(blocks) or any(o.figure.place.cell for o in claim.operands):
        return passages.get(_passage(stated), [])
    keys = ((stated.place.document, block, None) for block in range(min(blocks), max(blocks) + 1))
    return [figure for key in keys for figure in passages.get(key, [])]


def _printed(figure: Figure) -> tuple[object, ...]:
    """The same digits in the same passage."""
    return *_passage(figure), figure.text


def _passages(figures: Iterable[Figure]) -> Passages:
    found: Passages = defaultdict(list)
    for figure in figures:
        if figure.hedge == EXACT and figure.kind not in ("ordinal", "identifier", "rank"):
            found[_passage(figure)].append(figure)
    return found


def _tables(figures: Iterable[Figure]) -> set[tuple[object, ...]]:
    """Every telling amount of every table."""
    return {
        (f.place.document, f.place.cell.table, f.base)
        for f in figures
        if f.place.cell is not None and _telling(f.base)
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
        return _divided(stated, claim, around)
    if claim.kind == "balance":
        return _lacks_one(stated, claim, around)
    if claim.kind in _SUMS:
        return _added(stated, claim, around)
    if claim.kind == "subset":
        return _of_an_earlier_count(claim, around)
    if claim.kind == "restated" and not claim.closed:
        return _part_and_whole(stated, made.others, around)
    return claim.kind == "difference" and made.kind != "direction" and _left(stated, claim, around)


def _part_and_whole(stated: Figure, others: Sequence[Figure], around: Sequence[Figure]) -> bool:
    """编制9名……中心编制12名……合计编制21名: what is between the two is printed beside them."""
    gaps = {abs(stated.base - other.base) for other in others}
    return any(f.base in gaps and _alike(f, stated) for f in around if f not in (stated, *others))


def _alike(one: Figure, other: Figure) -> bool:
    """Of one dimension; counts of one unit."""
    return counts_alike(one.unit, other.unit)


def _same(one: Figure, other: Figure) -> bool:
    """One item of one year and basis; what the fund is, is told in one place and not in the other."""
    known = (one.item, one.year, one.basis)
    return all(known) and known == (other.item, other.year, other.basis)


def _near(stated: Figure, around: Sequence[Figure], reach: int) -> list[Figure]:
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


def _divided(rate: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """A share or a change of two others, or a share of or in figures in a row."""
    own = {o.figure.base for o in claim.operands if o.role != "rate"}
    near = [f for f in _near(rate, around, _REACH.get(rate.decimals, _FAR)) if f.unit.dimension != PERCENT]
    gives = _Given(abs(rate.value), rate.decimals)
    if claim.kind == "growth":
        return _grown(rate, claim, near, own, gives)
    pairs = ((a, b) for a, b in permutations(near, 2) if _alike(a, b) and not {a.base, b.base} <= own)
    if any(gives(part.base, whole.base) for part, whole in pairs) or _turned(claim, own, gives):
        return True
    if claim.kind == "share" and abs(rate.value) > _HUNDRED:
        return False  # figures in a row have no share beyond the whole
    if rate.decimals > 1 and _of_the_rest(claim, near, gives):
        return True
    # what was spent and its budget make no sum; 年初安排620万元，又追加429万元，占40.9%: of both
    apart = set() if claim.kind == "share" else own
    runs = [
        (run, added)
        for run, added in _runs(near)
        if not apart or not {f.base for f in run if f.base} <= apart
    ]
    return any(
        any(gives(part.base, added) for part in run)
        or any(gives(added, whole.base) for whole in near if whole not in run)
        for run, added in runs
    )


def _of_the_rest(claim: Claim, near: Sequence[Figure], gives: _Given) -> bool:
    """预算135.60万元，其中结转51.60万元，当年资金支出15.12万元，支出率18.00%: the part of what one leaves of another."""
    part = claim.get("part")
    left = ((a, b) for a, b in permutations(near, 2) if _alike(a, b) and a.base > b.base)
    return part is not None and any(gives(part.base, a.base - b.base) for a, b in left if part not in (a, b))


def _grown(rate: Figure, claim: Claim, near: Sequence[Figure], own: set[Decimal], gives: _Given) -> bool:
    # This year's figure as the base of its change, or an older year's, is a slip that people make.
    slips = own | {abs(a - b) for a, b in permutations(own, 2)}
    now, printed = claim.get("current"), {f.base for f in near}
    for part, whole in permutations(near, 2):
        if not _alike(part, whole):
            continue
        # 415万元……增加171.37万元 where 586.37万元 is printed as well: 415 is what it grew from
        from_whole = whole.base + (part.base if rate.polarity > 0 else -part.base) in printed
        if whole.base in own and part.base in slips and not from_whole:
            continue
        before = whole.base - part.base * (rate.polarity or 1)
        if gives(part.base, whole.base) or (whole.base not in own and gives(part.base, before)):
            return True
        if part is not now and gives(whole.base - part.base, whole.base):
            return True
    return False


def _turned(claim: Claim, own: set[Decimal], gives: _Given) -> bool:
    """42项任务完成40项, 未完成2个: counts of which the words were taken the other way round."""
    counted = all(o.figure.unit.dimension == COUNT for o in claim.operands if o.role != "rate")
    return counted and any(gives(a, b) or gives(b - a, b) for a, b in permutations(own, 2) if a < b)


@dataclass(frozen=True, slots=True)
class _Given:
    """Whether a quotient gives the percentage to the last digit."""

    wanted: Decimal
    decimals: int

    def __call__(self, part: Decimal, whole: Decimal) -> bool:
        return bool(whole) and rounds_to(abs(_HUNDRED * part / whole), self.wanted, self.decimals)


def _runs(near: Sequence[Figure]) -> Iterator[tuple[Sequence[Figure], Decimal]]:
    """Two and more figures of one dimension in a row, with what they add up to."""
    for first, figure in enumerate(near):
        alike = [f for f in near[first:] if _alike(f, figure)]
        for length, added in enumerate(accumulate(f.base for f in alike), 1):
            if length > 1:
                yield alike[:length], added


def _added(total: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """The parts are of another whole, or one of them was not read, or is the whole itself."""
    parts = [o.figure for o in claim.operands if o.role == "part"]
    held = [f for f in parts if f.base]
    if _telling(total.base) and total.base in list(accumulate(f.base for f in held))[1:-1]:
        return True  # the list ends earlier
    if len(parts) == 1:  # 支出总计3139万元……支出大于收入17万元，使用了年初结转
        gap = abs(parts[0].base - total.base)
        beside = [f for f in _near(total, around, _FAR) if f not in parts and _alike(f, total)]
        return _telling(gap) and any(f.base == gap for f in beside)
    if len(parts) < 2 or parts[0].place.cell != total.place.cell:
        return False
    added = sum((f.base for f in parts), Decimal(0))
    within = any(made == total.base and len(run) < len(held) for run, made in _runs(held))
    if _telling(total.base) and (within or _subtotalled(total, held)):
        return True
    if _telling(added) and any(f.base and (f.base == total.base or 2 * f.base == added) for f in parts):
        return True
    # 支出42.89万元……支出42.86万元，其中：……: the whole itself in another place is no other whole
    near = [
        f for f in _near(total, around, _FAR) if f not in parts and _alike(f, total) and not _same(f, total)
    ]
    # 48万元 for 84万元, which stands in the sentence before, is a slip of the pen.
    swapped = sorted(plain(added)) == sorted(plain(total.base))
    if _telling(added) and not swapped and any(f.base in (added, total.base - added) for f in near):
        return True
    turns = total.unit.dimension == SCORE or (_telling(total.base) and len(parts) > _PAIRS)
    if turns and total.base in (_every_other(parts), _every_other(parts[1:])):
        return True
    rows = [run for run, made in _runs(near) if made == total.base and len(run) == len(parts)]
    whole = [f for f in _near(total, around, _FAR) if f.base and _alike(f, total)]
    return any(rows) or any(_one_more(run, parts) for run, made in _runs(whole) if made == total.base)


def _one_more(run: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """处罚6家、罚款23万元，暂停3家，约谈38家，合计47家: the list begins one figure earlier, or ends one later."""
    return len(run) == len(parts) + 1 and all(part in run for part in parts)


def _lacks_one(total: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """新收3,546件（旧存116件另计），审结3,419件，未结243件: one figure beside closes what the terms leave open."""
    terms = sum((o.sign * o.figure.base for o in claim.operands if o.role == "part"), Decimal(0))
    own = {o.figure for o in claim.operands}
    beside = [f for f in _near(total, around, _FAR) if f not in own and _alike(f, total)]
    return _telling(terms - total.base) and any(abs(terms - total.base) == f.base for f in beside)


def _subtotalled(total: Figure, parts: Sequence[Figure]) -> bool:
    """一季度141.30万元、二季度213.46万元、7—8月173.41万元，上半年354.76万元: a part that others before it make."""
    seen: list[Decimal] = []
    for part in parts:
        made = {
            sum(seen[first:last]) for first in range(len(seen)) for last in range(first + 2, len(seen) + 1)
        }
        if part.base not in made:
            seen.append(part.base)
    return len(seen) < len(parts) and sum(seen) == total.base


def _every_other(parts: Sequence[Figure]) -> Decimal:
    """预算执行率10分，得9.9分；产出指标50分，得49分: full marks and scores take turns."""
    return sum((f.base for f in parts[::2]), Decimal(0)) if len(parts) > 2 else Decimal(-1)


def _telling(value: Decimal) -> bool:
    """Two small whole numbers are the same by chance."""
    return abs(value) >= _HUNDRED or value != value.to_integral_value()


def _of_an_earlier_count(claim: Claim, around: Sequence[Figure]) -> bool:
    """问题9个，涉及6个单位，其中涉及金额的8个: of the 9."""
    total, part = (o.figure for o in claim.operands[:2])
    if total.unit.dimension != COUNT or total.place.cell is not None:
        return False
    before = [f for f in _near(total, around, _REACH[0]) if f.place.start < total.place.start]
    return any(_alike(f, part) and f.base >= part.base for f in before if f.place.block == total.place.block)


def _left(delta: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """The difference of two others, or one of three changes of which two make the third."""
    own = {o.figure.id for o in claim.operands}
    reach = _FAR if delta.unit.dimension in (MONEY, POINTS) and delta.decimals else _REACH[0]
    near = [f for f in _near(delta, around, reach) if _like_delta(f, delta)]
    wanted = abs(delta.base)
    if any(abs(a.figure.base - b.figure.base) == wanted for a, b in permutations(claim.operands[1:], 2)):
        return False  # only the direction is wrong
    base = claim.get("prior")
    if base is not None and any(abs(made - base.base) == wanted for _, made in _runs(near)):
        return True  # 上半年1531万元，下半年1496万元，上年3105万元: this year is both halves
    pairs = [(a, b) for a, b in permutations(near, 2) if not own >= {a.id, b.id}]
    return any(wanted in (abs(a.base - b.base), abs(a.base + b.base)) for a, b in pairs)


def _like_delta(figure: Figure, delta: Figure) -> bool:
    if delta.unit.dimension == POINTS:
        return figure.unit.dimension in (PERCENT, POINTS)
    return _alike(figure, delta)
