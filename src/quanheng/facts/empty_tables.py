"""Tables called empty, in a note under them or in the text, against what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.account_tables import AccountTable
from quanheng.facts.grids import Entry
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.wording_statement import said
from quanheng.model.figure import Statement
from quanheng.model.quantity import MONEY

_EMPTY = re.compile(
    r"(?:本表|此表|该表|表格?)(?:为|是)?(?:空表|空白表?|空(?=[。，；）]|$)|无数据|没有数据|无数字)|为空表|无相关数据"
)
_MODEL = re.compile(
    r"的，|的部门|的单位|作下述|如下说明|保留该表|如无|若无|没有的"
)  # an instruction of the form
_SUBJECTS = {
    "T07": ("政府性基金", re.compile(r"政府性基金")),
    "B08": ("政府性基金", re.compile(r"政府性基金")),
    "T08": ("国有资本经营预算", re.compile(r"国有资本")),
    "B09": ("国有资本经营预算", re.compile(r"国有资本")),
    "T09": ("三公经费", re.compile(r"三公")),
    "B07": ("三公经费", re.compile(r"三公")),
}
_NONE = re.compile(
    r"(?:无|没有|未安排|未发生|不涉及)(?:使用)?(?:一般公共预算)?(?:财政拨款)?“?(?P<what>政府性基金|国有资本经营|三公)”?(?:经费)?(?:预算)?(?:财政)?(?:拨款)?(?:安排)?的?"
    r"(?P<side>收入支出|收入和支出|收入、支出|收支|支出预算|支出|收入|预算|安排|拨款)?(?:预算|决算)?(?:支出|安排)?(?=[。，；）]|$)"
)
_DENIES = re.compile(r"[无未]|没有|不涉及")
_YEAR = re.compile(r"20\d\d(?=年)")
_BELOW = 4
_SHOWN = 3
_AFTER = 12  # characters behind the words that may make them an instruction


def _amounts(table: AccountTable, prefix: str = "") -> list[Entry]:
    return [e for (_, column), e in table.cells.items() if e.figure.value and column.startswith(prefix)]


def _below(parts: Sequence[Paragraph], table: AccountTable) -> Iterator[Paragraph]:
    """The paragraphs just under a table."""
    last = max(row.entries[0].mention.paragraph.block for g in table.grids for row in g.rows if row.entries)
    following = [p for p in parts if p.block > last][:_BELOW]
    for part in following:
        if part.cell is not None:
            return
        yield part


def empty_statements(
    parts: Sequence[Paragraph], tables: Sequence[AccountTable], year: int | None
) -> Iterator[Statement]:
    """Statement denied_table: a note calls the table empty, or the text says that there is none, and it holds amounts.

    `degree` is note or text; `value` the amounts that stand in it.
    """
    for table in tables:
        if table.empty or not table.kind:
            continue
        amounts = _amounts(table)
        if not any(e.figure.unit.dimension == MONEY or e.figure.decimals for e in amounts):
            continue
        for part in _below(parts, table):
            found = _EMPTY.search(part.text)
            if found and not _MODEL.search(part.text) and not _of_another(part.text, table):
                yield _denied("note", part, (0, len(part.text)), table, amounts)
        if table.kind in _SUBJECTS and (table.year or year) == year:
            yield from _text(parts, table, year)


def unexplained_statements(parts: Sequence[Paragraph], tables: Sequence[AccountTable]) -> Iterator[Statement]:
    """Statement unexplained_table: an empty table of a fund or of the three public expenses, and no word on it."""
    if not any(table.kind and not table.empty for table in tables):
        return  # a blank form
    prose = [p for p in parts if p.cell is None and _DENIES.search(p.text)]
    for table in tables:
        if table.empty and table.kind in _SUBJECTS and not _EMPTY.search(table.note):
            pattern = _SUBJECTS[table.kind][1]
            title = next((p for p in parts if p.cell is None and table.title and table.title in p.text), None)
            if title is not None and not any(pattern.search(p.text) for p in prose):
                yield said("unexplained_table", title, (0, len(title.text)))


def _denied(
    degree: str, part: Paragraph, span: tuple[int, int], table: AccountTable, amounts: Sequence[Entry]
) -> Statement:
    name = _SUBJECTS[table.kind][0] if table.kind in _SUBJECTS else table.title
    shown = "、".join(e.figure.text for e in amounts[:_SHOWN])
    return said("denied_table", part, span, shown, degree=degree, name=name, table=table.title)


def _text(parts: Sequence[Paragraph], table: AccountTable, year: int | None) -> Iterator[Statement]:
    """无政府性基金收入和支出, said of the year of the table."""
    pattern = _SUBJECTS[table.kind or ""][1]
    for part in parts:
        if part.cell is not None or _EMPTY.search(part.text) or not _DENIES.search(part.text):
            continue
        for found in _NONE.finditer(part.text):
            begin = max(part.text.rfind("。", 0, found.start()), part.text.rfind("；", 0, found.start())) + 1
            sentence = part.text[begin : found.end()]
            years = {int(y) for y in _YEAR.findall(sentence)}
            amounts = _of_side(table, found["side"] or "")
            if (
                pattern.search(found["what"])
                and (not years or year in years)
                and not _MODEL.search(part.text, begin, found.end() + _AFTER)
                and amounts
            ):
                yield _denied("text", part, found.span(), table, amounts)


_SPENT = ("total", "basic", "project")


def _of_side(table: AccountTable, side: str) -> list[Entry]:
    """The amounts that the words deny: of the budget or of the accounts, of income or of expenditure."""
    public = table.kind in ("T09", "B07")
    if public:
        prefix = "budget_" if table.kind == "B07" or "预算" in side or side == "安排" else "final_"
        return [e for e in _amounts(table, prefix) if not _column(table, e).endswith("agency")]
    if side in ("收入", "支出"):
        wanted = ("income",) if side == "收入" else _SPENT
        return [e for e in _amounts(table) if _column(table, e) in wanted]
    return _amounts(table)


def _column(table: AccountTable, entry: Entry) -> str:
    return next((column for (_, column), e in table.cells.items() if e is entry), "")


def _of_another(note: str, table: AccountTable) -> bool:
    """True when the note speaks of the subject of another table."""
    named = [pattern for _, pattern in _SUBJECTS.values() if pattern.search(note)]
    own = _SUBJECTS.get(table.kind or "")
    return bool(named) and (own is None or not own[1].search(note))
