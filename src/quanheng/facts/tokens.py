"""One pass over a normalised paragraph: figures, years and separators, with everything masked that is no figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from quanheng.model.figure import APPROX, AT_LEAST, AT_MOST, EXACT, RANGE
from quanheng.model.quantity import Unit, unit

FIGURE, YEAR, SEPARATOR, MASK = "figure", "year", "separator", "mask"

MEASURES = (
    "平方公里|平方米|延长米|延米|千瓦时|立方米|人次|人天|批次|场次|户次|件次|条次|车次|台次|课时|学时|公里|公顷|千米|千伏|千瓦|家次|小时|分钟|个月|大类"
    "|方面|家|人|名|位|户|辆|台|批|项|个|件|起|次|场|宗|亩|套|份|篇|条|所|座|期|天|日|度|担|吨|倍|册|卷|处|张|只|头|株|支"
    "|艘|间|栋|幢|门|村|类|种|款|笔|本|部|棵|斤|克|米|岁|届|站|岗|队|班|节|点|步|轮|组|对|块|根|艘次|盏|樘|口|科|校|镇|县|市"
)
_UNIT = (
    rf"[万亿]\d元|个百分点|百分点|元/[\u4e00-\u9fff]{{1,3}}|亿元|千元|百万元|万元|元|%|‰"
    rf"|(?:万|亿)(?:{MEASURES})|分(?![别钟公为析之布类局店解管担成期段配行支工级批子册部校])|{MEASURES}|㎡|万|亿"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?"
_TOKEN = re.compile(
    # what a token begins with, told at one glance: most characters begin none
    r"(?=[，。；：、（）！？〔【\[\dA-Za-z第两一二三四五六七八九十百千])(?:"
    r"(?P<sep>[，。；：、（）！？])"
    r"|(?P<date>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|(?:19|20)\d\d年度?(?:\d{1,2}(?:[-至]\d{1,2})?月(?:\d{1,2}日?)?)?[底末初份]*"
    r"|(?:19|20)\d\d(?=[-—~至](?:19|20)\d\d年)"
    r"|\d{1,2}(?:[-—~至]\d{1,2})?月(?:\d{1,2}日)?[底末初份]*|\d{1,2}日(?!均|常)|\d{1,2}:\d\d)"
    r"|(?P<mask>[〔【\[（]\d{4}[〕】\]）]\d+号?|第\d+|\d{15,}[Xx]?|0\d{2,3}-\d{7,8}|1[3-9]\d{9}(?!\d)|\d+(?=号)|[A-Za-z]+[-\dA-Za-z.]*\d|\d+[A-Za-z]+)"
    rf"|(?P<number>{_NUMBER})(?:(?P<to>[-~～—至到])(?P<upper>\d+(?:\.\d+)?))?(?P<more>[余多来](?=[万亿元个家人名辆台批项件次场户条份]))?"
    rf"(?P<unit>{_UNIT})?(?P<more2>[余多](?![支收用花出于])元?(?!\d))?"
    rf"|(?<![一二三四五六七八九十两第几])(?P<spelled>十[一二三四五六七八九]?|[两三四五六七八九])(?P<measure>家|种|名|项|个|类|方面|大类|所|支|座)(?![一二三四五六七八九十月])"
    r"|(?P<vague>[十百千])余(?P<vunit>万元|亿元|元|家|人|名|户|个|场|次|项|件))"
)
# a paragraph without any of these has no figure
_FIGURES = re.compile(r"\d|[十百千]余|[一二两三四五六七八九十](?:家|种|名|项|个|类|方面|大类|所|支|座)")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_BEFORE = re.compile(
    r"(?P<ge>不低于|不少于|至少|超过|突破|大于等于|[≥>]=?|以上达|超)$|(?P<le>不超过|不高于|不多于|不足|低于|少于|[≤<]=?)$"
    r"|(?P<about>大约|(?<![节制合条公])约|近|将近|接近|约为|逾)$"
)
_BEFORE_ENDS = frozenset("于少过破≥>=达超足≤<约近逾")  # the last characters of those words but 约为
_AFTER_BEGINS = frozenset("左上以及之")
_AFTER = re.compile(r"(?P<about>左右|上下)|(?P<ge>以上|及以上)|(?P<le>以内|以下|之内)")


_WHOLE = frozenset("项本件户家人名位")
"""Units of what does not come in parts."""


@dataclass(slots=True, eq=False)
class Token:
    """A span with its reading. `value` is the figure, `year` the year of a date, `text` a separator."""

    kind: str
    start: int
    end: int
    text: str = ""
    value: Decimal = Decimal(0)
    decimals: int = 0
    unit: Unit | None = None
    hedge: str = EXACT
    upper: Decimal | None = None
    year: int | None = None


@lru_cache(maxsize=4096)
def number(text: str) -> tuple[Decimal, int]:
    """Read printed digits: the value and the places after the point."""
    bare = text.replace(",", "")
    return Decimal(bare), len(bare) - bare.index(".") - 1 if "." in bare else 0


def spelled(text: str) -> int:
    """Read 两, 七, 十, 十三."""
    return 10 + _DIGITS.get(text[1:], 0) if text[0] == "十" else _DIGITS[text]


def _hedge(text: str, start: int, end: int) -> str:
    after = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_BEGINS else None
    near = start and (text[start - 1] in _BEFORE_ENDS or text[start - 2 : start] == "约为")
    before = _BEFORE.search(text, max(0, start - 4), start) if near else None
    for found in (before, after):
        if found:
            return APPROX if found.lastgroup == "about" else AT_LEAST if found.lastgroup == "ge" else AT_MOST
    return EXACT


def _figure(text: str, found: re.Match[str]) -> Token:
    start, end = found.span()
    digits, name, upper, more, more2 = found.group("number", "unit", "upper", "more", "more2")
    value, decimals = number(digits)
    if name and not start and decimals and _numbers(name, text[end : end + 1]):
        return Token(FIGURE, start, start + len(digits), "", value, decimals, unit(""))
    token = Token(FIGURE, start, end, "", value, decimals, _unit(name or "", more2))
    if (
        start
        and text[start - 1] == "-"
        and not (start > 1 and (text[start - 2].isdigit() or text[start - 2] == "-"))
    ):
        token.value, token.start = -value, start - 1
    if upper:
        token.hedge, token.upper = RANGE, Decimal(upper)
    elif more or more2:
        zeros = len(digits) - len(digits.rstrip("0")) if not decimals else -decimals
        token.hedge, token.upper = (RANGE, value + Decimal(10) ** zeros) if zeros > 0 else (APPROX, None)
    else:
        token.hedge = _hedge(text, token.start, end)
    return token


def _numbers(name: str, after: str) -> bool:
    """2.3项目支出300万元, 2.1本年收入18万元: a number of the outline, what follows is no unit."""
    return name in _WHOLE and "\u4e00" <= after <= "\u9fff"


def _unit(name: str, more: str | None) -> Unit:
    """The unit as printed; `more` is what stands behind it, 余 or 余元."""
    if len(name) == len("万4元") and name[1].isdigit():
        name = name[0] + "元"  # 812.05万4元: a stray digit inside the unit
    if more and more.endswith("元") and name in ("万", "亿"):
        name += "元"
    return unit(name)


def _spelled(found: re.Match[str]) -> Token:
    value = Decimal(spelled(found["spelled"]))
    return Token(FIGURE, *found.span(), value=value, unit=unit(found["measure"]), text="spelled")


def _date(found: re.Match[str]) -> Token:
    year = found[0][:4]
    return Token(YEAR, *found.span(), year=int(year) if year.isdigit() else None)


def _vague(found: re.Match[str]) -> Token:
    value = Decimal({"十": 10, "百": 100, "千": 1000}[found["vague"]])
    return Token(FIGURE, *found.span(), value=value, unit=unit(found["vunit"]), hedge=RANGE, upper=value * 2)


def has_figures(text: str) -> bool:
    """False where `tokens` would find no figure: a quick look before the slow one."""
    return _FIGURES.search(text) is not None


def tokens(text: str) -> list[Token]:
    """Tokens of a normalised paragraph in order; what is between them is words."""
    made: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup  # the last group of a branch that took part
        if kind == "sep":
            made.append(Token(SEPARATOR, *found.span(), found[0]))
        elif kind == "date":
            made.append(_date(found))
        elif kind == "mask":
            made.append(Token(MASK, *found.span()))
        elif kind == "measure":
            made.append(_spelled(found))
        elif kind == "vunit":
            made.append(_vague(found))
        else:
            made.append(_figure(text, found))
    return made
