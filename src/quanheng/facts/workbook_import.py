"""What other files give for a new workbook: last year's workbook, published tables, exports of the system.

Nothing that is already filled in is overwritten, and a number whose unit the file does not say is left
out: both are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from quanheng.facts.account_tables import AccountTable, account_tables
from quanheng.facts.grid_reader import read_grids
from quanheng.facts.grids import Entry
from quanheng.facts.identity import identify
from quanheng.facts.paragraphs import paragraphs
from quanheng.facts.surroundings import Surroundings
from quanheng.facts.workbook_export import exported
from quanheng.lexicon.accounts import FINAL, unnumbered
from quanheng.lexicon.workbook import At, Layout, Line, Source, layout
from quanheng.model.document import Document
from quanheng.model.quantity import MONEY, trimmed
from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Key, Project
from quanheng.norms.classification import DEPARTMENT, FUNCTIONAL, subjects

_WAN = 4  # powers of ten from 元 to 万元
# The budget's tables of the same rows have other numbers from the three public expenses on.
_BUDGET_NUMBERS = {"07": "09", "08": "07", "09": "08"}
_BASES = {"initial": "年初预算数", "adjusted": "全年预算数", "final": "决算数"}
_FUNDS = {"general": "一般公共预算", "fund": "政府性基金", "state": "国有资本经营", "fiscal": "财政拨款"}
_LISTS = {"code": ("functional", 7), "kuan": ("department", 5)}


@dataclass(slots=True)
class Taken:
    """What was taken from a file: counts by table, texts, and what was left out, in Chinese; from which table each."""

    path: str
    counts: dict[str, int] = field(default_factory=dict)
    tables: dict[Key, str] = field(default_factory=dict)
    texts: int = 0
    left: list[str] = field(default_factory=list)

    def words(self) -> str:
        """One line for each table and each thing left out."""
        lines = [f"{self.path}：{name}，带入 {count} 个数" for name, count in self.counts.items()]
        if self.texts:
            lines.append(f"{self.path}：带入文字 {self.texts} 处")
        if not lines:
            lines = [f"{self.path}：没有找到能带入的数"]
        return "".join(f"{line}\n" for line in [*lines, *(f"  未带入：{one}" for one in self.left)])


class Importer:
    """Puts amounts into a record, each once."""

    def __init__(self, record: DepartmentYear, path: str) -> None:
        self.record, self.taken = record, Taken(path)
        self.described: Layout = layout()
        self._places = self.described.places()

    def named(self, key: Key) -> str:
        """What an amount is called: 2024年决算数：基本支出（201）."""
        code = f"（{key.code}）" if key.code else ""
        fund = _FUNDS.get(key.fund, "")
        return f"{key.year}年{_BASES.get(key.basis, '')}：{fund}{self.described.label(key.item)}{code}"

    def put(self, key: Key, value: Decimal, table: str, unit: str = "万元") -> None:
        """Enter an amount that the workbook has a place for."""
        offset, listed = key.year - self.record.year, _list_of(key.code)
        if (Line(key.item, key.fund), At(key.basis, offset), listed) not in self._places:
            return
        known = self.record.values.get(key)
        if known is not None and known.value != value:
            self.taken.left.append(
                f"{table}的{self.named(key)}是{trimmed(value)}，已有{trimmed(known.value)}"
            )
            return
        if known is None:
            self.record.values[key] = Amount(value, unit)
            self.taken.tables[key] = table
            self.taken.counts[table] = self.taken.counts.get(table, 0) + 1


def _list_of(code: str) -> str:
    if not code:
        return ""
    return {"2": "functional", "3": "department"}.get(code[0], "project") if code.isdigit() else "project"


def take_workbook(record: DepartmentYear, path: str, last: DepartmentYear) -> Taken:
    """Last year's workbook: prior-year columns, opening carry-overs, subjects, indicators with their targets."""
    into = Importer(record, path)
    if last.year != record.year - 1:
        into.taken.left.append(f"这是{last.year}年度的工作簿，只能带入{record.year - 1}年度的")
        return into.taken
    record.subjects = {**last.subjects, **record.subjects}
    for key, amount in last.values.items():
        if key.year == last.year:
            into.put(key, amount.value, f"{last.year}年度工作簿", amount.unit)
        if (
            key.item == "carryover.closing"
            and key.year == last.year
            and key.basis == "final"
            and not key.code
        ):
            opening = Key("carryover.opening", "final", record.year, key.fund)
            into.put(opening, amount.value, f"{last.year}年度年末结转")
    for name, text in last.texts.items():
        if name.startswith("unit."):
            record.texts.setdefault(name, text)
    record.organisation = record.organisation or last.organisation
    record.duties = record.duties or [replace(duty, due="") for duty in last.duties]
    if not any(one.level3 for one in record.indicators):
        record.indicators = [
            replace(
                one,
                result="",
                score=None,
                reason="",
                evidence="",
                midyear="",
                forecast="",
                lag="",
                likelihood="",
            )
            for one in last.indicators
        ]
        known = {project.name for project in record.projects}
        record.projects += [
            replace(p, score=None, actual="", reason="") for p in last.projects if p.name not in known
        ]
    return into.taken


