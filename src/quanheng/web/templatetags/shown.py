"""How values look in pages; numbers through the one formatter of the reports."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quanheng.lexicon.workbook import layout
from quanheng.read.endings import WORDS
from quanheng.report import numbers
from quanheng.report.words import BASES

register = template.Library()

FUNDS = {"general": "一般公共预算", "fund": "政府性基金", "state": "国有资本经营", "fiscal": "财政拨款"}
SEVERITIES = {
    "error": ("×", "错误"),
    "doubt": ("▲", "疑点"),
    "note": ("●", "提示"),
    "missing": ("□", "缺少"),
    "agree": ("√", "相符"),
    "undecided": ("○", "未能核对"),
}
"""Symbol and word of each; the colour alone never says it."""


@register.filter
def money(value: Decimal | None) -> str:
    """An amount with two decimals and separators; 未填 when there is none."""
    return "未填" if value is None else numbers.grouped(value)


@register.filter
def points(value: Decimal | None) -> str:
    """A score without idle zeros; — when there is none."""
    return "—" if value is None else numbers.points(value)


@register.simple_tag
def severity(name: str, count: Any = "") -> SafeString:
    """The badge of a severity, with a count beside it."""
    symbol, word = SEVERITIES[name]
    return format_html(
        '<span class="badge badge-{}"><span aria-hidden="true">{}</span> {}{}</span>',
        name,
        symbol,
        word,
        f" {count}" if count != "" else "",
    )


@register.simple_tag
def readable() -> str:
    """The kinds of files that are read."""
    return WORDS


@register.simple_tag
def state(row: Any) -> SafeString:
    """The state of a row as a tag with its word."""
    return format_html('<span class="state state-{}">{}</span>', row.state, row.get_state_display())


@register.filter
def entry_name(key: str) -> str:
    """The JSON key of a cell in words: item, basis, year, subject or project."""
    kind, *parts = json.loads(key)
    if kind != "amount":
        return "／".join(part for part in parts if part)
    item, basis, year, fund, code = parts
    words = [layout().label(item), f"{year}年", BASES.get(basis, basis), FUNDS.get(fund, fund), code]
    return " ".join(word for word in words if word)
