"""Keys of the columns and rows of account tables, from their words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from quanheng.facts.leads import year_of
from quanheng.lexicon import accounts
from quanheng.lexicon.load import terms
from quanheng.norms.classification import DEPARTMENT, FUNCTIONAL, subjects

_BASES = (
    ("prior_", re.compile(r"上年|去年|比较基数")),
    ("final_", re.compile(r"决算数?$|执行数?$|支出数$")),
    ("adjusted_", re.compile(r"(?:全年|调整|变动).{0,2}预算数?")),
    ("budget_", re.compile(r"预算数?$")),
)
_AMOUNT = re.compile(
    r"^(?:\d{4}年(?:度)?)?(?:本年|年初|全年|调整后?)?(?:决算数?|预算数?|执行数?|金额|支出数|合计数|数)$"
)
_UNIT = re.compile(r"[（(](?:单位[：:])?(?:万元|元|亿元|千元)[）)]|^\d{4}年(?:度)?|[（(]\d{1,2}[）)]$")
PUBLIC_TABLES = ("T09", "B07")
_BASIC_TABLES = ("T06", "B06")  # all of it is 基本支出: a column of that name is the total
_BLOCKS = ("personnel", "operating")
_SUMS = ("合计", "小计", "总计")


class Column(NamedTuple):
    """A column: `key` is prefix + item; `half` is income or expenditure in a table of two halves.

    prefix   budget_, adjusted_, final_ or prior_ where the head says the basis beside the item, else ""
    item     key of lexicon/account-tables.yaml, `amount` where the head names a basis only
    """

    key: str = ""
    prefix: str = ""
    item: str = ""
    half: str = ""


_HALF = re.compile(r"(?:本年|财政拨款|部门|单位)?(?:收入|支出)(?:预算|决算)?")


def _half(path: tuple[str, ...]) -> str:
    top = accounts.bare(path[0]) if path else ""
    if len(path) < 2 or not _HALF.fullmatch(top):
        return ""
    return "income" if "收入" in top else "expenditure"


_STUB = re.compile(r"^(?:项目|[类款项]|单位名称|单位|部门)$|编码|代码|科目名称|行次|栏次|序号")


def _item(path: tuple[str, ...]) -> str:
    """The innermost head that names something; a bare 小计 under a name is that name.

    人员经费 | 公用经费 over columns of their own codes and amounts are blocks of the table, no columns.
    """
    known = accounts.columns()
    if any(_STUB.search(accounts.bare(text)) for text in path):
        return ""
    words = [_UNIT.sub("", accounts.bare(text)) for text in path]
    for at in range(len(words) - 1, -1, -1):
        item = known.get(words[at], "")
        if item == "total" and words[at] in _SUMS:
            return next((known[w] for w in reversed(words[:at]) if w in known), item)
        if item in _BLOCKS and _AMOUNT.match(words[-1]):
            return "amount"
        if item:
            return item
    return "amount" if any(_AMOUNT.match(w) for w in words) else ""


@lru_cache(maxsize=1024)
def column_key(path: tuple[str, ...]) -> Column:
    """The key of a column from the path of its heads, from the top; an unknown column has the key ""."""
    half = _half(path)
    item = _item(path[1:] if half else path)
    if not item:
        return Column(half=half)
    words = [w for text in path if accounts.columns().get(w := accounts.bare(text)) != item]
    prefix = next((mark for mark, pattern in _BASES if any(pattern.search(w) for w in words)), "")
    return Column(prefix + item, prefix, item, half)


def in_table(column: Column, path: tuple[str, ...], kind: str, year: int | None) -> Column:
    """The column as it is called in a table of that kind: the table's own basis goes without a prefix.

    The tables of the three public expenses have a prefix throughout. A year before the table's own is
    the prior one.
    """
    own = "final_" if kind.startswith(accounts.FINAL) else "budget_"
    if kind in _BASIC_TABLES and column.item == "basic":
        column = column._replace(item="total")
    prefix = column.prefix
    years = [y for text in path if (y := year_of(text))]
    if years and year and years[-1] < year:
        prefix = "prior_"
    if kind in PUBLIC_TABLES:
        prefix = prefix or own
    elif prefix == own:
        prefix = ""
    return column._replace(key=prefix + column.item if column.item else "", prefix=prefix)


@cache
def _classes() -> dict[str, str]:
    """Names of the classes of both classifications -> code."""
    made = {accounts.bare(s.name): s.code for s in subjects(DEPARTMENT).values() if s.level == 1}
    made |= {accounts.bare(s.name): s.code for s in subjects(FUNCTIONAL).values() if s.level == 1}
    for identifier, term in terms().items():
        if identifier.startswith(("function.", "economic.")):
            for name in term["names"]:
                made.setdefault(accounts.bare(name), identifier.partition(".")[2])
    return made


_HALVES = {"income": "income.total", "expenditure": "expenditure.grand"}


@lru_cache(maxsize=8192)
def row_key(label: str, half: str, opened: str) -> str:
    """The key of a row from its label; `half` of the table, `opened` the carry-over row that it stands under."""
    name = accounts.unnumbered(label)
    key = accounts.rows().get(name, "")
    if key == "total" and half and name in ("总计", "合计"):
        return _HALVES[half]
    if opened and key in ("income.general", "income.fund", "income.state"):
        return f"{opened}.{key.partition('.')[2]}"
    return key or _classes().get(name, "")