def take_tables(into: Importer, document: Document) -> None:
    """Published tables of this or of last year, and tables exported from the integrated system."""
    record = into.record
    parts = list(paragraphs(document))
    known = identify(parts, document.name)
    grids = read_grids(document, Surroundings(known.year, ""))
    tables = account_tables(document, grids, known.kind, known.year)
    for table in tables:
        if table.kind:
            _table(into, table)
    _personnel(into, tables)
    plain = [grid for table in tables if not table.kind for grid in table.grids]
    for name, key, value in exported(plain, record.year, into.taken.left):
        if key.code and not key.code.isdigit() and all(p.name != key.code for p in record.projects):
            record.projects.append(Project(key.code))
        into.put(key, value, name)


def _table(into: Importer, table: AccountTable) -> None:
    assert table.kind
    side, number = table.kind[0], table.kind[1:]
    sources = into.described.sources[number if side == FINAL else _BUDGET_NUMBERS.get(number, number)]
    title = table.title or table.kind
    year = table.year or into.record.year
    basis = "final" if side == FINAL else "initial"
    for source in sources:
        for code, entry, column in _entries(table, source):
            value = _value(into, entry, title)
            if value is None:
                continue
            given = "initial" if column.startswith("budget_") else basis
            if code:
                into.record.subjects.setdefault(code, _name(code, entry))
            into.put(Key(source.line.item, given, year, source.line.fund, code), value, title)


def _entries(table: AccountTable, source: Source) -> Iterator[tuple[str, Entry, str]]:
    """The cells that a source means: code of the line, entry, key of its column."""
    columns = [source.column, f"budget_{source.column}", f"final_{source.column}"]
    rows = [source.row]
    if source.row in _LISTS:
        length = _LISTS[source.row][1]
        rows = [code for code in table.codes() if len(code) == length]
    for row in rows:
        for column in columns:
            entry = table.cell(row, column)
            if entry is not None:
                yield (row if source.row in _LISTS else ""), entry, column


def _value(into: Importer, entry: Entry, title: str) -> Decimal | None:
    """The amount in 万元; None where its unit is not written or it is no sure number."""
    figure = entry.figure
    if figure.unit.dimension != MONEY or figure.unit_source == "assumed":
        words = f"{title}没有写金额单位，请在表头写明“单位：元”或“单位：万元”"
        into.taken.left += [] if words in into.taken.left else [words]
        return None
    if not figure.legible:
        into.taken.left.append(f"{title}的“{figure.text}”辨认不清")
        return None
    return figure.base.scaleb(-_WAN)


def _name(code: str, entry: Entry) -> str:
    known = subjects(FUNCTIONAL if code.startswith("2") else DEPARTMENT).get(code)
    label = unnumbered(entry.label).removeprefix(code).strip()
    return label if label and not label.isdigit() else known.name if known else ""


def _personnel(into: Importer, tables: list[AccountTable]) -> None:
    """Where all basic spending is from the general budget, its two parts are those of the whole."""
    year = into.record.year
    for table in tables:
        if table.kind != "T03" or (basic := table.cell("total", "basic")) is None:
            continue
        pair = [
            into.record.value(f"expenditure.{part}", "final", table.year or year, "general")
            for part in ("personnel", "operating")
        ]
        known = [value for value in pair if value is not None]
        value = _value(into, basic, table.title)
        if len(known) == 2 and sum(known) == value:
            for part, amount in zip(("personnel", "operating"), known, strict=True):
                into.put(
                    Key(f"expenditure.{part}", "final", table.year or year),
                    amount,
                    "基本支出全部为一般公共预算",
                )
