"""Operators M1-M20: one human slip each, with what a checker should say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from tests.generator.digits import SLIPS, grouped_like
from tests.generator.edits import edited, renumbered
from tests.generator.habit import COUNT, MONEY, PERCENT, SCORE, half_up
from tests.generator.oracle import holds
from tests.generator.report import Bond, Printed, Report, Spot


@dataclass(frozen=True, slots=True)
class Mutant:
    """A report with one slip.

    `spots` are the changed places in the mutated report, `before` and `after` the text there.
    `covered`: the changed figure takes part in an asserted relation. `ceiling`: some relation is
    contradicted beyond its rounding, so that a perfect checker must see it (None: not known).
    `expects` are the kinds of the contradicted relations, `repair` the right text.
    """

    operator: str
    report: Report
    spots: tuple[Spot, ...]
    before: str
    after: str
    covered: bool
    ceiling: bool | None
    expects: tuple[str, ...]
    repair: str


Operator = Callable[[Report, Random], Mutant | None]
_FLIPS = {
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "下降": "增长",
    "降低": "增长",
    "增幅": "降幅",
    "降幅": "增幅",
}
_ORDERS = {
    "大于": "小于",
    "小于": "大于",
    "高于": "低于",
    "低于": "高于",
    "多于": "少于",
    "少于": "多于",
    "等于": "大于",
}
_SIGNS = {"大": ">", "高": ">", "多": ">", "小": "<", "低": "<", "少": "<", "等": "="}
_OTHER_UNIT = {"万元": "元", "元": "万元"}


def mutate(report: Report, operator: str, rng: Random) -> Mutant | None:
    """Apply one operator at a random place; None where the report offers none. KeyError if unknown."""
    for _ in range(8):
        found = OPERATORS[operator](report, rng)
        if found is not None and found.before != found.after:
            return found
    return None


def verdict(report: Report, bonds: Iterable[Bond]) -> tuple[bool, tuple[str, ...]]:
    """Whether printed digits contradict the relations, and the kinds of those contradicted."""
    off = [bond.kind for bond in bonds if not holds(bond, report.figures)]
    return bool(off), tuple(sorted(set(off)))


def _of_figures(operator: str, before: Report, after: Report, indices: Sequence[int]) -> Mutant:
    bonds = {id(bond): bond for index in indices for bond in after.bonds_of(index)}.values()
    ceiling, expects = verdict(after, bonds)
    old, new = (" ".join(r.figures[i].text + r.figures[i].unit for i in indices) for r in (before, after))
    spots = tuple(after.figures[i].spot for i in indices)
    return Mutant(
        operator, after, spots, old, new, bool(bonds), ceiling, expects, before.figures[indices[0]].text
    )


def _choose(report: Report, rng: Random, test: Callable[[Printed], bool]) -> int | None:
    found = [i for i, figure in enumerate(report.figures) if test(figure)]
    return rng.choice(found) if found else None


def _slip(operator: str) -> Operator:
    dims = (MONEY, PERCENT) if operator == "M3" else (MONEY, PERCENT, SCORE, COUNT)

    def apply(report: Report, rng: Random) -> Mutant | None:
        index = _choose(report, rng, lambda f: f.dim in dims and f.text != "0")
        text = SLIPS[operator](report.figures[index].text, rng) if index is not None else None
        if index is None or text is None or text == report.figures[index].text:
            return None
        return _of_figures(operator, report, renumbered(report, [(index, text)]), [index])

    return apply


def _unit(report: Report, rng: Random) -> Mutant | None:
    """M6: 万元 for 元 or the reverse."""
    index = _choose(report, rng, lambda f: f.dim == MONEY and f.unit_shown and f.text != "0")
    if index is None:
        return None
    figure = report.figures[index]
    at = report.text_at(figure.spot).index(figure.unit, figure.spot.end)
    unit = _OTHER_UNIT[figure.unit]
    after = edited(report, [(replace(figure.spot, start=at, end=at + len(figure.unit)), unit)])
    after.figures[index] = replace(after.figures[index], unit=unit)
    return _of_figures("M6", report, after, [index])


def _child(report: Report, rng: Random) -> Mutant | None:
    """M7: a member of a list is dropped or written twice."""
    clauses = [c for c in report.clauses if report.figures[c.figures[0]].text != "0"]
    if not clauses:
        return None
    clause = rng.choice(clauses)
    spot, text = clause.spot, report.text_at(clause.spot)[clause.spot.start : clause.spot.end]
    body = text.rstrip("。；，、;,")
    twice = rng.random() < 0.4
    if not twice and text.endswith("。"):
        if clause == next(c for c in report.clauses if c.listing == clause.listing):
            return None
        spot = replace(spot, start=spot.start - 1)  # the mark before the last member goes with it
    new = f"{body}；{text}" if twice else "。" if text.endswith("。") else ""
    after = edited(report, [(spot, new)])
    child = clause.figures[0]
    bonds = [
        _without(bond, child, twice) for bond in report.bonds if bond.kind == "sum" and child in bond.operands
    ]
    ceiling, expects = verdict(report, bonds)
    spot = replace(spot, end=spot.start + max(len(new), 1))
    return Mutant("M7", after, (spot,), text, new, bool(bonds), ceiling, expects, text)


def _without(bond: Bond, child: int, twice: bool) -> Bond:
    signs = bond.signs or (1,) * len(bond.operands)
    pairs = [
        (o, s) for o, s in zip(bond.operands, signs, strict=True) for _ in range(_times(o == child, twice))
    ]
    return replace(bond, operands=tuple(o for o, _ in pairs), signs=tuple(s for _, s in pairs))


def _times(affected: bool, twice: bool) -> int:
    return 1 if not affected else 2 if twice else 0


def _swap(report: Report, rng: Random) -> Mutant | None:
    """M8: two members of a list exchange their amounts."""
    lists: dict[int, list[int]] = {}
    for clause in report.clauses:
        lists.setdefault(clause.listing, []).append(clause.figures[0])
    pools = [pool for pool in lists.values() if len({report.figures[i].text for i in pool}) > 1]
    if not pools:
        return None
    one, two = rng.sample(rng.choice(pools), 2)
    texts = report.figures[one].text, report.figures[two].text
    return _of_figures("M8", report, renumbered(report, [(one, texts[1]), (two, texts[0])]), [one, two])


def _word_before(report: Report, index: int, words: Iterable[str], reach: int = 6) -> Spot | None:
    figure = report.figures[index]
    if figure.spot.cell is not None:
        return None
    start = max(0, figure.spot.start - reach)
    window = report.text_at(figure.spot)[start : figure.spot.start]
    found = [(window.rfind(word), word) for word in words if word in window]
    if not found:
        return None
    at, word = max(found)
    return Spot(figure.spot.block, start + at, start + at + len(word))


def _sign(report: Report, rng: Random) -> Mutant | None:
    """M9: one word of rise or fall turned round."""
    index = _choose(report, rng, lambda f: f.item.startswith(("change.", "growth.")) and f.text != "0")
    spot = _word_before(report, index, _FLIPS) if index is not None else None
    if index is None or spot is None:
        return None
    word = report.text_at(spot)[spot.start : spot.end]
    after = edited(report, [(spot, _FLIPS[word])])
    after.figures[index] = replace(after.figures[index], sign=-after.figures[index].sign)
    found = _of_figures("M9", report, after, [index])
    return replace(found, spots=(spot, *found.spots), before=word, after=_FLIPS[word], repair=word)


def _order(report: Report, rng: Random) -> Mutant | None:
    """M10: one word of order turned round."""
    bonds = [bond for bond in report.bonds if bond.kind == "order"]
    if not bonds:
        return None
    bond = rng.choice(bonds)
    figure = report.figures[bond.result]
    match = re.compile("|".join(_ORDERS)).search(report.text_at(figure.spot), figure.spot.end)
    if match is None:
        return None
    spot = Spot(figure.spot.block, match.start(), match.end())
    new = _ORDERS[match[0]]
    ceiling, expects = verdict(report, [replace(bond, word=_SIGNS[new[0]])])
    return Mutant(
        "M10", edited(report, [(spot, new)]), (spot,), match[0], new, True, ceiling, expects, match[0]
    )


def _role(report: Report, rng: Random) -> Mutant | None:
    """M11: 预算 and 决算 exchanged before two amounts of one sentence."""
    pairs = [(b.result, b.operands[0]) for b in report.bonds if b.kind == "order"]
    rng.shuffle(pairs)
    for final, budget in pairs:
        spots = [_word_before(report, i, ("预算", "决算"), 8) for i in (final, budget)]
        if None in spots or report.figures[final].text == report.figures[budget].text:
            continue
        one, two = (spot for spot in spots if spot is not None)
        words = [report.text_at(s)[s.start : s.end] for s in (one, two)]
        if words != ["决算", "预算"]:
            continue
        after = edited(report, [(one, "预算"), (two, "决算")])
        texts = [(final, report.figures[budget].text), (budget, report.figures[final].text)]
        judged = _of_figures("M11", report, renumbered(report, texts), [final, budget])
        return replace(
            judged, report=after, spots=(one, two), before="预算/决算", after="决算/预算", repair="预算"
        )
    return None


def _year(report: Report, rng: Random) -> Mutant | None:
    """M12: last year's number in one paragraph with amounts."""
    blocks = {f.spot.block for f in report.figures if f.spot.cell is None and f.year == report.year}
    spots = [
        Spot(block, match.start(), match.start() + 4)
        for block in sorted(blocks)
        for match in re.finditer(rf"{report.year}(?=年)", report.pieces[block].text)
    ]
    if not spots:
        return None
    spot = rng.choice(spots)
    old, new = str(report.year), str(report.year - 1)
    return Mutant("M12", edited(report, [(spot, new)]), (spot,), old, new, True, None, ("year",), old)


