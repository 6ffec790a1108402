"""One slip is told once, and of the figure that is off.

A wrong figure breaks every relation that it stands in. Where one of them says which value it should have, and another
holds with that value, the other one is no second fault: what it calls wrong is right. A total that most of its shares
do not fit, and that is printed elsewhere as they have it, is what is asked about, and not every one of the shares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from quanheng.checks.judgement import Judgement, undecided
from quanheng.checks.slips import repairs_of
from quanheng.checks.verdict import judge
from quanheng.model.figure import Figure, is_share
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Repair
from quanheng.model.quantity import MONEY, Interval, half_ulp, plain, unit
from quanheng.model.relation import AGREE, OFF, ROUNDING, Claim, Operand

_BUILT = {"difference", "growth", "share", "completion"}
_MANY = 3  # shares that one slip each would take
_TOLD = "所用的数另有一处不符，改正后相符"
_OF_ONE = "与所列合计不符，与另一处的合计相符"
_GIVEN = "同一比率另有算法"

Judged = list[tuple[Claim, Judgement]]


def tell_once(judged: Judged, figures: Iterable[Figure]) -> None:
    """Leave undecided what fails only because of a figure that another failure names, or tells again."""
    if sum(made.verdict == OFF for _, made in judged) == 0:
        return
    _ask_of_the_whole(judged, figures)
    _by_the_printed_base(judged)
    _of_one_part(judged)
    mended = _mended(judged)
    for at, (claim, made) in enumerate(judged):
        if made.verdict != OFF or claim.kind not in _BUILT or made.stated is None:
            continue
        for number, (other, like) in mended.items():
            if number != made.stated.id and other is not made and _holds(claim, number, like):
                judged[at] = (claim, undecided(_TOLD))
                if made.severity == ERROR:  # two relations ask for one value
                    other.severity, other.certainty, other.why = ERROR, PROVED, ""
                break


def _mended(judged: Judged) -> dict[int, tuple[Judgement, Figure]]:
    """The figures that failures call wrong, as they should be; none that two of them want different."""
    found: dict[int, tuple[Judgement, Figure]] = {}
    for _, made in judged:
        if made.verdict != OFF or made.stated is None or made.expected is None or made.kind == "direction":
            continue
        if made.severity in (ERROR, DOUBT):
            found.setdefault(made.stated.id, (made, _as_expected(made, made.stated)))
    return found


def _as_expected(made: Judgement, stated: Figure) -> Figure:
    if made.kind == "unit":
        return replace(stated, unit=unit(made.expected_text.lstrip("-0123456789.,")))
    assert made.expected is not None
    return replace(stated, value=made.expected)


def _holds(claim: Claim, number: int, like: Figure) -> bool:
    """Whether the claim, as read first, comes out with that figure in place of the printed one."""
    if all(o.figure.id != number for o in claim.operands):
        return False
    operands = tuple(replaced(o, like) if o.figure.id == number else o for o in claim.operands)
    return judge(replace(claim, operands=operands, alternatives=())).verdict in (AGREE, ROUNDING)


def replaced(operand: Operand, figure: Figure) -> Operand:
    """The operand with another figure in its role."""
    return operand._replace(figure=figure)


def _by_the_printed_base(judged: Judged) -> None:
    """由2,415人增加到2,640人，增加255人，增长9.32%: the rate is of the two that are printed, whatever the change says."""
    bases = {c.operands[0].figure.id for c, m in judged if c.kind == "growth" and c.get("prior") and _told(m)}
    for at, (claim, made) in enumerate(judged):
        again = claim.kind == "growth" and made.verdict == OFF and not claim.get("prior")
        if again and claim.operands[0].figure.id in bases and made.kind == "growth":
            judged[at] = (claim, undecided(_GIVEN))


def _of_one_part(judged: Judged) -> None:
    """甲2,413.50万元、乙24.00万元，共2,653.50万元，乙占9.04%: one slip in a part mends the sum and the rate, which is right."""
    for at, (claim, made) in enumerate(judged):
        if claim.kind != "sum" or made.verdict != OFF or made.severity not in (ERROR, DOUBT):
            continue
        for part in claim.operands[1:]:
            like, slip = _as_the_sum_wants(claim, part)
            rest = _mended_by(judged, part.figure, like) if like is not None and slip else []
            if like is None or slip is None or not rest:
                continue
            for other in rest:
                judged[other] = (judged[other][0], undecided(_TOLD))
            proved = replace(
                made,
                severity=ERROR,
                certainty=PROVED,
                why="",
                repairs=[slip],
                expected=None,
                expected_text="",
            )
            judged[at] = (claim, proved)
            break


def _as_the_sum_wants(claim: Claim, part: Operand) -> tuple[Figure | None, Repair | None]:
    """A part as its total and the other parts have it, with the slip that made it what is printed."""
    total, *parts = claim.operands
    figure = part.figure
    residual = total.figure.base - sum((o.figure.base * o.sign for o in parts), Decimal(0))
    wanted = figure.base + residual * part.sign
    if wanted <= 0:
        return None, None
    half = half_ulp(figure.decimals).scaleb(figure.unit.power)
    slips = [
        Repair(text, slip) for _, text, slip in repairs_of(figure, Interval(wanted - half, wanted + half))
    ]
    return replace(figure, value=wanted.scaleb(-figure.unit.power)), next(iter(slips), None)


def _mended_by(judged: Judged, figure: Figure, like: Figure) -> list[int]:
    """The failures of changes and rates that hold with another value of a figure."""
    failed = ((n, c) for n, (c, m) in enumerate(judged) if m.verdict == OFF and c.kind in _BUILT)
    return [n for n, c in failed if _holds(c, figure.id, like)]


def _told(made: Judgement) -> bool:
    return made.verdict in (AGREE, OFF)


def _ask_of_the_whole(judged: Judged, figures: Iterable[Figure]) -> None:
    """Shares of a total that is printed otherwise elsewhere, and that is what they are of."""
    of: dict[int, list[int]] = {}
    for at, (claim, _) in enumerate(judged):
        whole = claim.get("whole")
        if claim.kind == "share" and whole is not None and claim.get("rate") and claim.get("part"):
            of.setdefault(whole.id, []).append(at)
    for places in of.values():
        off = [at for at in places if judged[at][1].verdict == OFF]
        whole = judged[places[0]][0].get("whole")
        if whole is None or len(off) < _MANY or 2 * len(off) <= len(places):
            continue
        other = next(filter(_fits_all(whole, [judged[at][0] for at in places]), figures), None)
        if other is not None:
            _ask_once(judged, off, whole, other)


def _fits_all(whole: Figure, claims: Sequence[Claim]) -> Callable[[Figure], bool]:
    """Whether a figure is the whole of all of the shares but the one of a slip of its own."""
    shares = [(c.get("rate"), c.get("part")) for c in claims]

    def fits(figure: Figure) -> bool:
        size = _size(figure, whole)
        if size is None or size == whole.base:
            return False
        good = sum(bool(r and p and is_share(r, p.base, size)) for r, p in shares)
        return good >= max(_MANY, len(shares) - 1)

    return fits


def _size(figure: Figure, like: Figure) -> Decimal | None:
    """A figure in the base unit of another; by its digits alone where a table names no unit."""
    if figure.unit.dimension == like.unit.dimension:
        return figure.base
    return figure.value if not like.unit.name and figure.unit.dimension == MONEY else None


def _ask_once(judged: Judged, off: Sequence[int], whole: Figure, other: Figure) -> None:
    """One question about the total in place of one about each share."""
    claim, made = judged[off[0]]
    value = (_size(other, whole) or whole.base).scaleb(-whole.unit.power)
    asked = replace(
        made, kind="restated", stated=whole, others=[other], severity=DOUBT, certainty=LIKELY, why="", repairs=[],
        expected=value, expected_text=other.text, bounds=None, calculation="", difference=plain(abs(value - whole.value)) + whole.unit.name,
    )  # fmt: skip
    for at in off:
        judged[at] = (judged[at][0], undecided(_OF_ONE))
    judged[off[0]] = (claim, asked)
