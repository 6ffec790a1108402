"""The description of the workbook: its sheets and sections, what each row and column means, its sums and checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from quanheng.lexicon.load import terms
from quanheng.lexicon.text_yaml import described
from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Key

FORM, LIST = "form", "list"
_UNITS = {"money": "万元", "number": "分", "count": "个"}


class At(NamedTuple):
    """Basis and year of a column, the year counted from that of the workbook."""

    basis: str
    offset: int


class Line(NamedTuple):
    """Item and fund of an amount."""

    item: str
    fund: str = ""

    def __str__(self) -> str:
        return f"{self.item}/{self.fund}" if self.fund else self.item


def line(text: str) -> Line:
    """Read item/fund."""
    item, _, fund = text.partition("/")
    return Line(item, fund)


def at(text: str) -> At:
    """Read basis@offset."""
    basis, _, offset = text.partition("@")
    return At(basis, int(offset))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a section.

    head, group   what stands over it
    at, line      of an amount: basis and year; in a list the item too
    field         of a list: the field of the record it fills
    text          of a form: what words stand in it (reason, words)
    kind          money, count, number, text, choice, code, value, date
    sum           of a list: the items that make it up, in the same `at`
    shown         difference, growth or ratio, of the two columns `of` (codes)
    """

    head: str
    group: str = ""
    at: At | None = None
    line: Line | None = None
    field: str = ""
    text: str = ""
    kind: str = "money"
    sum: tuple[Line, ...] = ()
    shown: str = ""
    of: tuple[str, ...] = ()
    choice: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()
    key: bool = False
    required: bool = False
    width: int = 14

    @property
    def code(self) -> str:
        """What the hidden row holds; the column is found by it."""
        if self.field:
            return self.field
        if self.text:
            return self.text
        if self.shown:
            return f"{self.shown}:{':'.join(self.of)}"
        assert self.at
        where = f"{self.at.basis}@{self.at.offset}"
        return f"{self.line}={where}" if self.line else where

    @property
    def computed(self) -> bool:
        """True for a cell that nobody fills in."""
        return bool(self.sum or self.shown)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form: an amount (`line`, `sum` where it is computed) or words (`text`)."""

    label: str
    line: Line | None = None
    text: str = ""
    unit: str = ""
    kind: str = "text"
    sum: tuple[Line, ...] = ()
    choice: tuple[str, ...] = ()
    lines: int = 1
    required: bool = False

    @property
    def code(self) -> str:
        """What the hidden column holds."""
        return str(self.line) if self.line else self.text


@dataclass(frozen=True, slots=True)
class Section:
    """A block of a sheet: a form of `rows`, or a list of records (`record`) with `lines` empty lines."""

    id: str
    title: str
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    record: str = ""
    classification: str = ""
    lines: int = 0

    def column(self, code: str) -> Column | None:
        """The column of that code."""
        return next((c for c in self.columns if c.code == code), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name."""

    name: str
    sections: tuple[Section, ...]


class Part(NamedTuple):
    """An addend of a check: a row of a form, or a column of the list `section`, of subjects that begin with `codes`."""

    line: Line
    sign: int = 1
    section: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the workbook: `of` against `parts` (sum, at_most, carried), in each of the columns `at`.

    weights and scheme hold the weights of indicators against 100, those of a `group` against the scheme.
    """

    id: str
    title: str
    kind: str
    of: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    at: tuple[At, ...] = ()
    relation: str = ""
    group: str = ""


class Source(NamedTuple):
    """A cell of a published table, or a column of its lines (row `code` or `kuan`), and where it goes."""

    row: str
    column: str
    line: Line


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole description; `items` names the items that are not in the lexicon.

    `sources` by the number of the published table, `exports` the words that name the columns of exports.
    """

    version: str
    sheets: tuple[Sheet, ...]
    checks: tuple[Check, ...]
    items: dict[str, str] = field(default_factory=dict)
    sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)

    def sections(self) -> Iterator[tuple[Sheet, Section]]:
        """Every section with its sheet."""
        return ((sheet, section) for sheet in self.sheets for section in sheet.sections)

    def section(self, identifier: str) -> Section:
        """The section of that id; raises KeyError."""
        for _, section in self.sections():
            if section.id == identifier:
                return section
        raise KeyError(identifier)

    def places(self) -> set[tuple[Line, At, str]]:
        """Every amount that people fill in: item and fund, column, and the list it is in ("" for a form)."""
        made = set()
        for _, section in self.sections():
            for column in section.columns:
                if column.at and not column.computed and column.line:
                    made.add((column.line, column.at, section.classification or section.record))
                elif column.at and not column.computed:
                    made |= {(r.line, column.at, "") for r in section.rows if r.line and not r.sum}
        return made

    def label(self, item: str) -> str:
        """The name of an item, from here or from the lexicon."""
        return self.items.get(item) or terms()[item]["label"]


