"""Verdicts that compare figures with each other, with words, names and grades."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from quanheng.checks.judgement import Judgement, agree, apart, in_unit, off, printed, rounding, undecided
from quanheng.checks.sheets import called
from quanheng.checks.slips import DIGIT, DOUBLED, LOST, POINT, SWAP, UNIT, repairs_of, slip_between
from quanheng.facts.printed_grades import rank_of
from quanheng.model.figure import APPROX, AT_LEAST, AT_MOST, EXACT, RANGE, Figure
from quanheng.model.finding import Repair
from quanheng.model.quantity import COUNT, MONEY, Interval, plain, unit
from quanheng.model.relation import Claim, Operand
from quanheng.norms.load import norm

_CONFIRMING = ("echo", "same-amount", "total-seen")  # found by their digits: they accuse nothing
_MANY_BANDS = 3  # a document that prints as many has bands of its own
_LONG = 4  # as many digits are not alike by chance


def _span(figure: Figure) -> Interval | None:
    """The values that a hedged figure allows, None when it only bounds one side."""
    if figure.hedge == EXACT:
        return figure.interval(literal=True)
    if figure.hedge == RANGE and figure.upper is not None:
        return Interval(figure.base, figure.upper.scaleb(figure.unit.power))
    return None


def judge_restated(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """Two statements of one fact."""
    stated, first = (o.figure for o in operands)
    bounds = (stated.hedge, first.hedge) if "as_printed" not in claim.notes else ()
    if any(hedge in (APPROX, AT_LEAST, AT_MOST) for hedge in bounds):
        if claim.template == "converted" and _tens_apart(stated, first):
            made = off(claim.kind, stated, in_unit(first.base, stated), f"{stated.text}，另一处{first.text}")
            made.others = [first]
            return made
        return agree() if stated.base == first.base else undecided("有约数，不作判断")
    words = f"{stated.text}，另一处{first.text}"
    same = stated.base == first.base
    if same and stated.hedge == first.hedge == EXACT:
        return agree(words)
    a, b = (_span(f) if bounds else f.interval(literal=True) for f in (stated, first))
    if a is None or b is None:
        return undecided("有约数，不作判断")
    if same:
        return agree(words)
    copied = (
        not bounds and stated.decimals == first.decimals
    )  # 87% for 88%: a number of a row is not rounded anew
    if not copied and (stated.interval().meets(first.interval()) or a.meets(b)):
        return rounding(words)
    if claim.template in _CONFIRMING:
        return undecided("只是数字相近")
    if not claim.closed and not (stated.legible and first.legible):
        return undecided("表格识别不清")
    made = off(claim.kind, stated, in_unit(first.base, stated), words)
    made.others = [first]
    if _unit_slip(made, stated, first):
        if claim.notes.get("asks"):
            made.ask()
        return made
    if not claim.closed:
        made.certainty, made.severity = "suspect", "doubt"
    made.repairs = [
        Repair(t, s) for f, g in ((stated, first), (first, stated)) for _, t, s in repairs_of(f, g.interval())
    ]
    made.difference = made.difference and apart(
        printed(in_unit(abs(stated.base - first.base), stated), stated)
    )
    return made


def _tens_apart(stated: Figure, first: Figure) -> bool:
    """611万元 and 6110万元: what 约 leaves open is the last digits, not a factor of ten."""
    if not stated.base or not first.base:
        return False
    shifts = (shift for shift in range(-3, 4) if shift)
    return any(stated.interval().meets(_scaled(first, shift)) for shift in shifts)


def _scaled(figure: Figure, shift: int) -> Interval:
    span = figure.interval()
    return Interval(span.low.scaleb(shift), span.high.scaleb(shift))


def _unit_slip(made: Judgement, stated: Figure, first: Figure) -> bool:
    """元 for 万元: the figure with the smaller unit is the one reported."""
    for wrong, right in ((stated, first), (first, stated)):
        slips = [
            r
            for r in repairs_of(wrong, right.interval())
            if r[2] == UNIT and unit(r[1].lstrip("-0123456789.")).power > wrong.unit.power
        ]
        if slips:
            made.kind, made.stated, made.others = "unit", wrong, [right]
            made.expected, made.expected_text = slips[0][0], slips[0][1]
            made.repairs, made.difference = [Repair(slips[0][1], UNIT)], ""
            return True
    return False


def judge_order(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """A comparing word against two figures; further ones are shown with them.

    That they do not agree is all that is known: the word may be wrong or a figure.
    """
    left, right, *beside = (o.figure for o in operands)
    assert claim.said is not None
    if left.hedge != EXACT or right.hedge != EXACT:
        return undecided("有约数，不作判断")
    change = left.base - right.base
    words = f"{left.text}{'＞' if change > 0 else '＜' if change < 0 else '＝'}{right.text}"
    wanted = claim.said.value
    if wanted == "same":
        return _judge_same(claim, left, right, words)
    if wanted == "within" and change <= 0:
        return agree(words)
    if (change > 0) == (wanted == "up") and change:
        return agree(words)
    if left.interval().meets(right.interval()) and change:
        return undecided("两数之差在四舍五入之内")
    made = off("order", left, None, words)
    made.others = [right, *beside]
    if claim.notes.get("asks"):
        made.ask()
    return made


def judge_opposed(_claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """A rate of change whose word says the opposite of the word of the amount."""
    rate, delta = (o.figure for o in operands)
    made = off("direction", rate, rate.value, f"前面写{'增加' if delta.polarity > 0 else '减少'}{delta.text}")
    made.expected_text = ("增长" if delta.polarity > 0 else "下降") + rate.text
    made.others = [delta]
    made.ask()
    return made


def _judge_same(claim: Claim, left: Figure, right: Figure, words: str) -> Judgement:
    """持平 is equality; 基本持平 allows what the norm says."""
    if left.base == right.base:
        return agree(words)
    if left.interval().meets(right.interval()):
        return rounding(words)
    allowed = norm("nearly-level").number
    near = right.base and abs(left.base - right.base) * 100 <= allowed * abs(right.base)
    if near:
        return agree(words) if claim.word == "基本持平" else rounding(words, "相差很小")
    made = off("order", left, None, words)
    made.others = [right]
    made.ask()
    return made


def judge_role(_claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """A budget that other words of the document prove to be the final figure."""
    stated, final = (o.figure for o in operands)
    made = off("role", stated, stated.value, f"{final.text}在别处写作决算数")
    made.others, made.expected_text = [final], f"支出决算为{stated.text}"
    made.difference = ""
    return made


def judge_count(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """A count against the names listed beside it."""
    figure = operands[0].figure
    assert claim.said is not None
    counted = Decimal(claim.said.value)
    words = f"所列{claim.said.text}，共{counted}{figure.unit.name}"
    if counted == figure.value:
        return agree(words)
    made = off("count_list", figure, counted, words)
    made.certainty, made.severity = ("likely", "doubt") if claim.closed else ("suspect", "doubt")
    return made if claim.closed or abs(counted - figure.value) <= 1 else undecided("所列名称可能不全")


def grade_for(score: Decimal, jurisdiction: str | None = None, on: date | None = None) -> tuple[str, str]:
    """The grade of a score and the bands as words, by the norm in force, which the document need not print."""
    found = norm("grade-bands", jurisdiction or "cn", on)
    ordered = sorted(((floor, name) for name, floor in found.numbers.items()), reverse=True)
    words = "，".join(f"{plain(floor)}分以上为{name}" for floor, name in ordered if floor)
    told = f"按{called(found)}的一般划分，{words}，以下为{ordered[-1][1]}"
    return next((name for floor, name in ordered if score >= floor), ordered[-1][1]), told


def judge_grade(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """The grade word against the score."""
    score = operands[0].figure
    assert claim.said is not None
    bands = claim.notes.get("bands") or ()
    known = rank_of(claim.said.text) is not None if bands else claim.said.value in "优良中差"
    if score.hedge != EXACT or not known or score.value > 100:
        return undecided("等级名称不在四档之内" if score.value <= 100 else "总分超过100分")
    earned, words = _by_bands(score.value, bands) if bands else grade_for(score.value)
    if not earned and len(bands) < _MANY_BANDS and _as_the_norm(bands):
        earned, words = grade_for(score.value)
    if not earned:
        return undecided("所列标准没有这个分数的等级")
    if rank_of(earned) == rank_of(claim.said.text):
        return agree(words)
    made = off("grade", score, None, words)
    made.expected_text, made.others = earned, []
    if not claim.closed or (bands and grade_for(score.value)[0] == claim.said.value):
        made.ask()  # by the norm it is right: the bands may be those of something else
    return made


def _by_bands(score: Decimal, bands: Sequence[tuple[Decimal, str]]) -> tuple[str, str]:
    """The same by the bands that the document prints, the best first; "" for a score below the last of them."""
    earned = next((grade for floor, grade in bands if score >= floor), "")
    words = "，".join(f"{plain(floor)}分以上为{grade}" for floor, grade in bands if floor)
    return earned, f"所列标准{words}"


def _as_the_norm(bands: Sequence[tuple[Decimal, str]]) -> bool:
    """True where the bands that a document prints, if not all, are those of the norm."""
    return all(grade_for(floor)[0][0] == grade[0] != grade_for(floor - 1)[0][0] for floor, grade in bands)


def judge_score_cap(_claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """Scores of a group stay within its points."""
    total, scores = operands[0].figure, [o.figure for o in operands[1:]]
    added = sum((f.value for f in scores), Decimal(0))
    words = "+".join(plain(f.value) for f in scores) + f"={plain(added)}分，分值{total.text}"
    if added <= total.value:
        return agree(words)
    made = off("at_most", scores[0], None, words)
    made.others, made.expected_text = [total, *scores[1:]], f"不大于{total.text}"
    return made


def judge_at_most(claim: Claim, operands: tuple[Operand, ...]) -> Judgement:
    """total >= every part; on a control line (actual within budget) a breach only asks."""
    total = operands[0].figure
    for operand in operands[1:]:
        part = operand.figure
        if part.hedge != EXACT or total.hedge != EXACT:
            return undecided("有约数，不作判断")
        if (
            part.value == total.value
            and part.unit.power != total.unit.power
            and part.value
            and part.unit.dimension == MONEY
        ):
            return _same_digits(part, total)
        slip = (
            slip_between(_bare(part), _bare(total)) if claim.kind == "subset" and len(operands) == 2 else None
        )
        if (
            slip in (DIGIT, SWAP, POINT, DOUBLED, LOST)
            and sum(c.isdigit() for c in part.text) >= _LONG
            and part.unit.dimension == MONEY
            and _one_account(part, total)
        ):
            made = off("like_whole", part, total.value, f"{part.text}与{total.text}")
            made.others = [total]
            made.ask()
            made.repairs = [Repair(total.text, str(slip)), Repair(part.text, str(slip))]
            return made
        if part.base - part.half() > total.base + total.half():
            made = off(claim.kind, part, in_unit(total.base, part), f"{part.text}＞{total.text}")
            made.others, made.expected_text = [total], f"不大于{total.text}"
            hard = claim.closed and part.unit.dimension in (MONEY, COUNT) and claim.kind != "control"
            made.certainty, made.severity = ("proved", "error") if hard else ("likely", "doubt")
            return made
    return agree("，".join(f"{o.figure.text}≤{total.text}" for o in operands[1:]))


def _one_account(part: Figure, total: Figure) -> bool:
    """收入 of which 财政拨款, 支出 of which 基本支出: the part may well be the whole."""
    side = part.item.partition(".")[0]
    return side in ("income", "expenditure") and side == total.item.partition(".")[0]


def _bare(figure: Figure) -> str:
    return "".join(c for c in figure.text if c.isdigit() or c == ".")


def _same_digits(part: Figure, total: Figure) -> Judgement:
    """252.5万元，其中基本支出252.5元: one of the two units is wrong, the smaller in all likelihood."""
    small, large = (part, total) if part.unit.power < total.unit.power else (total, part)
    made = off(
        "unit",
        small,
        small.value.scaleb(small.unit.power - large.unit.power),
        f"{part.text}与{total.text}数字相同",
    )
    made.expected = small.value
    made.others, made.expected_text = [large], plain(small.value) + large.unit.name
    made.repairs, made.difference = [Repair(made.expected_text, UNIT)], ""
    return made
