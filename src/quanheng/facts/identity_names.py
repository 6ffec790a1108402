"""The organisation of a document: from labels, title, headings and what it calls itself."""

from __future__ import annotations

import itertools
import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.facts.paragraphs import Paragraph

NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.]|（\d{1,2}）|第[一二三四五六七八九十\d]+部分|目录"
)
_TAILS = (
    "局|委员会|办公室|管委会|政府|中心|院|学校|小学|中学|幼儿园|街道办事处|办事处"
    "|联合会|协会|总工会|工会|学会|研究会|促进会|红十字会|商会|队|馆|站|所|厅|委|办|校|镇|乡"
    "|工作部|组织部|宣传部|统战部|武装部|党校|残联|妇联|文联|科协|侨联|工商联|联社|联合社|供销社|报社"
    "|林场|农场|牧场|渔场|茶场|苗圃|管理处|服务处|电视台|气象台|水库|产业园|公园|博物院|剧团|集团|公司"
)
_ORGANISATION = re.compile(rf"[一-鿿（）]{{2,34}}?(?:{_TAILS})(?:（本级）|（本部）|（机关）|本级)?")
# Before a project's name only these end a name for sure: 乡 may begin 乡村振兴局.
_OWNER = re.compile(
    r"(?P<name>[一-鿿]{2,12}?(?:县|区|市|旗)[一-鿿]{2,20}?(?:局|委员会|办公室|人民政府|办事处|中心|法院|检察院|医院|中学|小学))"
    r"[一-鿿、“”]{2,30}$"
)
_LABEL = re.compile(
    r"(?:(?:预算|预算主管|填报|编制|评价|被评价|项目|主管|实施|自评)?(?:单位|部门)(?:（单位）)?(?:名称)?|部门（单位）名称)(?:（(?:盖章|公章|签章)）)?[：]?"
)
_TOPIC = re.compile(
    r"(?:20\d\d年?度?(?:\d{1,2}月(?:\d{1,2}日)?)?)|二[〇○零].{1,2}年度?|关于|部门(?=决算|预算|整体)"
    r"|(?:部门|单位)?(?:整体支出|项目支出|财政支出|预算支出|预算|决算|绩效|专项资金|“三公”|三公|自评|收支)"
)
_SELF = re.compile(
    r"(?:^|[。，；：、])(?P<name>[一-鿿]{2,12}?(?:县|区|市|旗)[一-鿿]{2,22}?(?:局|委员会|办公室|中心))"
    r"(?:（[^）]*）)?(?:是|为|内设|下设|座落|坐落|位于|现有)"
)
_LEADING = re.compile(
    r"^(?:附件\d*[：:]?|关于(?:报送|印发|公开|开展|批复|对)?|对(?=.+[县区市])|报送|印发|批复|中共(?=.*(?:局|政府)$))+"
)
_SUMMED = re.compile(r"（(?:部门|汇总|部门汇总)）")
_MONEY = re.compile(r"项目|资金|专项")
_BEHIND = re.compile(r"20\d\d|(?:金额)?单位[：:]|日期|填报")
_BRACKETED = re.compile(r"（([^（）]{4,})）")
_QUOTED = re.compile(r"《[^》]*》")
_UNITS_HEAD = re.compile(r"机构设置|机构情况|单位构成|(?:预算|决算)单位(?:构成|情况|包括)|所属单位|下属单位")
_PARTS = re.compile(r"[、，；。：\s]|包括|分别[为是]|以及|和(?=[^、，。]{4,})")
_ORDINAL = re.compile(r"^(?:\d{1,2}[.．、]?|[（(]?[一二三四五六七八九十\d]{1,3}[）)]、?|[①-⑳])")
# 办公室 and 股 are parts of the office, not units with money of their own.
_BELONGS = re.compile(
    r"(?:（(?:本级|本部|机关)）|本级|中心|站|所|队|院|学校|中学|小学|校|幼儿园|馆|场|处|局|政府|办事处|台)$"
)
_HEAD, _FAR = 40, 40
_BLANK = re.compile(r"某(?=[某县市区局镇乡省部单委])|[×XxＸ*○〇_＿]|^[我本该]|^[现原](?=.+[县区市])")
_SEALED = re.compile(r"（(?:盖章|公章|签章)）?$")


