"""The unit of the amounts of a table: in the cell, in the head, in the title, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quanheng.facts.tokens import MEASURES
from quanheng.model.document import Table
from quanheng.model.quantity import NO_UNIT, Unit, unit

_NAME = re.compile(r"[（(【]?(?:单位[：:])?(?P<unit>万元|亿元|千元|元)[】）)]?")
_BRACKETED = re.compile(r"[（(](?:单位[：:])?(万元|亿元|元)[）)]")
_STATED = re.compile(r"单位[：:]?(?:人民币)?(?P<unit>万元|亿元|千元|元)")
_FUNDS = re.compile(
    r"(?:资金|金额|预算|经费)(?:(?:执行|安排|来源)?情况)?\s*[（(](?P<unit>万元|亿元|千元|元)[）)]"
)
_MEASURED = re.compile(
    rf"[（(](?:单位[：:])?(?P<unit>个?百分点|[^（）()]*[/／][^（）()]*|[万亿]?(?:{MEASURES}))[）)]$"
)
# 单价, 户均增收, 每公里造价: amounts that stand for one of something, which nobody adds up
_EACH = re.compile(r"单价|单位成本|造价|平均|[人户亩次天月件台所村]均|每(?!年|月份)")
_PER = re.compile(r"[/／]|百分点")
_AMOUNT = re.compile(r"收入|支出|预算|决算|执行|金额|经费|拨款|资金|投资|[费款价]|补[助贴]|工资|合计|总额")
_COUNTED = re.compile(r"数量$|[人户件次套台个辆座处场]数$")
_ABOVE, _FIRST = 3, 40


def table_unit(table: Table, before: Sequence[str]) -> Unit:
    """The unit that stands above the table or in its first cells (单位：万元)."""
    texts = [*reversed(before[-_ABOVE:]), *(cell.text for cell in table.cells[:_FIRST])]
    for text in texts:
        found = _STATED.search("".join(text.split()))  # a title that is broken over lines: （单位：万 / 元）
        if found:
            return unit(found["unit"])
    return NO_UNIT


def funds_unit(table: Table) -> Unit:
    """The unit beside the funds of a form (项目资金（万元）): that of the amounts that stand under no head."""
    named = (_FUNDS.search(cell.text) for cell in table.cells[:_FIRST])
    return next((unit(found["unit"]) for found in named if found), NO_UNIT)


def head_unit(header: str, heads: Sequence[str], table: Unit = NO_UNIT) -> Unit | None:
    """The unit in the head of a column, or in brackets in any head; None where none says one and `table` holds.

    `heads` are those of all columns from the left.
    """
    own = _named(header, table.name) or _beside(header, heads)
    own = own or next((name for text in heads if (name := _bracketed(text))), "")
    return unit(own) if own else None


def row_unit(label: str) -> Unit | None:
    """The unit of what a row counts or measures (项目个数, 面积（亩）), for heads that name places or years."""
    measured = _MEASURED.search(label)
    name = measured["unit"] if measured else "个" if _COUNTED.search(label) else ""
    return unit(name) if name else None


def _beside(header: str, heads: Sequence[str]) -> str:
    """问题（个）| 已完成 | 涉及资金（万元）: what is counted goes on up to the next head with a unit of its own."""
    if _AMOUNT.search(header) or header not in heads:
        return ""
    left = (found for text in reversed(heads[: heads.index(header)]) if (found := _counts(text)))
    return next(left, "")


def _counts(header: str) -> str:
    """What a head counts or measures; that of an amount where it has one, so that nothing further left is meant."""
    measured = _MEASURED.search(header)
    name = measured["unit"] if measured else ""
    return _bracketed(header) or ("" if _PER.search(name) else name)


@lru_cache(maxsize=4096)
def _named(header: str, whole: str) -> str:
    """The unit that the head of a column says or means, "" for none; `whole` is that of the table."""
    measured = _MEASURED.search(header)
    if measured:
        return measured["unit"]
    found = _NAME.search(header)
    if found and ("单位" in found[0] or found[0].startswith(("（", "("))):
        return f"{found['unit']}/件" if _EACH.search(header) else found["unit"]
    if _EACH.search(header):
        return f"{whole or '元'}/件"
    return "个" if _COUNTED.search(header) else ""


@lru_cache(maxsize=4096)
def _bracketed(head: str) -> str:
    inner = _BRACKETED.search(head)
    return inner[1] if inner else ""


def without_unit(header: str) -> str:
    """The head of a column without its unit."""
    return _NAME.sub("", header)
