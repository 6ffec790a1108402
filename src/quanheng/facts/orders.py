"""Words that compare: 大于, 小于, 持平, 控制在预算以内, and hidden words such as 超额完成."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quanheng.facts.change_bases import note_base
from quanheng.facts.index import Index
from quanheng.facts.leads import BASE, CHANGE, LEVEL, RATE, item_of
from quanheng.facts.mentions import Mention
from quanheng.facts.paragraphs import Paragraph
from quanheng.model.figure import EXACT, Figure, Statement
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_ORDER = re.compile(
    r"(?P<left>(?:支出)?决算数?|执行数|实际(?:支出|完成)数?|支出数)(?:为|均)?(?P<word>大于|小于|等于|高于|低于|多于|少于|超过|超出|与)"
    r"(?:(?:当年|全年)?年初|全年|调整后?|本年)?(?:的)?(?P<right>预算)(?:安排)?数?(?P<same>基本持平|持平|一致|相等|相同)?"
)
_VAGUE = re.compile(
    r"^(?:有所|略有|稍有|明显|大幅)(?:(?P<up>增加|上升|增长|提高|上涨)|(?P<down>减少|下降|降低|回落))"
)
_WITHIN = re.compile(
    r"(?P<word>(?:未|没有|不)超[出过]|控制在|严格控制在|低于|超[出过]了?)(?:当年|全年|年初|年度|本年)*预算(?:数|总额|指标)?(?P<inside>以内|之内|范围内)?"
)
_SAME = re.compile(r"(?P<word>基本持平|持平|无增减变化|无变化)")
_BESIDE = re.compile(r"[，。（]?(?:相?比|较|与|和|同)(?P<phrase>(?:20\d\d)?[^，。；\d]{0,12})")
_WITH = re.compile(r"[与和同][^，。；]{1,8}(?:基本)?持平$")
_CLOSE = 60
_CLOSED = re.compile(r"[；。]")
_EXCEEDED = re.compile(r"^[^。]{0,8}超额完成")
_UP = {"大于", "高于", "多于", "超过", "超出"}
_DOWN = {"小于", "低于", "少于"}


def _pair(mentions: list[Mention], before: int, item: str, index: Index) -> tuple[Figure, Figure] | None:
    """Final and initial figure of one item: in the paragraph before the word, else in the document."""
    finals = [m.figure for m in mentions if m.figure.basis == "final" and _level(m, item) and m.end <= before]
    budgets = [
        m.figure
        for m in mentions
        if m.figure.basis in ("initial", "adjusted") and _level(m, item) and m.end <= before
    ]
    if finals and budgets:
        return finals[-1], budgets[-1]
    if not item or not mentions:
        return None
    year, fund = mentions[0].figure.year, mentions[-1].figure.fund
    final, budget = index.single(item, year, "final", fund), index.single(item, year, "initial", fund)
    return (final.figure, budget.figure) if final and budget else None


def _level(mention: Mention, item: str) -> bool:
    return (
        mention.attr == LEVEL
        and mention.figure.kind == "level"
        and mention.dimension == MONEY
        and mention.figure.item == item
        and not mention.lead.prior
    )


def _item(paragraph: Paragraph, at: int, mentions: list[Mention], heading: str) -> str:
    words = re.split(r"[，。；：]", paragraph.text[:at])[-1]
    named = item_of(words) if words else ""
    if named:
        return named
    before = [m for m in mentions if m.end <= at and m.figure.kind == "level" and m.dimension == MONEY]
    return before[-1].figure.item if before else heading


def order_claims(
    paragraph: Paragraph, mentions: list[Mention], heading: str, index: Index
) -> Iterator[Claim]:
    """决算数大于年初预算数, with the two figures of the item spoken of."""
    if "预算" not in paragraph.text:
        return
    for found in _ORDER.finditer(paragraph.text):
        same = found["same"]
        if (found["word"] == "与") != bool(same):
            continue
        item = _item(paragraph, found.start(), mentions, heading)
        pair = _pair(mentions, found.start(), item, index)
        if pair is None:
            continue
        word = same or found["word"]
        sign = "up" if word in _UP else "down" if word in _DOWN else "same"
        said = Statement("order", found[0], paragraph.place(*found.span()), value=sign, surface=word)
        operands = (Operand("left", pair[0]), Operand("right", pair[1]))
        yield Claim(
            "order",
            "order",
            operands,
            said.place,
            said=said,
            word=word,
            closed=word not in ("基本持平", "等于"),
        )


def _one_thing(a: Figure, b: Figure) -> bool:
    """One item of the lexicon, or one subject by its name in full."""
    return a.item == b.item and (bool(a.item) or (a.surface == b.surface and a.surface.endswith("（项）")))


_YEARS = re.compile(r"上年|去年|20\d\d")


def flat_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """与上年持平: two figures of one item in neighbouring years."""
    if not mentions:
        return
    paragraph = mentions[0].paragraph
    for found in _SAME.finditer(paragraph.text):
        before = [
            m
            for m in mentions
            if m.end <= found.start() and m.figure.kind == "level" and m.dimension == MONEY
        ]
        if not before or not _YEARS.search(paragraph.text[max(0, before[-1].start - 30) : found.end()]):
            continue
        clause = re.split(r"[，。；]", paragraph.text[before[-1].end : found.end()])[-1]
        if _WITH.search(clause) and not _YEARS.search(clause):
            continue  # 支出与收入持平
        if any(
            m.attr == CHANGE and m.lead.name and _CLOSED.search(m.gap)
            for m in mentions
            if before[-1].end <= m.start < found.start()
        ):
            continue  # 基金2750万元；一般公共预算支出仅增加18万元，与上年基本持平: of what has changed
        if "预算" in clause and not _YEARS.search(clause):
            continue  # 决算数与预算数持平 speaks of no other year
        last = before[-1].figure
        beside = _BESIDE.fullmatch(paragraph.text, before[-1].end, found.start())
        if beside:
            note_base(last, (last,), beside["phrase"])
            last.notes["flat"] = found["word"]
        pair = [m.figure for m in before if _one_thing(m.figure, last) and m.figure.year != last.year]
        if not pair or last.year is None or pair[-1].year is None:
            continue
        left, right = (last, pair[-1]) if last.year > pair[-1].year else (pair[-1], last)
        said = Statement(
            "order", found[0], paragraph.place(*found.span()), value="same", surface=found["word"]
        )
        totals = [p.figure for m in before if m.figure is left for p in m.parents]
        yield Claim(
            "order",
            "flat",
            (Operand("left", left), Operand("right", right)),
            said.place,
            said=said,
            word=found["word"],
            closed=False,
            alternatives=tuple((Operand("left", t), Operand("right", right)) for t in totals),
        )


def vague_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """0.98万元，比上年1.35万元有所上升: the direction without an amount."""
    for current, base in itertools.pairwise(mentions):
        found = _VAGUE.match(base.after) if base.attr == BASE else None
        if current.attr == LEVEL and found and current.dimension == base.dimension:
            sign = "up" if found["up"] else "down"
            span = (base.end + found.start(found.lastgroup or 0), base.end + found.end())
            said = Statement(
                "order",
                found[found.lastgroup or 0],
                base.paragraph.place(*span),
                value=sign,
                surface=found[0],
            )
            operands = (Operand("left", current.figure), Operand("right", base.figure))
            yield Claim("order", "vague", operands, said.place, said=said, word=found[0])


def within_claims(
    paragraph: Paragraph, mentions: list[Mention], heading: str, index: Index
) -> Iterator[Claim]:
    """实际支出未超出年初预算, with the final figure and the budget before it."""
    for found in _WITHIN.finditer(paragraph.text):
        if found["word"].endswith("控制在") and not found["inside"]:
            continue
        item = _item(paragraph, found.start(), mentions, heading)
        near = [m for m in mentions if m.end <= found.start() and found.start() - m.end < _CLOSE]
        pair = _pair(near, found.start(), item, index) if near else None
        if pair is None:
            continue
        over = found["word"].startswith("超")
        said = Statement(
            "order",
            found[0],
            paragraph.place(*found.span()),
            value="up" if over else "within",
            surface=found[0],
        )
        yield Claim(
            "order",
            "within",
            (Operand("left", pair[0]), Operand("right", pair[1])),
            said.place,
            said=said,
            word=found[0],
        )


_COMPARED = re.compile(
    r"，(?P<word>高于|低于|多于|少于|大于|小于)(?:上年度?|去年|全[省市县区国]平均水平|(?:年度|控制)?目标值?|预算数?|限价)的?"
)


def compared_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """218.40元，低于上年的226.10元: two figures of one unit and the word between them."""
    for own, other in itertools.pairwise(mentions):
        found = _COMPARED.fullmatch(other.gap)
        plain = own.attr in (LEVEL, RATE) and own.figure.unit is other.figure.unit
        if found is None or not plain or own.dimension not in (PERCENT, MONEY, COUNT):
            continue
        word, start = found["word"], other.start - len(found[0]) + found.start("word")
        place = own.paragraph.place(start, start + len(word))
        said = Statement("order", word, place, value="up" if word in _UP else "down", surface=word)
        operands = (Operand("left", own.figure), Operand("right", other.figure))
        yield Claim("order", "compared", operands, place, said=said, word=word)


_BEYOND = re.compile(
    r"(?<!不)(?P<up>超额(?:完成|实现)|超过|高于|优于|领先于?)|(?<!不)(?P<down>低于|少于|小于)"
)
_GOAL = re.compile(
    r"^的?(?:年度|预期|绩效|规定|考核|[市县省]定|国家|控制)*(?:任务|目标|计划|要求|标准|上限|下限|限额|红线|成本|指标)"
)
_EACH_OF = re.compile(r"均|都|各|总体|平均")  # 甲90%；乙96%，均超过95%的目标
_AHEAD = re.compile(r"领先于?第.{1,3}名的?$")


def beyond_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """占比4%，超额完成3.5%的任务; 每平方米240元，低于280元的控制成本; 23家，领先于第二名的11家."""
    for own, goal in itertools.pairwise(mentions):
        alike = own.figure.unit is goal.figure.unit and own.sentence == goal.sentence
        if not alike:
            continue
        found = _BEYOND.search(goal.gap)
        task = found and _GOAL.match(goal.after)
        if task or _AHEAD.search(goal.paragraph.text, max(0, goal.start - 10), goal.start):
            up = found is None or bool(found["up"])
            if task and (_several(own, mentions) or _EACH_OF.search(goal.gap)):
                continue  # 办结658件，其中听证8件，低于10件的目标
            start = goal.start - len(goal.gap)
            said = Statement(
                "order",
                goal.gap.strip("，、；"),
                goal.paragraph.place(start, goal.start),
                value="up" if up else "down",
                surface="超过" if up else "低于",
            )
            bound = replace(goal.figure, hedge=EXACT)  # 超过12家的目标: the word compares, the goal is 12
            operands = (Operand("left", own.figure), Operand("right", bound))
            yield Claim("order", "beyond", operands, said.place, said=said, word=said.surface, closed=False)


def _several(own: Mention, mentions: list[Mention]) -> bool:
    """Whether the clause has another figure of the unit before: which of them is compared is not said."""
    begin = own.paragraph.text.rfind("；", 0, own.start)
    return any(
        m.figure.unit is own.figure.unit and m.sentence == own.sentence and begin < m.start < own.start
        for m in mentions
    )


def beyond_table_claims(mentions: list[Mention], rows: Iterable[tuple[Figure, Figure]]) -> Iterator[Claim]:
    """166家，超额完成年度任务, where a form has the result with its target: `rows` are (target, result)."""
    targets = {
        (result.value, result.unit.name): target for target, result in rows if target.unit is result.unit
    }
    for mention in mentions:
        target = targets.get((mention.figure.value, mention.figure.unit.name))
        if (
            target is not None
            and mention.paragraph.cell is None
            and _EXCEEDED.search(mention.after.split("；")[0])
        ):
            place = mention.figure.place
            said = Statement("order", "超额完成", place, value="up", surface="超额完成")
            operands = (Operand("left", mention.figure), Operand("right", target))
            yield Claim("order", "beyond-table", operands, place, said=said, word="超额完成", closed=False)
