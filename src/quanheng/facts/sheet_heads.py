"""The head of a sheet of indicators: which kind it is, and what stands in which column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from quanheng.lexicon.sheets import sheet_words
from quanheng.model.indicator_sheet import GOALS, MONITORING, REVIEW

_LONGEST = 30
_WATCHED = {"possibility", "reason", "deviation", "measures"}


@dataclass(slots=True)
class SheetHead:
    """Columns by role; `chances` and `reasons` those of the divided heads; `above` the levels of the row before."""

    kind: str
    columns: dict[str, int]
    chances: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)

    @property
    def divided(self) -> bool:
        """True when the head takes two rows."""
        return bool(self.chances or self.reasons)


def sheet_head(texts: Mapping[int, str], below: Mapping[int, str]) -> SheetHead | None:
    """The head in a row, None for any other row; `below` is the next row, which may divide it."""
    columns: dict[str, int] = {}
    for column, text in texts.items():
        if role := _role(text):
            columns.setdefault(role, column)
    kind = _kind(columns)
    if not kind:
        return None
    head = SheetHead(kind, columns)
    _divide(head, below)
    return head


@lru_cache(maxsize=4096)
def _role(text: str) -> str:
    """What stands in the column that the text heads, "" for none."""
    bare = text.replace(" ", "")
    if len(bare) >= _LONGEST:
        return ""
    return next((role for role, pattern in sheet_words().columns.items() if pattern.search(bare)), "")


def _kind(columns: Mapping[str, int]) -> str:
    if "name" not in columns or "target" not in columns:
        return ""
    if "review_score" in columns and ("self_score" in columns or "review_result" in columns):
        return REVIEW
    if "score" in columns or "self_score" in columns or "review_score" in columns:
        return ""
    if "done" in columns or ("expected" in columns and _WATCHED & set(columns)):
        return MONITORING  # 2024年预计完成值 alone stands beside the goals of 2025
    return GOALS if "result" not in columns else ""


def _divide(head: SheetHead, below: Mapping[int, str]) -> None:
    words = sheet_words()
    texts = {column: text.replace(" ", "") for column, text in below.items()}
    chances = {words.divided_chances[t]: c for c, t in texts.items() if t in words.divided_chances}
    reasons = {t: c for c, t in texts.items() if t in words.divided_reasons}
    if len(chances) > 1 or len(reasons) > 1:
        head.chances, head.reasons = chances, reasons