def _wrong_base(report: Report, rng: Random) -> Mutant | None:
    """M15: a percentage worked out on the wrong base."""
    bonds = [
        b
        for b in report.bonds
        if b.kind in ("growth", "share", "step") and report.figures[b.result].text != "0"
    ]
    if not bonds:
        return None
    bond = rng.choice(bonds)
    figure = report.figures[bond.result]
    first, second = (report.figures[i].exact for i in bond.operands)
    if not first or not second:
        return None
    wrong = _misbased(bond.kind, first, second) * 100
    text = grouped_like(half_up(wrong, figure.places), figure.text)
    if text == figure.text or abs(wrong) > 100000:
        return None
    return _of_figures("M15", report, renumbered(report, [(bond.result, text)]), [bond.result])


def _misbased(kind: str, first: Fraction, second: Fraction) -> Fraction:
    if kind == "growth":
        return abs(first - second) / first
    return second / first


def _truncate(report: Report, rng: Random) -> Mutant | None:
    """M16: cut off instead of rounded."""
    scale = {f: 10000 if f.unit == "万元" else 1 for f in report.figures}
    cut = {
        i: half_up(f.exact / scale[f] - Fraction(1, 2 * 10**f.places), f.places)
        for i, f in enumerate(report.figures)
        if f.dim in (MONEY, PERCENT) and f.places and f.exact / scale[f] > Fraction(1, 10)
    }
    found = [
        i
        for i, text in cut.items()
        if text != report.figures[i].text and len(text) == len(report.figures[i].text)
    ]
    if not found:
        return None
    index = rng.choice(found)
    return _of_figures("M16", report, renumbered(report, [(index, cut[index])]), [index])