@cache
def layout() -> Layout:
    """The description as it is in lexicon/workbook.yaml."""
    data: Any = described("workbook.yaml")
    sheets = tuple(
        Sheet(s["name"], tuple(_section(given, data["column_sets"]) for given in s["sections"]))
        for s in data["sheets"]
    )
    sources = {
        table: tuple(Source(s["row"], s.get("column", "amount"), line(s["to"])) for s in listed)
        for table, listed in data["sources"].items()
    }
    checks = tuple(map(_check, data["checks"]))
    return Layout(data["version"], sheets, checks, data["items"], sources, data["exports"])


def _section(given: dict[str, Any], sets: dict[str, Any]) -> Section:
    kind = given.get("kind", "text")
    columns = given["columns"]
    listed = sets[columns] if isinstance(columns, str) else columns
    return Section(
        given["id"],
        given["title"],
        kind,
        tuple(_column(c, kind) for c in listed),
        tuple(_row(r, kind) for r in given.get("rows", ())),
        given.get("list", ""),
        given.get("classification", ""),
        int(given.get("lines", 0)),
    )


def _column(given: dict[str, Any], kind: str) -> Column:
    shown = next((s for s in ("difference", "growth", "ratio") if s in given), "")
    words = "field" in given or "text" in given
    return Column(
        head=given["head"],
        group=given.get("group", ""),
        at=at(given["at"]) if "at" in given else None,
        line=line(given["item"]) if "item" in given else None,
        field=given.get("field", ""),
        text=given.get("text", ""),
        kind=given.get("kind", "text" if words else kind),
        sum=tuple(map(line, given.get("sum", "").split())),
        shown=shown,
        of=tuple(given[shown]) if shown else (),
        choice=tuple(given.get("choice", "").split()),
        suggest=tuple(given.get("suggest", "").split()),
        key="key" in given,
        required="required" in given,
        width=int(given.get("width", 14)),
    )


def _row(given: dict[str, Any], kind: str) -> Row:
    amount = "item" in given
    return Row(
        label=given["label"],
        line=line(given["item"]) if amount else None,
        text=given.get("text", ""),
        unit=given.get("unit", _UNITS.get(kind, "")) if amount else "",
        kind=kind if amount else given.get("kind", "choice" if "choice" in given else "text"),
        sum=tuple(map(line, given.get("sum", "").split())),
        choice=tuple(given.get("choice", "").split()),
        lines=int(given.get("lines", 1)),
        required="required" in given,
    )


def _check(given: dict[str, Any]) -> Check:
    return Check(
        given["id"],
        given["title"],
        given["kind"],
        tuple(map(_part, given.get("of", "").split())),
        tuple(map(_part, given.get("parts", "").split())),
        tuple(map(at, given.get("at", "").split())),
        given.get("relation", ""),
        given.get("group", ""),
    )


def _part(text: str) -> Part:
    sign = -1 if text.startswith("-") else 1
    before, colon, rest = text.lstrip("-").rpartition(":")
    if not colon:
        return Part(line(rest), sign)
    section, _, codes = before.rstrip(")").partition("(")
    return Part(line(rest), sign, section, tuple(codes.split(",")) if codes else ())


def complete(record: DepartmentYear) -> DepartmentYear:
    """Work out the computed amounts of the record (in place, and returned): a sum of what is filled in.

    A sum exists where one of its parts does; the parts that are empty count as nothing. A total that was
    given without all its parts stands until one more of them is filled in, then it is dropped.
    """
    for _, section in layout().sections():
        for row in section.rows:
            for column in section.columns:
                if row.line and row.sum and column.at:
                    _add(record, row.line, row.sum, column.at, row.unit)
        for column in section.columns:
            if column.line and column.at and column.sum:
                for code in codes_of(record, section):
                    _add(record, column.line, column.sum, column.at, code=code)
    return record


def codes_of(record: DepartmentYear, section: Section) -> list[str]:
    """The codes of the lines of a list of amounts: subjects, or the names of the projects."""
    if section.record == "project":
        return [project.name for project in record.projects]
    return record.codes("2" if section.classification == "functional" else "3")


def _add(  # noqa: PLR0913, PLR0917
    record: DepartmentYear,
    whole: Line,
    parts: tuple[Line, ...],
    where: At,
    unit: str = "万元",
    code: str = "",
) -> None:
    year = record.year + where.offset
    found = [record.value(p.item, where.basis, year, p.fund, code) for p in parts]
    known = [value for value in found if value is not None]
    key = Key(whole.item, where.basis, year, whole.fund, code)
    total = record.totals.get(key)
    if total is not None and len(known) > total.parts:
        del record.totals[key]  # more is known by now: the sum takes over
        total = None
    if total is not None and total.amount is not None:
        record.values[key] = total.amount
    elif known and total is None:
        record.values[key] = Amount(sum(known, Decimal(0)), unit)
    else:
        record.values.pop(key, None)
