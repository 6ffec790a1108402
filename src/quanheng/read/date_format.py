"""Days and times of a spreadsheet, printed by the date tokens of a format code."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

Section = tuple[tuple[str, str], ...]
"""One section of a format code: (kind, text) of each token."""

CJK_DATES = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


def date_text(value: Decimal, section: Section, epoch_1904: bool) -> str:
    """Print the day and time that a serial number stands for, by the tokens of a format."""
    # 1900 was no leap year, but spreadsheets count a 29 February: day 60.
    first = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30 if value >= 60 else 31)
    start = datetime.combine(first, time())
    moment = start + timedelta(
        days=int(value), seconds=int((value % 1 * 86400).to_integral_value(ROUND_HALF_UP))
    )
    half_day = any(sign.lower() in ("am/pm", "上午/下午") for _, sign in section)
    out, before = "", ""
    for i, (kind, sign) in enumerate(section):
        if kind == "date":
            after = next((s.lower()[0] for k, s in section[i + 1 :] if k == "date"), "")
            minute = sign.lower()[0] == "m" and (before == "h" or after == "s")
            out += _date_part(moment, sign.lower(), minute, half_day)
            before = sign.lower()[0]
        elif kind != "text":
            out += sign
    return out


def _date_part(moment: datetime, sign: str, minute: bool, half_day: bool) -> str:
    if sign in ("am/pm", "上午/下午"):
        return (sign.upper() if sign == "am/pm" else sign).split("/")[moment.hour >= 12]
    hour = (moment.hour % 12 or 12) if half_day else moment.hour
    month = moment.minute if minute else moment.month
    number = {"y": moment.year, "m": month, "d": moment.day, "h": hour, "s": moment.second}[sign[0]]
    if sign[0] == "y":
        return str(number) if len(sign) > 2 else f"{number % 100:02d}"
    return f"{number:02d}" if len(sign) > 1 else str(number)
