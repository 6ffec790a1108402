"""So many, an amount for each of them, and what that makes.

21个村每村12万元计252万元; 按800元/人·月发放11,750人次，合计940万元; 预算312万元，补贴65辆，每辆4.80万元. Nothing but the
printed words binds them: a word in between that the patterns do not know leaves the three alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import LEVEL
from quanheng.facts.list_members import per_head
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim, Operand

_EACH = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{0,8})[，、]?(?:按照?)?(?:每(?P<of>[\u4e00-\u9fff]{1,3}?)(?:每年|每采暖季)?(?:补助|补贴|奖补|奖励|安排|投入|发放)?|单价(?:为)?)"
)
_MONTHLY = re.compile(
    r"[，、]?(?:按照?)?每(?P<of>[\u4e00-\u9fff])每月(?:发放|补助|补贴|奖励|安排|工资|标准)*(?:为)?"
)
_APIECE = re.compile(r"(?:每[\u4e00-\u9fff]{1,3}(?:每[年月])?|按)$")
_PER_YEAR = re.compile(r"每(?P<of>[\u4e00-\u9fff]{1,3}?)(?:每年)?$")
_TIMES = re.compile(
    r"(?:/|／)?(?:[人户亩次天月年·]{0,4})(?:的标准)?(?:发放|补助|补贴|计算)?[，、](?:全年|共)?(?:发放|补助|补贴|计)?"
)
_MEASURED = re.compile(r"(?:的标准)?(?:测算|计算|核算|补助|补贴)?[，、]")
_NOUN = r"[\u4e00-\u9fff]{0,3}(?:金额|资金|补贴|补助|款|金|费)"
_MAKES = re.compile(
    rf"[，、]?(?:(?:共计|合计|小计|全年|共|计)(?:需)?(?:发放|补助|兑现|支出|投入|投资|金额)?"
    rf"|(?:发放|支出|支付|兑现|投资|需)(?:{_NOUN})?)"
)
_SEVERAL = re.compile(r"每[\u4e00-\u9fff]{1,3}[\d.,]+[万亿]?元、[^，。；]*$")
_ALL_YEAR = re.compile(r"[，、]全年(?:共|合计|计)?(?:需)?(?:发放|补助|补贴|支出|投入)?")
_FOR_EACH = re.compile(
    r"[，、](?:平均)?每(?P<of>[\u4e00-\u9fff]{1,3}?)(?:补助|补贴|标准|奖补|平均|参与)?(?:为)?"
)
_BARE = re.compile(r"[，、]平?均?每[\u4e00-\u9fff]{1,3}")
_MORE = re.compile(
    r"每|其[余他中]|余下|剩余|另"
)  # 表彰30名，每名5000元，集体5个，每个1万元: not all of the amount
_PARTLY = re.compile(
    r"已|尚|剩|首批|一期|先期|今年|当年|年内|本年"
)  # 总投资480万元，已建成10公里，每公里40万元
_PLANNED = re.compile(r"总投资|概算|预算|计划|总额")
_COST = re.compile(r"(?:结算|合同|造|总|审定)价|造价|投[资入]|支出|开支|花费?|费用?|经费|成本")
_AMONG = re.compile(r"其中|其余|另|目标|计划|每|平均|比|较|上年|约")
_SPENT = re.compile(r"补贴|补助|预算|资金|发放|投入|投资|支出|奖[励补]|经费|费(?:用)?[为共]?$")
_PRICED = "元/"
_MADE = re.compile(r"[，、]?(?:共|合|小)?计|[，、]共")
_MONTHS = 12


def product_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """Counts times an amount each, in the orders in which people write them."""
    for first, second, third in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if first.sentence == second.sentence == third.sentence:
            yield from _product(first, second, third)
            yield from _product_behind(first, second, third)
            yield from _all_year(first, second, third)
            yield from _apiece(first, second, third)
            yield from _apiece_behind(mentions, second, third)
    for at, each in enumerate(mentions[:-1]):
        if each.figure.unit.name.startswith(_PRICED):
            yield from _priced(mentions[:at], each, mentions[at + 1])


def _priced(before: list[Mention], each: Mention, total: Mention) -> Iterator[Claim]:
    """保温12.40万平方米，单价120元/平方米，投资1,488.00万元: the last count of what the price is for."""
    of = each.figure.unit.name.removeprefix(_PRICED)
    counts = [m for m in before if m.sentence == each.sentence and _thing(m) == of and "每" not in m.gap]
    named = each.gap.rpartition("，")[2].rpartition("；")[2] in ("单价", "单价为", "每" + of, "按", "均价")
    if counts and named and total.sentence == each.sentence and total.dimension == MONEY and _exact(each):
        yield from _times(counts[-1], each, total)


def _word(mention: Mention) -> str:
    return "人" if mention.figure.unit.name in ("名", "位") else mention.figure.unit.name


def _thing(mention: Mention) -> str:
    """What is counted: 亩 of 2.4万亩."""
    return _word(mention).lstrip("百千万亿")


def _exact(*mentions: Mention) -> bool:
    return all(m.figure.hedge == EXACT and m.attr == LEVEL for m in mentions)


def _product(count: Mention, each: Mention, total: Mention) -> Iterator[Claim]:
    """21个村，每村12万元，计252万元."""
    if (count.dimension, each.dimension, total.dimension) != (COUNT, MONEY, MONEY):
        return
    named = _EACH.fullmatch(each.gap)
    if _SEVERAL.search(count.paragraph.text, 0, count.start):
        return  # 40件每件200元、70件每件600元，合计: the total is of all
    if named and (named["of"] or "") in count.figure.text + named["noun"]:
        yield from _times(count, each, total)


def _product_behind(each: Mention, count: Mention, total: Mention) -> Iterator[Claim]:
    """按800元/人·月发放，发放11,750人次，合计940万元; 按每户每年60元测算，3,800户全年需22.80万元."""
    if (each.dimension, count.dimension, total.dimension) != (MONEY, COUNT, MONEY):
        return
    before = each.paragraph.text[max(0, each.start - 8) : each.start]
    if _word(count) == "个月" and "每月" in each.gap:
        return  # 每户每月补贴400元，9个月: for so many households
    yearly = _PER_YEAR.search(before)
    measured = yearly and yearly["of"] == _thing(count) and _MEASURED.fullmatch(count.gap)
    if (_APIECE.search(before) and _TIMES.fullmatch(count.gap)) or measured:
        yield from _times(count, each, total)


def _times(count: Mention, each: Mention, total: Mention) -> Iterator[Claim]:
    if _MAKES.fullmatch(total.gap):
        yield _claim("each", total, [count], each)


def _claim(template: str, total: Mention, counts: Sequence[Mention], each: Mention, times: int = 1) -> Claim:
    """The total is the counts times the amount each, `times` over."""
    factors = (Operand("count", count.figure) for count in counts)
    operands = (Operand("total", total.figure), *factors, Operand("each", each.figure))
    notes = {"times": times} if times > 1 else {}
    return Claim("product", template, operands, total.figure.place, notes=notes)


def _all_year(count: Mention, each: Mention, total: Mention) -> Iterator[Claim]:
    """3,500人，每人每月160元，全年672万元: of twelve months."""
    if (count.dimension, each.dimension, total.dimension) != (COUNT, MONEY, MONEY):
        return
    if _each_month(each, count) and _ALL_YEAR.fullmatch(total.gap) and _exact(count, each, total):
        yield _claim("all-year", total, [count], each, _MONTHS)


def _each_month(each: Mention, count: Mention) -> bool:
    """每户每月400元 behind a count of households."""
    named = _MONTHLY.fullmatch(each.gap)
    return named is not None and named["of"] == _word(count)


def monthly_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """590户，每户每月补贴400元，9个月共212.40万元: so many, an amount each month, months."""
    for count, each, months, total in zip(mentions, mentions[1:], mentions[2:], mentions[3:], strict=False):
        kinds = (count.dimension, each.dimension, months.dimension, total.dimension)
        if kinds != (COUNT, MONEY, COUNT, MONEY) or count.sentence != total.sentence:
            continue
        made = _word(months) == "个月" and _MAKES.fullmatch(total.gap)
        if made and _each_month(each, count) and _exact(count, each, months, total):
            yield _claim("monthly", total, [count, months], each)


def _apiece(total: Mention, count: Mention, each: Mention) -> Iterator[Claim]:
    """预算312万元，补贴65辆，每辆4.80万元; 活动17场，参与20,400人次，每场1,200人次: whose words put it behind."""
    named = _FOR_EACH.fullmatch(each.gap)
    if named is None or not _exact(total, count, each) or _AMONG.search(total.gap[-8:] + count.gap):
        return
    if _PARTLY.search(count.gap) and _PLANNED.search(total.gap):
        return
    if count.separator not in ("，", "、", "") or _MADE.match(each.after):
        return  # 甲30万元；乙4家，每家2万元，计8万元
    if named["of"] == _thing(total):
        total, count = count, total
    alike = total.dimension == each.dimension and (total.dimension == MONEY or _thing(total) == _thing(each))
    if named["of"] != _thing(count) or not alike or _thing(count) == _thing(total) or not count.figure.value:
        return
    bare = _BARE.fullmatch(each.gap) and not _MORE.search(each.after) and not _PARTLY.search(count.gap)
    if per_head(total) or (total.dimension == MONEY and not bare and not _SPENT.search(total.gap)):
        return
    if total.dimension in (MONEY, COUNT) and count.dimension == COUNT and total.depth == each.depth:
        operands, notes = (
            quotient(each, total, count),
            {"bound": bool(bare) and total.dimension == MONEY and total.start < count.start},
        )
        yield Claim("average", "apiece", operands, each.figure.place, closed=False, notes=notes)


def _apiece_behind(mentions: list[Mention], total: Mention, each: Mention) -> Iterator[Claim]:
    """实际做了2.15公里，路面宽3.5米，结算价83.85万元，每公里39万元: what it cost, and for each of what stands before it."""
    named = _BARE.fullmatch(each.gap)
    if named is None or not _exact(total, each) or (total.dimension, each.dimension) != (MONEY, MONEY):
        return
    of = _FOR_EACH.fullmatch(each.gap)
    if of is None or not _COST.search(total.gap) or per_head(total) or _MORE.search(each.after + total.gap):
        return
    counts = [
        m for m in mentions if m.end <= total.start and m.sentence == each.sentence and _thing(m) == of["of"]
    ]
    if not counts or "；" in each.paragraph.text[counts[-1].end : each.start] or not _exact(counts[-1]):
        return
    between = [m for m in mentions if counts[-1].end <= m.start < total.start]
    if (
        any(m.dimension == MONEY for m in between)
        or _AMONG.search(counts[-1].gap)
        or not counts[-1].figure.value
    ):
        return
    readings = [quotient(each, total, count) for count in reversed(counts)]
    yield Claim(
        "average", "apiece", readings[0], each.figure.place, closed=False,
        alternatives=tuple(readings[1:]), notes={"bound": True},
    )  # fmt: skip