def without_quoted(text: str) -> str:
    """The line without the titles that it quotes; a line that is one quotation keeps its words."""
    rest = _QUOTED.sub("", text)
    return rest or text.strip("《》")


def labelled(paragraphs: Sequence[Paragraph]) -> str | None:
    """The name behind 填报单位： and the like."""
    for paragraph in paragraphs:
        label = _LABEL.match(paragraph.text)
        if label and (name := whole_name(_BEHIND.split(paragraph.text[label.end() :])[0])):
            return name
    return None


def titled(lines: Sequence[str]) -> str | None:
    """A name broken over two lines comes after 委: that of the party committee's own department."""
    lines = [line for line in lines if not line.endswith("：")]  # that names whom it is sent to
    whole = [a + b for a, b in pairwise(lines) if a.endswith("委") and not a.startswith("20")]
    return next((name for text in (*whole, *lines) if (name := _in_title(text))), None)


def labelled_cell(paragraphs: Sequence[Paragraph]) -> str | None:
    """The cell to the right of 主管部门 and the like."""
    cells = [p for p in paragraphs if p.cell is not None]
    for label, value in itertools.pairwise(cells):
        beside = label.cell and value.cell and label.cell.row == value.cell.row
        if (
            beside
            and len(label.text) < 16
            and _LABEL.fullmatch(label.text)
            and (name := whole_name(value.text))
        ):
            return name
    return None


def described(paragraphs: Sequence[Paragraph]) -> str | None:
    """The name in a heading ……概况."""
    headed = (p.text[:-2] for p in paragraphs if p.text.endswith("概况"))
    return next((name for text in headed if (name := _in_title(text))), None)


def spoken_name(paragraphs: Sequence[Paragraph]) -> str | None:
    """What the text says of itself: ……局是主管……的工作部门."""
    return next((found["name"] for p in paragraphs if (found := _SELF.search(p.text))), None)


def _in_title(text: str) -> str | None:
    """The name stands alone on a line, on one side of the year, before the topic, or in brackets behind it."""
    if _LABEL.match(text):
        return None
    cleaned = _LEADING.sub("", _SUMMED.sub("", without_quoted(text).strip("“”")))
    parts = [part for part in _TOPIC.split(cleaned) if part]
    aside = _BRACKETED.findall(cleaned)
    found = next((name for part in (*parts, *aside) if (name := whole_name(part) or _joint(part))), None)
    if found is None and _MONEY.search(text):
        owners = (_OWNER.fullmatch(part) for part in parts)
        found = next((owner["name"] for owner in owners if owner and not _BLANK.search(owner["name"])), None)
    return found


def _joint(text: str) -> str | None:
    """Two offices that work as one: the whole of what is printed, 某委员会、某委员会."""
    names = text.split("、")
    return text if len(names) == 2 and all(whole_name(name) for name in names) else None


def whole_name(text: str) -> str | None:
    """The text when it is the name of an organisation and nothing else; a blank of a template is none."""
    text = _LEADING.sub("", _unbracketed(text.strip("：“”《》 ")))
    text = _SEALED.sub("", text).removesuffix("文件")
    found = _ORGANISATION.fullmatch(text)
    return found[0] if found and 4 <= len(found[0]) <= 36 and not _BLANK.search(found[0]) else None


def _unbracketed(text: str) -> str:
    """Without brackets around the whole or left over at one end: （某局, 某局）, （某局）."""
    while text.startswith(("（", "）")) and (text.count("（") != text.count("）") or text.endswith("）")):
        text = text[1:]
    while text.endswith(("（", "）")) and text.count("（") != text.count("）"):
        text = text[:-1]
    return text.strip("：“”《》 ")


def listed_units(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The units that a department lists as its own, under 机构设置, 单位构成 and the like; without repeats."""
    found: list[str] = []
    inside, left = False, 0
    for paragraph in paragraphs:
        text = paragraph.text
        if len(text) < _HEAD and _UNITS_HEAD.search(text):
            inside, left = True, _FAR
        elif inside and paragraph.is_heading and not _listed(text):
            inside = False
        if inside and paragraph.cell is None:
            found += _listed(text)
            left -= 1
            inside = left > 0
    return list(dict.fromkeys(found))


def _listed(text: str) -> list[str]:
    parts = (_ORDINAL.sub("", part) for part in _PARTS.split(text))
    return [name for part in parts if (name := whole_name(part)) and _BELONGS.search(name)]
