"""Targets and results of indicators: ≥95%, 不低于30户, 1.5万元以内 -> sign, number, unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from quanheng.lexicon.sheets import sheet_words
from quanheng.model.indicator_sheet import Measure

_DATE = re.compile(r"\d{4}年|\d{1,2}月(?!均)(?:\d{1,2}日|底|末|前|份|$)|\d{1,2}日前")


@cache
def _pattern() -> re.Pattern[str]:
    words = sheet_words()
    front = "|".join(re.escape(s) for s in sorted(words.signs, key=len, reverse=True))
    behind = "|".join(sorted(words.behind, key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>{front})?(?P<number>-?\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d，。；、≥≤]{{0,8}}?)(?P<behind>{behind})?"
    )


def is_date(text: str) -> bool:
    """True for a day or a month: 2025年12月底前."""
    return bool(_DATE.search(text))


def measure(text: str, sign: str = "", unit: str = "") -> Measure | None:
    """The measure of a cell; `sign` and `unit` from columns of their own. None for words, ranges and dates."""
    bare = text.replace(" ", "")
    found = _pattern().fullmatch(bare)
    if found is None or is_date(bare):
        return None
    words = sheet_words()
    own = words.signs.get(found["sign"] or "", "") or words.behind.get(found["behind"] or "", "")
    return Measure(
        own or words.signs.get(sign.strip(), ""),
        Decimal(found["number"].replace(",", "")),
        found["unit"] or unit.strip(),
    )
