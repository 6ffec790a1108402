"""An accusation needs a reason: a slip of the pen that explains it, or operands that another relation binds.

Grammar binds the figures of a sentence to each other, and grammar errs. A wrong binding gives a difference of any
size, which no single slip of the pen makes good; a slip of the pen gives one that it does. What fails and is neither
is asked about where the words are firm, and left undecided where nearness alone bound them. Cells of a table are
bound by row and column and need no such reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from quanheng.checks.judgement import Judgement, undecided
from quanheng.checks.rates import divided
from quanheng.checks.slips import UNIT, slip_between
from quanheng.lexicon.load import partitions
from quanheng.model.figure import Figure
from quanheng.model.finding import DOUBT, ERROR
from quanheng.model.quantity import Interval, part_late, plain, rounds_to
from quanheng.model.relation import AGREE, OFF, ROUNDING, Claim

_READ = {
    "sum", "score_sum", "contribution", "balance", "difference", "growth", "share", "share_of_sum", "completion",
    "average", "product", "restated", "text_table",
}  # fmt: skip
_BINDING = _READ - {"share_of_sum", "average", "restated", "text_table"}
_TELLING = 3  # digits: a slip of a shorter number explains too much
_WHY = "相差较大，一处笔误说明不了，可能是取数口径不同"
_OPEN = "与前后数字的关系没有把握"


def heed_explanations(judged: list[tuple[Claim, Judgement]], figures: Iterable[Figure]) -> None:
    """Ask about failures in prose that nothing explains; leave those undecided that were guesses anyhow."""
    if all(made.verdict != OFF for _, made in judged):
        return
    figures = list(figures)
    bound, order, wanted, named = _bound(judged), _order(figures), _wanted(judged), _named(figures)
    for at, (claim, made) in enumerate(judged):
        if made.verdict != OFF or claim.kind not in _READ or made.severity not in (ERROR, DOUBT):
            continue
        if made.kind not in (claim.kind, "direction") or _declared(claim) or _tabled(claim):
            continue
        if _explained(claim, made) or _holds_together(claim, made, bound) or _in_a_row(claim, order):
            continue
        if any(wanted[want] > 1 or _elsewhere(want, named, claim) for want in _wants(claim, made)):
            continue
        if claim.kind == "share" and _of_another_whole(claim, judged):
            judged[at] = (claim, undecided(_WHY))
        elif made.severity == ERROR:
            made.ask()
            made.why = made.why or _WHY
        elif _guessed(claim):
            judged[at] = (claim, undecided(_OPEN))


def _guessed(claim: Claim) -> bool:
    """Whether nearness alone binds the figures; an item that text and table name is more than near."""
    named = claim.kind == "text_table" and all(o.figure.item for o in claim.operands)
    firm = named or any(claim.notes.get(note) for note in ("exhaustive", "disjoint", "bound"))
    return (not claim.closed or claim.kind == "product") and not firm


def _of_another_whole(claim: Claim, judged: Iterable[tuple[Claim, Judgement]]) -> bool:
    """Whether a share beside it of the same whole asks for the same other whole: the whole was read wrongly."""
    whole = claim.get("whole")
    mine = _whole_of(claim)
    if whole is None or mine is None:
        return False
    others = (c for c, _ in judged if c is not claim and c.kind == "share" and c.get("whole") is whole)
    found = (_whole_of(other) for other in others)
    return any(one is not None and one.meets(mine) and whole.base not in one for one in found)


def _whole_of(claim: Claim) -> Interval | None:
    """What the part and the percentage of a share make the whole."""
    rate, part = claim.get("rate"), claim.get("part")
    if rate is None or part is None or rate.value <= 0:
        return None
    return divided(part.interval(), rate.interval(literal=True))


Want = tuple[Figure, Decimal]


def _wanted(judged: Iterable[tuple[Claim, Judgement]]) -> Counter[Want]:
    """How many relations that fail ask for one and the same value of a figure."""
    return Counter(
        want
        for claim, made in judged
        if made.verdict == OFF and not _tabled(claim)
        for want in _wants(claim, made)
    )


def _wants(claim: Claim, made: Judgement) -> Iterator[Want]:
    """The values in base units that would make a relation hold, each of another of its figures."""
    stated = made.stated
    assert stated is not None
    if claim.kind in ("restated", "text_table"):
        for other in made.others:
            yield stated, other.base
            yield other, stated.base
    if claim.kind in ("sum", "balance", "contribution", "score_sum"):
        total, *parts = claim.operands
        missing = sum((o.figure.base * o.sign for o in parts), Decimal(0)) - total.figure.base
        yield total.figure, total.figure.base + missing
        yield from ((o.figure, o.figure.base - missing * o.sign) for o in parts)


def _named(figures: Iterable[Figure]) -> dict[tuple[str, Decimal], set[int]]:
    """The figures of each name and value."""
    found: dict[tuple[str, Decimal], set[int]] = {}
    for figure in figures:
        name = figure.item or figure.surface
        if name and _digits(figure.text) >= _TELLING:
            found.setdefault((name, figure.base), set()).add(figure.id)
    return found


def _elsewhere(want: Want, named: dict[tuple[str, Decimal], set[int]], claim: Claim) -> bool:
    """Whether the value that would make the relation hold is printed under the same name in another place."""
    figure, value = want
    if claim.kind in ("restated", "text_table"):
        return False
    found = named.get((figure.item or figure.surface, value), set())
    return bool(found - {o.figure.id for o in claim.operands})


def _declared(claim: Claim) -> bool:
    """An identity of the norms finds its figures by item, year and basis."""
    return "identity" in claim.notes or "page" in claim.notes


def _tabled(claim: Claim) -> bool:
    guessed = claim.template == "column-habit" and not claim.closed
    return not guessed and all(o.figure.place.cell is not None for o in claim.operands)


def _explained(claim: Claim, made: Judgement) -> bool:
    """Whether a slip of the pen, or what the judgement says itself (`why`), accounts for the failure."""
    stated = made.stated
    assert stated is not None
    if made.kind == "direction":
        return made.expected is not None and rounds_to(abs(made.expected), abs(stated.value), stated.decimals)
    if made.why:
        return True
    if claim.kind in ("restated", "text_table"):
        nothing = (
            claim.kind == "text_table" and not stated.value
        )  # 其他收入0万元, and the table has an amount
        return nothing or any(_one_slip(stated, other, _fewest(claim, made)) for other in made.others)
    if claim.kind == "product" and made.expected is not None:
        return slip_between(plain(stated.value.normalize()), plain(made.expected.normalize())) is not None
    return any(slip.slip == UNIT or _digits(slip.text) >= _fewest(claim, made) for slip in made.repairs)


def _fewest(claim: Claim, made: Judgement) -> int:
    """The digits that a slip must have to count: to accuse, and where small counts stand beside each other, some."""
    near = claim.kind == "balance" or claim.template == "apiece"
    return _TELLING if made.severity == ERROR or near else 1


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _one_slip(one: Figure, other: Figure, fewest: int) -> bool:
    """One slip between two printings of a value, or the same first digits: an adjustment that reached one of them."""
    a, b = plain(one.base.normalize()), plain(other.base.normalize())
    if min(_digits(a), _digits(b)) < fewest:
        return False
    return part_late(one.base, other.base) or slip_between(a, b) is not None


Bound = dict[int, list[frozenset[int]]]


def _bound(judged: Iterable[tuple[Claim, Judgement]]) -> Bound:
    """The figures of every relation that holds, by each of its figures."""
    found: Bound = {}
    for claim, made in judged:
        if made.verdict not in (AGREE, ROUNDING) or claim.kind not in _BINDING:
            continue
        if max(_digits(o.figure.text) for o in claim.operands) < _TELLING:
            continue
        together = frozenset(o.figure.id for o in claim.operands)
        for figure in together:
            found.setdefault(figure, []).append(together)
    return found


def _holds_together(claim: Claim, made: Judgement, bound: Bound) -> bool:
    """Whether another relation that holds has the same figures, but for the one that is wrong here."""
    assert made.stated is not None
    rest = {o.figure.id for o in claim.operands} - {made.stated.id}
    return len(rest) > 1 and any(rest <= together for together in bound.get(min(rest), ()))


def _order(figures: Iterable[Figure]) -> dict[int, tuple[object, int]]:
    """The passage of each figure and its number there."""
    found: dict[int, tuple[object, int]] = {}
    count: Counter[object] = Counter()
    for figure in sorted(figures, key=lambda f: (f.place.document, f.place.block, f.place.start)):
        if figure.kind not in ("ordinal", "identifier", "rank"):
            passage = (figure.place.document, figure.place.block, figure.place.cell)
            found[figure.id] = (passage, count[passage])
            count[passage] += 1
    return found


def _in_a_row(claim: Claim, order: dict[int, tuple[object, int]]) -> bool:
    """41万元，较上年减少19万元，下降43.78%: level, change and rate stand side by side, or a whole and all its parts."""
    items = [o.figure.item for o in claim.operands]
    divided = any(p.whole == items[0] and p.parts <= set(items[1:]) for p in partitions())
    if claim.kind not in ("growth", "difference", "completion") and not (claim.kind == "sum" and divided):
        return False
    places = [order.get(o.figure.id) for o in claim.operands]
    if None in places or len({place[0] for place in places if place}) > 1:
        return False
    numbers = sorted(place[1] for place in places if place)
    return numbers[-1] - numbers[0] == len(numbers) - 1
