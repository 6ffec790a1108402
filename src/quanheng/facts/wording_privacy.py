"""Private data that must not be disclosed; the statements carry it masked only."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from quanheng.model.figure import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanheng.facts.paragraphs import Paragraph

_DIGITS = re.compile(r"\d{11,}+[Xx]?")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_OFFICE = re.compile(
    r"联系电话|联系人|咨询|监督|举报|热线|传真|填报|填表|经办|办公|值班|服务电话|技术支持|公开电话"
)
_ACCOUNT = re.compile(r"[账帐卡]号|银行账户|银行卡|开户")
_CREDIT_CODE = re.compile(r"信用代码|机构代码|登记号|许可证|项目编码|项目代码|合同编号|编码")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘"
    "杜戴夏钟汪姜范姚谭廖邹熊陆郝孔崔毛邱秦江史顾侯邵孟龙黎易常武乔贺赖龚"
)
# second characters that make a common word with a surname, and characters that no given name has
_COMMON = (
    "边期多务西油融头见年地装间季业区旧序击额职人灰属苏料上法名器面案便正困难补救助慰问抚恤金费工资奖临时大病"
    "的对和等各级市县镇乡村户群众老残贫孤儿童学生员农民"
)
# without a word like 同志 or 家庭 after it, three characters are a name only before such aid
_PERSONAL = re.compile(r"困难|生活|医疗|大病|临时|丧葬|遗属|慰问|抚恤|的?工资|薪酬")
_AID = re.compile(
    rf"(?P<name>[{_SURNAMES}](?:某某?|[^\W\d_a-zA-Z{_COMMON}]{{1,2}}))(?P<who>同志|家庭|家属|遗属|户|等\d*人)?"
    r"(?P<what>(?:困难|生活|医疗|大病|临时|丧葬|遗属){0,2}(?:救助|补助|慰问|抚恤|补贴)(?:金|费|款|资金)?"
    r"|(?:的)?(?:工资|薪酬|奖金))(?:共计?|为|支出)?"
    r"\d[\d.,]*万?元"
)
_ADDRESS = re.compile(
    r"(?:家庭住址|家庭地址|户籍地址|现住址|住址|现住|家住)(?:为|在|：)?[^，。；：]{2,30}?\d+(?:号|室|栋|单元|组)"
)


def privacy_statements(paragraph: Paragraph) -> Iterator[Statement]:
    """Statements id_number, mobile_number, bank_account, named_recipient and home_address, masked."""
    text = paragraph.text
    for found in _DIGITS.finditer(text):
        yield from _digits(paragraph, found)
    for found in _AID.finditer(text):
        degree = "masked" if "某" in found["name"] else "named"
        if found["who"] or (len(found["name"]) > 2 and _PERSONAL.match(found["what"])):
            hidden = found["name"][0] + "某" + found[0][len(found["name"]) :]
            yield _masked("named_recipient", paragraph, found.span(), hidden, degree)
    if "住" in text or "户籍" in text:
        for found in _ADDRESS.finditer(text):
            yield _masked("home_address", paragraph, found.span(), found[0][:7] + "……", "")


def _digits(paragraph: Paragraph, found: re.Match[str]) -> Iterator[Statement]:
    text, number, span = paragraph.text, found[0], found.span()
    before = text[max(0, span[0] - 20) : span[0]]
    if text[span[0] - 1 : span[0]] == "." or before.endswith("-") or _CREDIT_CODE.search(before):
        return
    hidden = number[:3] + "*" * (len(number) - 5) + number[-2:]
    if len(number) == 18 and is_identity_number(number):
        yield _masked("id_number", paragraph, span, hidden, "sure")
    elif not number.isdigit():
        return
    elif 12 <= len(number) <= 19 and _ACCOUNT.search(before):
        yield _masked("bank_account", paragraph, span, hidden, "")
    elif len(number) == 15 and number[:2] in _PROVINCES and _day("19" + number[6:12]):
        yield _masked("id_number", paragraph, span, hidden, "old")
    elif len(number) == 11 and number[0] == "1" and number[1] in "3456789":
        yield _masked(
            "mobile_number", paragraph, span, hidden, "office" if _OFFICE.search(before) else "person"
        )


def is_identity_number(number: str) -> bool:
    """True when 18 characters are a resident identity number by GB 11643: province, date and check digit."""
    if not (number[:17].isdigit() and number[:2] in _PROVINCES and _day(number[6:14])):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def _day(text: str) -> bool:
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return day.year >= 1900


def _masked(kind: str, paragraph: Paragraph, span: tuple[int, int], text: str, degree: str) -> Statement:
    return Statement(kind, text, paragraph.place(*span), notes={"degree": degree})
