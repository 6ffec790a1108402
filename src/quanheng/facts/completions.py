"""Completion: 完成年初预算的p%, 完成年度目标19561亩的p%, 资产使用率."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from quanheng.facts.change_readings import UNREAD
from quanheng.facts.completion_readings import Reading, done, nearest, of_the_year
from quanheng.facts.index import Index
from quanheng.facts.leads import BASE, COMPLETION, LEVEL, OF, RATE, basis_of
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.model.figure import is_share
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_APART = re.compile(
    r"(?:少|差|未|缺|超额|多)[^，。；、]{0,6}$"
)  # 少服务74人，完成率96.0%: of the rest, or beyond it
_UNDONE = re.compile(r"未|没有")
_FORMULA = re.compile(r"（[^）]*÷")
_TELLING = 3  # digits of a rate that chance does not meet
_NEAR = 6
_BEYOND = re.compile(r"超额|超出|超过|多完成")
_NOUN_OF = re.compile(r"[\u4e00-\u9fff]{1,4}的")
_ALL = ("funds.total", "income.all")  # 全年预算100万元，支出90万元: what there was to spend
_PLANNED = ("initial", "adjusted", "target")
_ADDED = re.compile(
    r"(?:追加|追减|调[增减]|增加|[比较][^，。；、\d]{0,12}(?:多|少|增|减|超|高|低)[\u4e00-\u9fff]{0,3})[^，。；、]{0,8}$"
)  # 比计划多363卷: no plan, but what was done beyond it
_OF_MONEY = re.compile(r"(?:执行|支出|支付)率$")  # 6个项目总执行率65.19%: of their money
_WAS_DONE = re.compile(r"完成(?:了|数)?(?:为|达)?$")
_FULL_YEAR = re.compile(r"全年|调整")


_SIGNS = "-－—+＋×*÷/=＝"


def _is_term(mention: Mention) -> bool:
    """In a formula: 当年预算（3,600－364＝3,236）执行率94.40%."""
    before = mention.paragraph.text[max(0, mention.start - 1) : mention.start]
    return bool(before) and before in _SIGNS


def _spent(rate: Mention, before: list[Mention]) -> Mention | None:
    """决算5.22万元，全年预算7.00万元，完成74.57%: what was spent stands before the budget."""
    if len(before) < 2 or rate.target is not before[-1] or rate.lead.phrase:
        return None
    spent, budget = (m.figure for m in before[-2:])
    planned = spent.basis == "final" and budget.basis in _PLANNED and spent.unit is budget.unit
    return before[-2] if planned and spent.item == budget.item and before[-2].attr == LEVEL else None


def completion_claims(mentions: list[Mention], index: Index) -> Iterator[Claim]:
    """完成年初预算的p%: actual over the budget of the same item in the paragraph, else in the document."""
    for at, mention in enumerate(mentions):
        rate = mention.attr == RATE and mention.lead.name.endswith(("完成率", "执行率"))
        if not (mention.attr == COMPLETION or rate) or mention.target is None or mention.dimension != PERCENT:
            continue
        if _FORMULA.match(mention.paragraph.text, mention.end):
            continue  # the formula is printed behind it
        if _is_term(mention.target):
            continue
        actual = _spent(mention, mentions[:at]) or mention.target
        wanted = basis_of(mention.lead.phrase or "") or ("target" if actual.dimension == COUNT else "initial")
        found = [b for b in _budgets(actual, wanted, mentions[:at], index) if not _is_term(b)]
        named = _named_budgets(mention, found)
        if named:
            operands = (Operand("rate", mention.figure), Operand("part", actual.figure), *named)
            yield Claim("completion_base", "completion-named", operands, mention.figure.place)
            continue
        if not found and actual.figure.basis == wanted and actual.parents:
            found = [p for p in actual.parents if p.figure.basis == wanted and not _done_whole(p, actual)]
        found = of_the_year(mention, found)
        readings: list[Reading] = [quotient(mention, actual, b) for b in found if b is not actual]
        readings = nearest(mention, readings, actual)
        if readings:
            first, second = (o.figure for o in readings[0][1:])
            others = tuple(
                r
                for r in other_readings(mention, mentions[:at])
                if (r[1].figure, r[2].figure) != (second, first)
            )
            yield Claim(
                "completion",
                "completion",
                readings[0],
                mention.figure.place,
                alternatives=tuple(readings[1:4]) + others,
            )
        elif (
            actual.sentence == mention.sentence
            and not (actual.dimension == COUNT and _OF_MONEY.search(mention.lead.name))
            and not _APART.search(actual.gap)
            and not _UNDONE.search(actual.after[:8])
            and not (actual.dimension == COUNT and UNREAD.search(mention.gap))
        ):
            operands = (Operand("rate", mention.figure), Operand("part", actual.figure))
            yield Claim("completion", "completion-open", operands, mention.figure.place, closed=False)


def other_readings(rate: Mention, before: list[Mention]) -> Iterator[tuple[Operand, ...]]:
    """Two figures of the sentence whose quotient is the printed rate to the last digit.

    Where the words leave open what a rate divides, such a pair is a reading that the grammar allows;
    a rate of fewer digits than three is met by chance and asks for the figures that the words name.
    """
    if sum(c.isdigit() for c in rate.figure.text) < _TELLING:
        return
    near = [m for m in before if m.sentence >= rate.sentence - 1 and m.attr in (LEVEL, BASE)][-_NEAR:]
    for part, whole in itertools.permutations(near, 2):
        upside_down = part.figure.basis in _PLANNED and whole.figure.basis not in _PLANNED
        if part.figure.unit is not whole.figure.unit or not whole.figure.base or upside_down:
            continue
        if is_share(rate.figure, part.figure.base, whole.figure.base):
            yield quotient(rate, part, whole)


def _named_budgets(rate: Mention, found: list[Mention]) -> tuple[Operand, ...]:
    """The budget that the words name and the other one, where both stand in the sentence of the rate."""
    phrase = rate.lead.phrase or ""
    basis = "initial" if "年初" in phrase else "adjusted" if _FULL_YEAR.search(phrase) else ""
    here = {m.figure.basis: m.figure for m in reversed(found) if m.sentence == rate.sentence}
    own = "adjusted" if basis == "initial" else "initial"
    if not basis or {basis, own} - set(here) or here[basis].base == here[own].base:
        return ()
    return (Operand("whole", here[basis]), Operand("other", here[own]))


def _of_counted(whole: Mention, rate: Mention) -> bool:
    """占22个村的81.82%: the noun of what is counted stands behind it."""
    return rate.dimension == PERCENT and "占" in whole.gap[-4:] and bool(_NOUN_OF.fullmatch(rate.gap))


def of_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """完成年度目标19561亩的102%, 占总支出100万元的40%: the whole is the figure just before."""
    for part, whole, rate in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if (
            not (rate.attr == OF or _of_counted(whole, rate))
            or whole.dimension != part.dimension
            or part.attr != LEVEL
            or whole.dimension not in (MONEY, COUNT)
        ):
            continue
        share = "占" in whole.gap
        if share or basis_of(whole.lead.phrase or whole.gap):
            operands = quotient(rate, part, whole)
            above = tuple(
                (operands[0], Operand("part", p.figure), operands[2])
                for p in part.parents
                if p.figure.unit is whole.figure.unit
            )
            if _BEYOND.search(whole.gap):
                rate.figure.kind, rate.figure.polarity = "growth", 1
                pair = (Operand("current", part.figure), Operand("prior", whole.figure))
                yield Claim("growth", "beyond-figure", (operands[0], *pair), rate.figure.place)
                continue
            kind = "share" if share else "completion"
            if _of_counted(whole, rate) and part.figure.base > whole.figure.base:
                continue  # no part of it
            yield Claim(kind, "of-figure", operands, rate.figure.place, alternatives=above)


def use_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """资产使用率 = 在用资产 over 固定资产原值."""
    for rate in mentions:
        if rate.dimension == PERCENT and rate.figure.item == "assets.use_rate":
            near = {
                m.figure.item: m
                for m in mentions
                if m.figure.item in ("assets.in_use", "assets.fixed") and m.attr == LEVEL
            }
            if len(near) == 2:
                operands = quotient(rate, near["assets.in_use"], near["assets.fixed"])
                yield Claim("share", "use-rate", operands, rate.figure.place)


def _of_one(budget: Mention, actual: Mention) -> bool:
    """One item, or two figures without names in one clause chain."""
    a, b = budget.figure.item, actual.figure.item
    if a and a == b:
        return True
    between = actual.paragraph.text[min(budget.end, actual.end) : max(budget.start, actual.start)]
    unnamed = not a or not b or a in _ALL or bool(budget.lead.generic)
    return unnamed and budget.sentence == actual.sentence and ("；" not in between or a in _ALL)


def _done_whole(whole: Mention, actual: Mention) -> bool:
    """收入完成11.73亿元，其中税收收入7.65亿元，为预算的99.35%: what all of it came to is no budget of a part."""
    return whole in actual.parents and _WAS_DONE.search(whole.gap) is not None


def _measure(mention: Mention) -> str:
    """What a count is of: 平方米 of 3.2万平方米; money and the rest are alike."""
    return mention.figure.unit.name.lstrip("十百千万亿") if mention.dimension == COUNT else ""


def _budgets(actual: Mention, wanted: str, before: list[Mention], index: Index) -> list[Mention]:
    bases = (
        ("target",)
        if wanted == "target"
        else ("adjusted", "initial")
        if wanted in ("initial", "adjusted")
        else (wanted,)
    )
    near = [
        m
        for m in reversed(before)
        if m.figure.kind == "level" and m.dimension == actual.dimension and m.figure.basis in bases
        and m is not actual and not done(m) and _of_one(m, actual) and _measure(m) == _measure(actual)
        and not _ADDED.search(m.paragraph.text, max(0, m.start - 12), m.start) and not _done_whole(m, actual)
    ]  # fmt: skip
    if near or not actual.figure.item:
        return near[:2]
    return [
        m
        for basis in bases
        for m in index.find(actual.figure.item, actual.figure.year, basis, actual.figure.fund)
        if m is not actual
    ][:2]
