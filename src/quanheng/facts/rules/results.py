"""What a cell gives as target or result: 118家, ≥95%, 效果明显, 逾期20天, 2024-12-31, 缺2项."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from quanheng.facts.rules.parse import clean
from quanheng.facts.rules.words import COUNT, NUMBER
from quanheng.model.rule import Amount, Result

_WORDED = re.compile(r"[^\d.,]")
_AMOUNT = re.compile(
    rf"(?P<most>≤|<|不超过|不高于|控制在)?(?:≥|>|=|达到|完成|不低于|不少于)?(?P<amount>{COUNT}|{NUMBER})(?:以内|以上|及以上)?"
)
_LATE = re.compile(
    rf"(?:逾期|延期|推迟|延迟|超期|晚|迟|滞后|超)(?P<amount>{NUMBER}(?:个月|天|日|周|个?工作日|年))(?:完成)?"
)
_SHORT = re.compile(rf"(?:缺少|缺|少|差|未完成)(?P<amount>{COUNT})")
_DAY = re.compile(
    r"(?P<year>\d{4})(?:年|[-./])(?P<month>\d{1,2})(?:月|[-./])(?P<day>\d{1,2})日?(?:之?前(?:完成)?)?"
)


def _amount(text: str) -> Amount:
    from quanheng.facts.rules.tokens import amount, number  # noqa: PLC0415 lark comes with it

    return amount(text) if _WORDED.search(text) else Amount(number(text))


@lru_cache(maxsize=4096)
def result(text: str) -> Result:
    """Read a target or a result; what is no amount, delay or day is a state, as the words stand."""
    plain = clean(text).rstrip("。；，")
    found = _DAY.fullmatch(plain)
    if found:
        parts = (int(found["year"]), int(found["month"]), int(found["day"]))
        return Result(text, day=parts) if _is_day(parts) else Result(text, state=plain)
    for pattern, field in ((_LATE, "late"), (_SHORT, "short")):
        found = pattern.fullmatch(plain)
        if found:
            return Result(text, **{field: _amount(found["amount"])})  # type: ignore[arg-type]
    found = _AMOUNT.fullmatch(plain)
    if found:
        return Result(text, amount=_amount(found["amount"]), most=bool(found["most"]))
    return Result(text, state=plain)


def _is_day(parts: tuple[int, int, int]) -> bool:
    try:
        date(*parts)
    except ValueError:
        return False
    return True
