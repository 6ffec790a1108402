"""The text of a cell to the value of its column, and back. What is changed or doubted on the way is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from quanheng.ledgers import schema as types
from quanheng.ledgers.registration import credit_check_digit, is_credit_code
from quanheng.ledgers.schema import Column, Value
from quanheng.model import quantity
from quanheng.model.finding import DOUBT, ERROR, NOTE
from quanheng.model.quantity import plain, trimmed

_NOTHING = frozenset({"", "无", "/", "\\", "空", "暂无", "N/A", "n/a", "#N/A"})
_DASHES = frozenset({"-", "—", "——", "－", "–", "--"})
_WORDS = (types.TEXT, types.FILE)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{1,2}")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_SOLID = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_SOLID_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet that believes in 29 February 1900
_AMOUNT = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*([^\d\s]*)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\D*")
_DENYING = ("不", "未", "无", "非", "没", "没有")
_LOST = 16  # digits from which on a spreadsheet writes zeros into a number


@dataclass(frozen=True, slots=True)
class Typed:
    """The value of a cell, and in `told` what there is to say about it with its `severity`, "" for nothing.

    note: converted without loss of doubt; doubt: to be confirmed; error: cannot stand as it is.
    """

    value: Value
    severity: str = ""
    told: str = ""


_BLANK = Typed(None)


def typed(text: str, column: Column, unit: str = "") -> Typed:
    """Type the text of a cell; `unit` is that of the head, "" where it names none. Never raises."""
    if not text:
        return _BLANK
    solid = text.replace("\u200b", "").strip().lstrip("'’‘`").strip()
    # words stay as they were written, full-width brackets and all; what is counted or compared does not
    asis = column.type in _WORDS or solid.isascii()
    clean = solid if asis else unicodedata.normalize("NFKC", solid)
    if clean in column.choices:
        return Typed(clean)
    if clean in _NOTHING:
        return Typed(None)
    if set(clean) == {"#"}:
        return Typed(None, ERROR, f"“{clean}”是列宽不够时显示的符号，不是数据，请加宽后重新复制")
    return _READERS[column.type](clean, column, unit)


def _text(clean: str, column: Column, _: str) -> Typed:
    if clean in _DASHES:
        return Typed(None)
    words = re.sub(r"\s*\n\s*", "；" if column.type == types.FILE else "", clean)
    return Typed(words, NOTE, "单元格内的换行已去掉") if words != clean else Typed(words)


def _code(clean: str, column: Column, _: str) -> Typed:
    if clean in _DASHES:
        return Typed(None)
    solid = re.sub(r"\s+", "", clean)
    if _SCIENTIFIC.fullmatch(solid):
        return Typed(None, ERROR, f"“{clean}”是被表格软件改成数字的长编码，末尾几位已丢失，请从原件重填")
    if solid.endswith(".0") and solid[:-2].isdigit():
        solid = solid[:-2]
    if len(solid) >= _LOST and solid.isdigit() and solid.endswith("000"):
        return Typed(solid, DOUBT, f"“{solid}”末尾是 000，可能被表格软件改成了数字，请核对原件")
    if column.pattern and not re.fullmatch(column.pattern, solid):
        return Typed(solid, DOUBT, f"“{solid}”不像{column.title}")
    return Typed(solid)


def _credit_code(clean: str, column: Column, unit: str) -> Typed:
    found = _code(clean.upper(), column, unit)
    code = found.value
    if not isinstance(code, str):
        return found
    if code.isdigit() and len(code) == 15:
        return Typed(code, DOUBT, "15 位的是旧注册号，请改填 18 位统一社会信用代码")
    if not is_credit_code(code):
        shape = f"{len(code)} 位" if len(code) != 18 else "有不该出现的字符"
        return Typed(
            code, ERROR, f"“{code}”{shape}，统一社会信用代码应为 18 位数字和大写字母（不用 I、O、S、V、Z）"
        )
    right = credit_check_digit(code)
    if code[17] != right:
        return Typed(code, ERROR, f"“{code}”的校验码不对：按前 17 位应为 {right}，填的是 {code[17]}")
    return Typed(code)


def _choice(clean: str, column: Column, _: str) -> Typed:
    if clean in _DASHES:
        return Typed(None)
    near = [one for one in column.choices if _within(clean, one) or _within(one, clean)]
    if len(near) == 1:
        return Typed(near[0], DOUBT, f"“{clean}”按“{near[0]}”处理")
    return Typed(None, ERROR, f"“{clean}”不在可选范围内，可选：{'、'.join(column.choices)}")


def _within(part: str, whole: str) -> bool:
    """True where a word stands in a longer one that does not deny it, as 未入库 denies 入库."""
    before, found, _ = whole.partition(part)
    return bool(found) and not before.endswith(_DENYING)


def _date(clean: str, column: Column, _: str) -> Typed:
    if clean in _DASHES:
        return Typed(None)
    match = _DAY.fullmatch(clean) or _SOLID.fullmatch(clean)
    if match:
        return _day(clean, *map(int, match.groups()[:3]))
    if _SERIAL.fullmatch(clean):
        day = _FIRST_DAY + timedelta(days=int(clean.partition(".")[0]))
        return Typed(day.isoformat(), DOUBT, f"“{clean}”是表格软件的日期序列值，按 {day.isoformat()} 处理")
    if _MONTH.fullmatch(clean) or _YEAR.fullmatch(clean):
        return Typed(None, ERROR, f"“{clean}”没有写到日，{column.title}要写成 2024-12-31 的样子")
    return Typed(None, ERROR, f"“{clean}”不是日期，要写成 2024-12-31 的样子")


def _day(clean: str, year: int, month: int, day: int) -> Typed:
    try:
        return Typed(date(year, month, day).isoformat())
    except ValueError:
        return Typed(None, ERROR, f"“{clean}”不是日历上有的日子")


def _month(clean: str, column: Column, unit: str) -> Typed:
    match = _MONTH.fullmatch(clean) or _SOLID_MONTH.fullmatch(clean)
    if match is None:
        day = _date(clean, column, unit)
        if isinstance(day.value, str):
            return Typed(day.value[:7], day.severity, day.told)
        return day if clean in _DASHES else Typed(None, ERROR, f"“{clean}”不是月份，要写成 2024-12 的样子")
    if not 1 <= int(match[2]) <= 12:
        return Typed(None, ERROR, f"“{clean}”不是月份，要写成 2024-12 的样子")
    return Typed(f"{match[1]}-{int(match[2]):02}")


def _year(clean: str, column: Column, unit: str) -> Typed:
    match = _YEAR.fullmatch(clean.removesuffix(".0"))
    if match:
        return Typed(int(match[1]))
    day = _month(clean, column, unit)
    if isinstance(day.value, str):
        return Typed(int(day.value[:4]), day.severity, day.told)
    return Typed(None, ERROR, f"“{clean}”不是年份，要写成 2024 的样子")


def _number(clean: str, column: Column, unit: str) -> Typed:
    if clean in _DASHES:
        return Typed(0, NOTE, f"“{clean}”按 0 处理")
    solid = clean.replace(" ", "").lstrip("¥￥$")
    if solid.startswith("(") and solid.endswith(")"):
        solid = "-" + solid[1:-1]
    grouped = _GROUPED.fullmatch(solid) is not None
    if "," in solid and not grouped:
        return Typed(None, ERROR, f"“{clean}”里的逗号不在千分位上，不能确定是多少")
    match = _AMOUNT.fullmatch(solid.replace(",", ""))
    if match is None:
        scientific = _scientific(solid)
        if scientific is None:
            return Typed(None, ERROR, f"“{clean}”不是数")
        return _scaled(clean, scientific, unit or _own_unit(column), column)
    try:
        value = Decimal(match[1])
    except InvalidOperation:
        return Typed(None, ERROR, f"“{clean}”不是数")
    return _scaled(clean, value, match[2] or unit or _own_unit(column), column)


def _own_unit(column: Column) -> str:
    """The unit of a number without one; a percentage without its sign is left open."""
    return "" if column.type == types.PERCENT else column.unit or ("元" if column.type == types.MONEY else "")


def _scientific(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if _SCIENTIFIC.fullmatch(text) else None
    except InvalidOperation:
        return None
    return value


def _scaled(clean: str, value: Decimal, unit: str, column: Column) -> Typed:
    """The value in the unit of the column (元 for money) as a whole number of its last places."""
    power = _power(unit, column)
    if power is None:
        return Typed(None, ERROR, f"“{clean}”的单位“{unit}”与{column.title}不合")
    base = value.scaleb(power + column.decimals)
    whole = base.to_integral_value()
    if whole != base:
        least = "分" if column.type == types.MONEY else f"第 {column.decimals} 位小数"
        return Typed(None, ERROR, f"“{clean}”比{least}还细，请核对单位")
    if abs(whole) >= 10**types.MOST_DIGITS:
        return Typed(None, ERROR, f"“{clean}”太大，请核对数和单位")
    if column.type == types.COUNT and whole < 0:
        return Typed(int(whole), DOUBT, f"{column.title}是负数")
    if column.type == types.PERCENT and unit != "%" and 0 < value < 1:
        return Typed(int(whole), DOUBT, f"“{clean}”按 {clean}% 处理，是不是 {plain(value * 100)}%？")
    return Typed(int(whole))


def _power(unit: str, column: Column) -> int | None:
    """Powers of ten from the unit to that of the rows; None where the two do not fit."""
    given, own = quantity.unit(unit), quantity.unit(column.unit)
    if column.type == types.MONEY:
        return given.power if given.dimension == quantity.MONEY else None
    if column.type == types.PERCENT:
        return 0 if unit in ("%", "") else None
    if not unit or unit == column.unit:
        return 0
    if column.type == types.COUNT:  # 家、个、户 count alike; only 万 and 亿 change the number
        return given.power if given.dimension == quantity.COUNT or unit in ("万", "亿") else None
    same = unit.lstrip("万亿千") == column.unit.lstrip("万亿千")
    return given.power - own.power if same else None


_READERS: dict[str, Callable[[str, Column, str], Typed]] = {
    types.TEXT: _text,
    types.FILE: _text,
    types.CODE: _code,
    types.CREDIT_CODE: _credit_code,
    types.CHOICE: _choice,
    types.DATE: _date,
    types.MONTH: _month,
    types.YEAR: _year,
    types.MONEY: _number,
    types.NUMBER: _number,
    types.COUNT: _number,
    types.PERCENT: _number,
}


def number_of(value: int, column: Column, unit: str = "") -> Decimal:
    """The number that a row keeps, in `unit` (of money; 元 when left out)."""
    base = Decimal(value).scaleb(-column.decimals)
    power = quantity.unit(unit).power if column.type == types.MONEY and unit else 0
    return base.scaleb(-power) if power else base


def shown(value: Value, column: Column, unit: str = "") -> str:
    """The value as a cell shows it: money in `unit` or that of the column, without zeros behind the last digit."""
    if value is None:
        return ""
    if isinstance(value, str) or column.type == types.YEAR:
        return str(value)
    return trimmed(number_of(value, column, unit or (column.unit if column.type == types.MONEY else "")))
