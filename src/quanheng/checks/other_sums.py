"""Totals, balances and differences that others beside them give to the last digit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, permutations

from quanheng.checks.beside import FAR, PAIRS, REACH, are_alike, is_telling, nearest_to, runs_of, same_item
from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, PERCENT, POINTS, SCORE, plain
from quanheng.model.relation import Claim


def added_otherwise(total: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """The parts are of another whole, or one of them was not read, or is the whole itself."""
    parts = [o.figure for o in claim.operands if o.role == "part"]
    held = [f for f in parts if f.base]
    if is_telling(total.base) and total.base in list(accumulate(f.base for f in held))[1:-1]:
        return True  # the list ends earlier
    if len(parts) == 1:  # 支出总计3139万元……支出大于收入17万元，使用了年初结转
        gap = abs(parts[0].base - total.base)
        beside = [f for f in nearest_to(total, around, FAR) if f not in parts and are_alike(f, total)]
        return is_telling(gap) and any(f.base == gap for f in beside)
    if len(parts) < 2 or parts[0].place.cell != total.place.cell:
        return False
    added = sum((f.base for f in parts), Decimal(0))
    within = any(made == total.base and len(run) < len(held) for run, made in runs_of(held))
    if is_telling(total.base) and (within or _subtotalled(total, held)):
        return True
    if is_telling(added) and any(f.base and (f.base == total.base or 2 * f.base == added) for f in parts):
        return True
    # 支出42.89万元……支出42.86万元，其中：……: the whole itself in another place is no other whole
    near = [
        f
        for f in nearest_to(total, around, FAR)
        if f not in parts and are_alike(f, total) and not same_item(f, total)
    ]
    # 48万元 for 84万元, which stands in the sentence before, is a slip of the pen.
    swapped = sorted(plain(added)) == sorted(plain(total.base))
    if is_telling(added) and not swapped and any(f.base in (added, total.base - added) for f in near):
        return True
    turns = total.unit.dimension == SCORE or (is_telling(total.base) and len(parts) > PAIRS)
    if turns and total.base in (_every_other(parts), _every_other(parts[1:])):
        return True
    rows = [run for run, made in runs_of(near) if made == total.base and len(run) == len(parts)]
    whole = [f for f in nearest_to(total, around, FAR) if f.base and are_alike(f, total)]
    return any(rows) or any(_one_more(run, parts) for run, made in runs_of(whole) if made == total.base)


def _one_more(run: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """处罚6家、罚款23万元，暂停3家，约谈38家，合计47家: the list begins one figure earlier, or ends one later."""
    return len(run) == len(parts) + 1 and all(part in run for part in parts)


def lacks_one(total: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """新收3,546件（旧存116件另计），审结3,419件，未结243件: one figure beside closes what the terms leave open."""
    terms = sum((o.sign * o.figure.base for o in claim.operands if o.role == "part"), Decimal(0))
    own = {o.figure for o in claim.operands}
    beside = [f for f in nearest_to(total, around, FAR) if f not in own and are_alike(f, total)]
    return is_telling(terms - total.base) and any(abs(terms - total.base) == f.base for f in beside)


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


def left_otherwise(delta: Figure, claim: Claim, around: Sequence[Figure]) -> bool:
    """The difference of two others, or one of three changes of which two make the third."""
    own = {o.figure.id for o in claim.operands}
    reach = FAR if delta.unit.dimension in (MONEY, POINTS) and delta.decimals else REACH[0]
    near = [f for f in nearest_to(delta, around, reach) if _like_delta(f, delta)]
    wanted = abs(delta.base)
    if any(abs(a.figure.base - b.figure.base) == wanted for a, b in permutations(claim.operands[1:], 2)):
        return False  # only the direction is wrong
    base = claim.get("prior")
    if base is not None and any(abs(made - base.base) == wanted for _, made in runs_of(near)):
        return True  # 上半年1531万元，下半年1496万元，上年3105万元: this year is both halves
    pairs = [(a, b) for a, b in permutations(near, 2) if not own >= {a.id, b.id}]
    return any(wanted in (abs(a.base - b.base), abs(a.base + b.base)) for a, b in pairs)


def _like_delta(figure: Figure, delta: Figure) -> bool:
    if delta.unit.dimension == POINTS:
        return figure.unit.dimension in (PERCENT, POINTS)
    return are_alike(figure, delta)
