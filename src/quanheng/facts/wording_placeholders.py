"""What a template leaves behind, and fixed words written wrongly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_UNIT = r"(?:[万亿]?元(?![器旦素])|%|个百分点|平方米|辆|批次|人次)"
_PLACE = "县|市|区|乡|镇|村|局|委|办|单位|部门|公司|企业|中心|学校|医院|项目|街道|年|月|同志"
_CROSSES = re.compile(rf"[Xx×＊*□○〇_]{{2,}}(?:(?P<unit>{_UNIT})|(?P<place>{_PLACE}))?")
_WORDS = re.compile(
    r"【(?:待|请|此处|填|补|插入|空|示例|模板)[^】]{0,20}】"
    r"|（(?:此处|请(?!示)|待补|待填|待定|待核|填写|填列|注：请)[^）]{0,30}）"
    r"|某某(?:单位|局|部门|县|市|区|公司|项目|镇|乡)"
    r"|请(?:在此|在此处)?(?:填写|填列|补充填写|删除本)"
    r"|20[Xx×]{2}年|20__年"
    r"|单位：(?:万元/元|元/万元|元（万元）|万元（元）|万元或元|元或万元|元、万元)"
)
# 填表说明 is none: it heads the rules by which a form is filled in, or the remarks on the form
_TEMPLATE = re.compile(r"[（(](?:参考)?(?:模板|样表|范本|样式|参考格式|参考提纲)[）)]")

# one of these stands in everything that is looked for above: a quick look before the slow ones
_HINT = re.compile(r"[Xx×＊*□○〇_【请某填（(]|单位：")

_TYPOS = {
    "拔款": "拨款", "拔付": "拨付", "下拔": "下拨", "支岀": "支出", "岀国": "出国", "决祘": "决算",
    "预祘": "预算", "予算": "预算", "预箅": "预算", "决箅": "决算", "绩校": "绩效", "绩郊": "绩效", "责效": "绩效", "绩效平价": "绩效评价",
    "自平得分": "自评得分", "自平报告": "自评报告", "绩效自平": "绩效自评", "出国（镜）": "出国（境）",
    "出国（竟）": "出国（境）", "出国（景）": "出国（境）",
    "公务结待": "公务接待", "公务接侍": "公务接待", "三公经废": "三公经费", "公用经废": "公用经费", "人员经废": "人员经费",
    "财政收人": "财政收入", "其他收人合": "其他收入合", "收人总计": "收入总计", "收人决算": "收入决算", "收人预算": "收入预算",
    "年未结转和": "年末结转和", "结转和结佘": "结转和结余", "管埋": "管理", "社会保章": "社会保障", "政府采构": "政府采购",
    "固定资严": "固定资产", "国有资严": "国有资产", "的的": "的", "进行进行": "进行", "主要是主要是": "主要是",
}  # fmt: skip
_RISKY = {"责效": "问责效负", "的的": "目有标", "拔付": "", "下拔": "", "予算": "", "管埋": ""}
_TYPO = re.compile("|".join(map(re.escape, sorted(_TYPOS, key=len, reverse=True))))
_DONE = re.compile(r"己(?:完成|拨付|支付|建成|实现|超额|下达|到位)")
_MARKS = re.compile(r"，[，。；、]|。，|；[；，]|：[：，。]|、[、，。]|（）")
_SLIP = re.compile(f"{_TYPO.pattern}|{_DONE.pattern}|{_MARKS.pattern}")


def placeholder_statements(paragraph: Paragraph) -> Iterator[Statement]:
    """Statements placeholder (degree figure, name, word or form)."""
    text = paragraph.text
    if not _HINT.search(text):
        return
    told: set[str] = set()
    for found in _CROSSES.finditer(text):
        if found[0] not in told:  # a template left unfilled repeats its crosses; once a paragraph is enough
            told.add(found[0])
            yield from _crosses(paragraph, found)
    for found in _WORDS.finditer(text):
        yield said("placeholder", paragraph, found.span(), degree="word")
    if (paragraph.cell is None or len(text) < 30) and (left := _TEMPLATE.search(text)):
        yield said("placeholder", paragraph, left.span(), degree="form")


def _crosses(paragraph: Paragraph, found: re.Match[str]) -> Iterator[Statement]:
    """Crosses next to digits or letters mask private data or are a code; after a surname they mask a name."""
    text, start, end = paragraph.text, found.start(), found.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    marks = found[0].removesuffix((found.lastgroup and found[found.lastgroup]) or "")
    if (before + after).isascii() and (before.isalnum() or after.isalnum()):
        return
    if before.isascii() and before.isalnum() and not found["unit"]:
        return
    if found["unit"] and not (before.isascii() and before.isalnum()):
        if marks[0] != "*" or before in "为共计出入长降少加达约额数":
            yield said("placeholder", paragraph, (start, end), degree="figure")
    elif found["place"]:
        # 二○○八年 is a year in Chinese numerals, 张××同志 a name that is masked on purpose
        masked = ("同志", "月") if marks[0] in "Xx×" else ("同志", "月", "年")
        if marks[0] in "Xx×○〇" and found["place"] not in masked:
            yield said("placeholder", paragraph, (start, end), degree="name")
    elif marks[0] in "Xx×" and (
        len(marks) > 3 or (before in tuple("是为因：于由有") and after in tuple("，。；、）"))
    ):
        yield said("placeholder", paragraph, (start, end), degree="word")


def typo_statements(paragraph: Paragraph) -> Iterator[Statement]:
    """Statements fixed_word (a slip in a word of the field) and doubled_mark."""
    text = paragraph.text
    if not _SLIP.search(text):
        return
    for found in _TYPO.finditer(text):
        risk = _RISKY.get(found[0], "")
        beside = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        if not (risk and any(char in risk for char in beside)):
            yield said("fixed_word", paragraph, found.span(), _TYPOS[found[0]])
    for found in _DONE.finditer(text):
        if text[max(0, found.start() - 1) : found.start()] not in tuple("自知律利为克舍异"):
            yield said("fixed_word", paragraph, found.span(), "已" + found[0][1:])
    for found in _MARKS.finditer(text):
        yield said("doubled_mark", paragraph, found.span())