def _total_kept(report: Report, rng: Random) -> Mutant | None:
    """M17: a member changed wherever it is printed, the total forgotten."""
    sums = [b for b in report.bonds if b.kind == "sum" and len(b.operands) > 1]
    bond = rng.choice(sums) if sums else None
    child = rng.choice(bond.operands) if bond else None
    if child is None or report.figures[child].dim != MONEY or report.figures[child].text == "0":
        return None
    twins = {child}
    for other in report.bonds:
        if other.kind == "equal" and twins & {other.result, *other.operands}:
            twins |= {other.result, *other.operands}
    figure = report.figures[child]
    scale = 10000 if figure.unit == "万元" else 1
    factor = rng.choice((Fraction(11, 10), Fraction(6, 5), Fraction(9, 10)))
    new = half_up(figure.exact * factor / scale, figure.places)
    new = grouped_like(new, figure.text)
    ordered = [child, *sorted(twins - {child})]
    return _of_figures("M17", report, renumbered(report, [(i, new) for i in ordered]), ordered)


def _grade(report: Report, rng: Random) -> Mutant | None:
    """M18: the grade word is another one."""
    bonds = [bond for bond in report.bonds if bond.kind == "grade"]
    if not bonds:
        return None
    bond = bonds[0]
    figure = report.figures[bond.result]
    match = re.compile(r"(?:等级|结果)为\W?(优|良|中|差)").search(
        report.text_at(figure.spot), figure.spot.end
    )
    if match is None:
        return None
    new = rng.choice([word for word in "优良中差" if word != match[1]])
    spot = Spot(figure.spot.block, match.start(1), match.end(1))
    ceiling, expects = verdict(report, [replace(bond, word=new)])
    return Mutant(
        "M18", edited(report, [(spot, new)]), (spot,), match[1], new, True, ceiling, expects, match[1]
    )


def _shift_cells(report: Report, rng: Random) -> Mutant | None:
    """M19: the figures of a table row slip one column along."""
    rows: dict[tuple[int, int], list[int]] = {}
    for index, figure in enumerate(report.figures):
        if figure.spot.cell is not None and figure.dim == MONEY:
            rows.setdefault((figure.spot.block, figure.spot.cell[0]), []).append(index)
    pools = [pool for pool in rows.values() if len({report.figures[i].text for i in pool}) > 1]
    if not pools:
        return None
    pool = rng.choice(pools)
    texts = [report.figures[i].text for i in pool]
    turned = texts[-1:] + texts[:-1]
    return _of_figures("M19", report, renumbered(report, list(zip(pool, turned, strict=True))), pool)


OPERATORS: dict[str, Operator] = {
    **{name: _slip(name) for name in SLIPS},
    "M6": _unit,
    "M7": _child,
    "M8": _swap,
    "M9": _sign,
    "M10": _order,
    "M11": _role,
    "M12": _year,
    "M15": _wrong_base,
    "M16": _truncate,
    "M17": _total_kept,
    "M18": _grade,
    "M19": _shift_cells,
}
