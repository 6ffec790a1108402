"""Rates named after what was done, beside the two figures that they divide.

48人参加，45人合格，合格率93.75%; 全年预算312万元，支出296.40万元，资金使用率95%; 应检850批次，合格842批次，合格率97.91%.
Which figure is the whole is a matter of nearness: the claim is open, so that it asks at most, and any two
figures near by whose quotient is the rate are a reading that the words allow.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator, Sequence

from quanheng.facts.leads import BASE, LEVEL, RATE
from quanheng.facts.lists import same_kind
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_NAME = re.compile(r"(?P<act>[\u4e00-\u9fff]{2})(?:率|进度|(?<=满意)度)$")
_CONTENT, _CONTENT_SAID = "满意", re.compile(r"，(?:其中)?(?:表示|选择)?满意的?(?:有|为)?")
_SPENDING = frozenset({"支出", "执行", "使用", "支付", "拨付", "兑付", "支用", "付款", "完成"})
_SPENT = re.compile(r"支出|执行|使用|支付|拨付|兑付|支用|付款|决算|完成")
_PLANNED = re.compile(
    r"预算|安排|下达|批复|到位|指标|总投资|资金|计划|收入|筹集|合同|中标|应|需|共|目标|任务|总"
)
_DONE = re.compile(r"，(?:实际|累计)?完成(?:了|率为?|比例)?")
_PAID = re.compile(
    r"，(?:实际|累计|已)?(?:支出|支付|使用|执行|拨付|兑付)(?:了)?$"
)  # 384.00万元，支出261.12万元，68%；
_ENDS = re.compile(r"[；。，]|$")
_AIMED = re.compile(r"计划|目标|任务|预算")
_VARIANCE = re.compile(r"差异率|偏[离差][率度]|变动率")
_BASES = {("initial", "final"), ("adjusted", "final")}
_KEPT = "控制"  # 公用经费控制率 is what was spent of the budget; 成本控制率 may as well be what was saved
_NEAR, _ALL = 8, 100
_FORMULA = re.compile(r"（[^）]*[÷/／]")
_OTHER = re.compile(r"其中|其余|另|同比|上年|[人户亩]均")
_TOGETHER = re.compile(r"[两二三四五六七八九十\d][项类者个]|合并|综合|总体|整体|平均|合计")
_WITHOUT = re.compile(r"^(?:不|未|基本|其中|尚|剩)")
_ACTS = {"回收": "收回"}
_IN_TIME = re.compile(r"及时|按时|按期|限期|一次|首次|当场")  # of what was done, what was done in time


def named_rate_claims(mentions: Sequence[Mention], done: Container[int]) -> Iterator[Claim]:
    """Open claims for the rates that no other claim explains; `done` are their figures by identity."""
    for at, rate in enumerate(mentions):
        named = _NAME.search(rate.lead.name) if rate.attr == RATE and rate.dimension == PERCENT else None
        if named is None or id(rate.figure) in done or rate.figure.hedge != EXACT or _OTHER.search(rate.gap):
            continue
        if _TOGETHER.search(rate.gap):
            continue  # 两项合并规范率82.04%: of both pairs before it
        in_time = _IN_TIME.search(rate.gap)
        if (
            in_time
            and in_time[0] not in rate.paragraph.text[max(0, rate.start - 60) : rate.start - len(rate.gap)]
        ):
            continue
        if _FORMULA.match(rate.after):
            continue  # the formula is printed behind it
        near = [m for m in mentions[:at] if m.attr in (LEVEL, BASE)][-_NEAR:]
        part = next((m for m in reversed(near) if m.sentence == rate.sentence and m.attr == LEVEL), None)
        if part is None or part.depth != rate.depth or not _did(part, rate, named["act"]):
            continue
        if named["act"] == _CONTENT and not (_CONTENT_SAID.fullmatch(part.gap) and mentions[at - 1] is part):
            continue  # 满意180份，比较满意15份，满意度97.50%: of both
        whole = _whole(part, near)
        if whole is not None and (part.figure.base <= whole.figure.base or rate.figure.value > _ALL):
            first = quotient(rate, part, whole)
            others = tuple(_pairs(rate, near, (part, whole)))
            place = rate.figure.place
            notes = {"bound": _bound(rate, part, whole, mentions[max(0, at - 2) : at], named["act"])}
            yield Claim("share", "named-rate", first, place, closed=False, alternatives=others, notes=notes)


def _bound(rate: Mention, part: Mention, whole: Mention, before: Sequence[Mention], act: str) -> bool:
    """抽检1,620批次，合格1,589批次，合格率98.09%: side by side in this order, the part called what the rate is called."""
    counts = part.figure.unit is whole.figure.unit and part.dimension == COUNT and part.figure.hedge == EXACT
    beside = list(before) == [whole, part] and part.separator == rate.separator == "，" and not part.depth
    called = part.lead.name.endswith(act) and rate.lead.name == f"{act}率"
    return counts and beside and called and not _OTHER.search(part.gap + whole.gap[-8:])


def done_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """计划1200万元，入库1346万元，完成112.17%: a plan, what was done, and the bare word."""
    for at, (plan, done, rate) in enumerate(zip(mentions, mentions[1:], mentions[2:], strict=False)):
        if rate.dimension != PERCENT or rate.attr != LEVEL:
            continue
        bare = rate.gap == "，" and _ENDS.match(rate.after) and _is_paid(done, mentions[: at + 1])
        told = bare or _DONE.fullmatch(rate.gap)
        levels = plan.attr == done.attr == LEVEL and _alike(done, plan) and plan.sentence == rate.sentence
        exact = plan.figure.hedge == done.figure.hedge == rate.figure.hedge == EXACT
        turned = plan.figure.basis == "final" and done.figure.basis in ("initial", "adjusted")
        if (
            told
            and levels
            and exact
            and plan.figure.base
            and not turned
            and (bare or _AIMED.search(plan.gap))
        ):
            operands = quotient(rate, done, plan)
            yield Claim("completion", "done", operands, rate.figure.place, closed=False)


def _is_paid(done: Mention, before: Sequence[Mention]) -> bool:
    """384.00万元，支出261.12万元: of the one amount that the sentence has before it."""
    told = [m for m in before if m.sentence == done.sentence and m.dimension == MONEY]
    alone = len(told) == 1 and done.dimension == MONEY and done.figure.base <= told[0].figure.base
    return alone and _PAID.search(done.gap) is not None


def variance_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """年初预算数2208.00万元，决算数2873.91万元，预决算差异率30.16%: the accounts against the budget."""
    for plan, made, rate in zip(mentions, mentions[1:], mentions[2:], strict=False):
        named = rate.attr == RATE and rate.dimension == PERCENT and _VARIANCE.search(rate.lead.name)
        alike = plan.attr == made.attr == LEVEL and plan.dimension == made.dimension == MONEY
        bases = (plan.figure.basis, made.figure.basis)
        if named and alike and bases in _BASES and plan.sentence == rate.sentence and plan.figure.value:
            rate.figure.kind, rate.figure.polarity = "growth", -1 if rate.figure.value < 0 else 0
            operands = (
                Operand("rate", rate.figure), Operand("current", made.figure), Operand("prior", plan.figure),
            )  # fmt: skip
            yield Claim("growth", "variance", operands, rate.figure.place)


def _did(part: Mention, rate: Mention, act: str) -> bool:
    """Whether the words of the part tell of what the rate is named after."""
    if part.separator == "、" or _WITHOUT.match(part.figure.surface) or _WITHOUT.match(part.lead.name):
        return False
    words = part.paragraph.text[max(0, part.start - 10) : part.start].rpartition("，")[2]
    behind = part.after.rpartition(rate.lead.name[-3:])[0]  # the rate's own name ties it to nothing
    if act == _KEPT and "经费" not in rate.lead.name:
        return False
    if act in (*_SPENDING, _KEPT) and part.dimension == MONEY:
        return bool(_SPENT.search(words + part.figure.surface))
    act = _ACTS.get(act, act)
    return act not in _SPENDING and any(act in said for said in (words, part.figure.surface, behind))


def _whole(part: Mention, near: Sequence[Mention]) -> Mention | None:
    """The figure before the part that it is a part of: one called a plan, or the only one of its unit."""
    alike = [m for m in near if m.start < part.start and _alike(m, part) and m.depth == part.depth]
    before = [m for m in alike if m.sentence == part.sentence]
    above = not before and part.dimension == MONEY
    if above:  # 可用资金共计3504万元。支出3342万元，支出率95.39%
        before = [m for m in alike if m.sentence == part.sentence - 1]
    if above or (part.dimension == MONEY and len(before) > 1):
        before = [m for m in before if m.attr == LEVEL and _PLANNED.search(m.gap[-12:])]
    whole = before[-1] if before else None
    usual = whole is not None and whole.figure.value and whole.figure.hedge == EXACT
    return whole if usual and not _WITHOUT.match(whole.lead.name if whole else "") else None


def _alike(one: Mention, other: Mention) -> bool:
    """Amounts, or counts of one thing."""
    return other.dimension in (COUNT, MONEY) and same_kind(one, other)


def _pairs(
    rate: Mention, near: Sequence[Mention], first: tuple[Mention, Mention]
) -> Iterator[tuple[Operand, ...]]:
    """Every other pair of figures near by that could be divided."""
    for part, whole in itertools.permutations(near, 2):
        if (part, whole) != first and _alike(part, whole) and whole.figure.base:
            yield quotient(rate, part, whole)
