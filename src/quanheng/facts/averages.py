"""What comes to each: 接待248人次，支出1.85万元，人均74.60元; 平均每公里90万元; 户均面积92.4平方米.

Which amount the words mean is a matter of nearness: the claim is open, so that it asks at most, and every
pair of an amount and a count near by is a reading that the words allow.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from quanheng.facts.index import Index
from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim, Operand

_OF = r"(?P<{}>人次|批次|平方公里|公里|平方米|[人户亩车村辆台座处所家件次批班校场生床日])"
_EACH = re.compile(
    rf"(?:{_OF.format('a')}均|平均每{_OF.format('b')}|每{_OF.format('c')}(?:平均|投资|造价|成本|费用))[^，。；、（）\d]{{0,8}}$"
)
_APIECE = re.compile(r"每[^，。；、\d]{1,5}$")
_SIMPLY = re.compile(
    rf"{_OF.format('a')}均(?:补助|补贴|支出|费用|成本|资助|投入|救助)?[为约]?|平均每{_OF.format('b')}|每{_OF.format('c')}平均"
)
_SPENT = re.compile(r"补贴|补助|资金|发放|投入|投资|支出|经费|费(?:用)?[为共]?$|金额|资助|救助")
_AMONG = re.compile(r"其中|其余|另|目标|计划|每|平均|比|较|上年|去年|约|收入|产值|节约|增收")
_EACH_OF = re.compile(r"(?:平均)?每[个所家名户亩座台处村]?[\u4e00-\u9fff]{1,10}（(?:按|共|以)?$")
_EACH_NAMED = re.compile(r"[，；]每(?P<of>[名位个所家户辆座])(?P<name>[\u4e00-\u9fff]{3,16})$")
_GIVEN = re.compile(
    r"标准|定额|限额|收入|产值|增收|每[天日月年]|不超过|控制在"
)  # set from outside, no quotient
_PRIOR = re.compile(r"上年|上一年|去年|往年|同期|20\d\d年")
_HEADS = {
    "人": {"人", "人次", "名", "位"},
    "生": {"人", "名"},
    "床": {"张"},
    "日": {"天"},
    "班": {"个"},
    "次": {"人次", "场次", "批次"},
    "场": {"场次"},
    "车": {"辆", "台"},
    "村": {"个"},
    "校": {"所", "个"},
    "所": {"所", "个"},
}
_PEOPLE = {"人", "名", "位"}
_BEFORE, _BEHIND, _SHORT = 6, 2, 2
_RUNNING, _RECEPTIONS = "three_public.vehicle_running", "three_public.receptions"


def average_claims(mentions: Sequence[Mention], index: Index) -> Iterator[Claim]:
    """The average over the amounts and counts around it; a single pair before it is the first reading."""
    for at, rate in enumerate(mentions):
        each = _EACH.search(rate.paragraph.text, max(0, rate.start - 16), rate.start)
        usual = rate.attr == LEVEL and rate.figure.hedge == EXACT and rate.figure.value
        if each is None or not usual or _GIVEN.search(each[0]):
            continue
        if each.start() and rate.paragraph.text[each.start() - 1] in "月日天":
            continue  # 月人均: how many months is said elsewhere
        of = each["a"] or each["b"] or each["c"]
        before = mentions[:at]
        near = [
            m
            for i, m in enumerate(before)
            if m.sentence == rate.sentence or (m.sentence == rate.sentence - 1 and at - i <= _BEFORE)
        ]
        near += [m for m in mentions[at + 1 : at + 1 + _BEHIND] if m.sentence == rate.sentence]
        plain = [m for m in near if m.attr == LEVEL and m.figure.hedge == EXACT and not _is_average(m)]
        heads = [m for m in plain if m.dimension == COUNT and m.figure.value and _counts(m, of)]
        amounts = [m for m in plain if m not in heads and _of_kind(m, rate)]
        running = index.single(_RUNNING, rate.figure.year) if of == "车" else _received(rate, amounts, index)
        readings = _readings(rate, amounts, heads, running)
        if readings:
            notes = {"bound": True} if _side_by_side(rate, mentions[max(0, at - 2) : at], each) else {}
            yield Claim(
                "average", "average", readings[0], rate.figure.place, closed=False,
                alternatives=tuple(readings[1:]), notes=notes,
            )  # fmt: skip
    yield from _counted_in_brackets(mentions)
    yield from _named_each(mentions, index)


def _received(rate: Mention, amounts: Sequence[Mention], index: Index) -> Mention | None:
    """公务接待46批次、345人次，人均150元: of what receptions have cost, which another place tells."""
    text = rate.paragraph.text
    told = any(m.sentence == rate.sentence for m in amounts)
    here = "公务接待" in text[text.rfind("。", 0, rate.start) + 1 : rate.start]
    return index.single(_RECEPTIONS, rate.figure.year, "final") if here and not told else None


def _side_by_side(rate: Mention, before: Sequence[Mention], each: re.Match[str]) -> bool:
    """发放资金1034.65万元，惠及学生11520人次，次均898元: an amount spent, its count, and what comes to one of them."""
    if len(before) < 2 or rate.dimension != MONEY or not _SIMPLY.fullmatch(each[0]):
        return False
    amount, count = before
    plain = all(m.attr == LEVEL and m.figure.hedge == EXACT and m.depth == rate.depth for m in before)
    kinds = (amount.dimension, count.dimension) == (MONEY, COUNT) and _counts(
        count, each["a"] or each["b"] or each["c"]
    )
    near = amount.sentence == count.sentence == rate.sentence and {count.separator, rate.separator} <= {
        "，",
        "、",
        "",
    }
    own = (
        not _is_average(amount)
        and _SPENT.search(amount.gap)
        and not _AMONG.search(amount.gap[-8:] + count.gap)
    )
    return plain and kinds and near and bool(own)


def _counted_in_brackets(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """全年诊疗42.84万人次，平均每个村卫生室（182个）2354人次: over the count in the bracket."""
    for amount, count, rate in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if rate.gap != "）" or not _EACH_OF.search(count.gap) or amount.sentence != rate.sentence:
            continue
        plain = all(m.attr == LEVEL and m.figure.hedge == EXACT for m in (amount, count, rate))
        counted = count.dimension == COUNT and count.figure.value and amount.depth == rate.depth
        if plain and counted and _of_kind(amount, rate) and not _is_average(amount):
            operands = quotient(rate, amount, count)
            yield Claim("average", "average", operands, rate.figure.place, closed=False)


def _named_each(mentions: Sequence[Mention], index: Index) -> Iterator[Claim]:
    """全年诊疗42.84万人次，每名乡村医生年均诊疗700人次: over those of that name, where the document has one number of them."""
    for at, rate in enumerate(mentions):
        each = _EACH_NAMED.search(rate.gap) if "每" in rate.gap else None
        if each is None or rate.attr != LEVEL or rate.figure.hedge != EXACT or _GIVEN.search(each[0]):
            continue
        before = [m for m in mentions[:at] if m.sentence == rate.sentence and m.depth == rate.depth]
        amounts = [m for m in before if m.attr == LEVEL and _of_kind(m, rate) and not _is_average(m)]
        amounts = [m for m in amounts if m.gap != "）"]  # 平均每个村卫生室（182个）2354人次
        counts = [m for m in index.levels if m.dimension == COUNT and _is_of(m, each)]
        one = len({m.figure.base for m in counts}) == 1 == len(amounts) and counts[0].figure.hedge == EXACT
        if one and counts[0].figure.value and amounts[0].figure.hedge == EXACT:
            operands = quotient(rate, amounts[0], counts[0])
            yield Claim("average", "apiece", operands, rate.figure.place, closed=False)


def _is_of(count: Mention, each: re.Match[str]) -> bool:
    """612人 of 在岗乡村医生 behind 每名乡村医生: the name begins the words and ends what is counted."""
    words, name = each["name"], count.figure.surface
    alike = _name(count) == each["of"] or {_name(count), each["of"]} <= _PEOPLE
    longest = next(
        (words[:size] for size in range(len(words), _SHORT, -1) if name.endswith(words[:size])), ""
    )
    return alike and bool(longest) and "每" not in name and not _PRIOR.search(name)


def _is_average(mention: Mention) -> bool:
    words = mention.paragraph.text[max(0, mention.start - 16) : mention.start]
    return _EACH.search(words) is not None or _APIECE.search(words) is not None


def _name(mention: Mention) -> str:
    return mention.figure.unit.name.lstrip("百千万亿")


def _counts(mention: Mention, of: str) -> bool:
    """Whether a count is of what the average goes over: 人均 over 人次, 每所 over 9个 of 司法所."""
    name = _name(mention)
    if name == of or (name in _HEADS.get(of, ()) and name != "个"):
        return True
    named = mention.after.startswith(of) or mention.figure.surface.endswith(of)
    return name == "个" and of in _HEADS and named


def _of_kind(amount: Mention, rate: Mention) -> bool:
    """Money for money, areas for an area."""
    if rate.dimension == MONEY:
        return amount.dimension == MONEY
    return amount.dimension == COUNT == rate.dimension and _name(amount) == _name(rate)


def _readings(
    rate: Mention, amounts: list[Mention], heads: list[Mention], running: Mention | None
) -> list[tuple[Operand, ...]]:
    """The pair that the words mean first, then every other; none where the sentence names no such pair."""
    text = rate.paragraph.text
    here = [m for m in amounts if m.sentence == rate.sentence and "；" not in text[m.end : rate.start]]
    behind = [
        m for m in here if not _PRIOR.search(text[rate.end : m.start])
    ]  # 人均4元，上年3.70元: last year's, of nothing here
    here = [m for m in here if m.start < rate.start] or behind
    first = running or (here[-1] if here else None)
    counted = [m for m in heads if m.sentence == rate.sentence and m.start < rate.start]
    if first is None or not counted or (running is None and len({id(m) for m in here}) > 1):
        return []
    most = max(counted, key=lambda m: m.figure.base)  # of 43户，其中9户、12户、22户 all of them
    pairs = [(first, most), *itertools.product(amounts, heads)]
    return [quotient(rate, a, h) for a, h in pairs]
