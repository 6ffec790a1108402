"""Things counted and named: 设甲、乙、丙等3个股室."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.mentions import Mention
from quanheng.facts.paragraphs import Paragraph
from quanheng.model.figure import EXACT, Statement
from quanheng.model.quantity import COUNT
from quanheng.model.relation import Claim, Operand

_UNITS = {"个", "家", "种", "项", "所", "类", "大类", "方面", "处"}
_NOUN = re.compile(r"^[^，。；：、（）]{0,14}")
_FORWARD = re.compile(
    r"^[^，。；：、（）\d]{0,14}(?:：|，?(?:分别(?:为|是)|即|包括|具体为)：?)(?P<names>(?:(?!，其中)[^。；：\d])+)"
)
_INTRO = re.compile(
    r"^.*?(?:内设(?:机构|股室|科室)?(?:有|包括|为)?|下设|分设|分别(?:为|是)|包括|设有|设立|设|即|新增|有|为|是|：)"
)
_SPLIT = re.compile(r"、|，|(?<=[\u4e00-\u9fff]{3})(?:和|以及|及)(?=[\u4e00-\u9fff]{3})")
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff]{3})[和及](?=[\u4e00-\u9fff]{3})")
_WITHIN_LIST = re.compile(r"[^，。；、：等]{1,10}、")
_RANGE = re.compile(r"第[一二三四五六七八九十\d]+(?:至|到|—|-)第?[一二三四五六七八九十\d]+")
_BRACKET = re.compile(r"（[^（）]*）")
_FULL_LIST = re.compile(r"(?:内设|下设|分设|设有?|分别|即|包括)")


def _names(text: str) -> list[str]:
    return [name for name in _SPLIT.split(_BRACKET.sub("", text).strip("、， ")) if name]


def _up_to_clause(found: re.Match[str], text: str) -> str:
    """甲、乙、丙，纳入2022年度编制范围: what a number breaks off behind a comma is no name."""
    names, broken = found["names"], text[found.end() : found.end() + 1].isdigit()
    return names.rpartition("，")[0] if broken and "，" in names else names


def _joined(words: str) -> int:
    """How many names 和 and 及 may be inside of: 资金拨付及时率, 规划建设和环保中心."""
    return sum(len(_JOINED.findall(name)) for name in re.split("[、，]", words))


def _behind(mention: Mention, text: str) -> list[str]:
    """The names in front of 等12个股室."""
    start = max(
        *(text.rfind(mark, 0, mention.start) + 1 for mark in "。；："), mention.start - len(mention.gap)
    )
    words = text[start : mention.start]
    if start and start == mention.start - len(mention.gap) and words[:1] not in "，、；。：":
        words = re.sub(r"^[^，、；。：和及]*[，、；。：和及]?", "", words)  # the noun of the figure before
    plain = words.rstrip().endswith(("等", "共", "共计"))
    if "、" not in words or (not plain and not re.search(r"[、和][^，、]{2,20}$", words)):
        return []
    words = _BRACKET.sub("", words).rstrip("等共计，")
    words = words.split("，")[-1] if "、" not in words.split("，")[0] else words
    return _names(_INTRO.sub("", words, count=1))


def _numbered(mention: Mention) -> bool:
    return (
        mention.figure.hedge == EXACT
        and mention.dimension == COUNT
        and mention.figure.unit.name in _UNITS
        and 2 <= mention.figure.value <= 30
    )


def opening_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """共15个项目，年初批复8个，年中增加7个: what was there and what came."""
    for total in mentions:
        before = total.paragraph.text[max(0, total.start - 3) : total.start]
        if total.dimension != COUNT or not re.search(r"共(?:有|计|实施)?$", before):
            continue
        alike = [
            m
            for m in mentions
            if m.sentence == total.sentence and m.depth == total.depth and m.figure.unit is total.figure.unit
        ]
        opening = [m for m in alike if m.start > total.start and "年初" in m.gap]
        added = [
            m for m in alike if m.start > total.start and re.search(r"年中(?:增加|新增|追加|调增)", m.gap)
        ]
        if len(opening) == len(added) == 1:
            operands = (
                Operand("total", total.figure),
                Operand("part", opening[0].figure),
                Operand("part", added[0].figure),
            )
            yield Claim("contribution", "opening-and-added", operands, total.figure.place)


def count_claims(paragraph: Paragraph, mentions: list[Mention]) -> Iterator[Claim]:
    """A count beside the list of what is counted; the names are a statement."""
    text = paragraph.text
    for mention in mentions:
        if not _numbered(mention):
            continue
        forward = _FORWARD.match(text[mention.end : mention.end + 400])
        if _RANGE.search(text, max(0, mention.start - 200), mention.end + 200):
            continue  # 第一至第四检察部 are four
        if not forward and re.search(r"[和及与]$", mention.gap):
            continue  # 甲、乙和6处丙
        if not forward and _WITHIN_LIST.match(text, mention.end):
            continue  # 收集资料、核对账目、走访4个村、问卷调查: of one of them
        listed = _up_to_clause(forward, text[mention.end :]) if forward else ""
        names = _names(listed) if forward and "、" in forward["names"] else _behind(mention, text)
        if "，" not in listed and forward and text[mention.end + forward.end() :][:1].isdigit():
            continue  # 甲、乙、丙以及11家乡镇卫生院: the list goes on with counts of its own
        if len(names) < 2 or any(c.isdigit() or c in "（）" for name in names for c in name):
            continue
        listed = listed or mention.gap
        if len(names) - _joined(listed) <= mention.figure.value < len(names):
            continue
        said = Statement("names", "、".join(names), mention.figure.place, value=str(len(names)))
        fewer = len(names) < mention.figure.value and "等" in text[mention.start - 3 : mention.start]
        guessed = mention.spelled and len(names) != mention.figure.value
        kinds = not forward and mention.figure.value > 2 * len(
            names
        )  # 甲类、乙类站17个: so many of these kinds
        if fewer or guessed or kinds:
            continue  # 甲、乙等12个: the names are examples
        certain = bool(_FULL_LIST.search(text[max(0, mention.start - 200) : mention.end + 20])) and all(
            len(n) < 22 for n in names
        )
        yield Claim(
            "count_list",
            "names",
            (Operand("total", mention.figure),),
            mention.figure.place,
            closed=certain,
            said=said,
        )
