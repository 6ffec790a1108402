"""Ledgers of the demonstration: rows that prove results, one that the office described itself, a matter on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from quanheng.web.demo.people import County
from quanheng.web.demo.records import pasted
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.models import Book
from quanheng.web.files.store import keep
from quanheng.web.ledgers import (
    batches,
    declaring,
    doubts,
    entering,
    keeping,
    measuring,
    people,
    registers,
    running,
)
from quanheng.web.ledgers.declaring import Whose
from quanheng.web.ledgers.described import process_over, schema_of
from quanheng.web.ledgers.models import Acting, Binding, Ledger, Row, SavedMeasure
from quanheng.web.ledgers.proofs import Label, attach
from quanheng.web.units.models import Unit, User

OFFICE = "计划财务股"
_ARCHIVES = {
    "title": "审计档案归档", "about": "一批归档一行", "evidence": "移交清单",
    "title-0": "批次", "type-0": "text", "key-0": "1", "required-0": "1",
    "title-1": "归档日", "type-1": "date", "required-1": "1",
    "title-2": "门类", "type-2": "choice", "choices-2": "财政审计 投资审计 经济责任审计 专项审计调查",
    "title-3": "件数", "type-3": "count", "unit-3": "件", "required-3": "1",
    "title-4": "移交人", "type-4": "text",
}  # fmt: skip
_FILES = {
    "title": "归档件数",
    "kind": "sum",
    "of": "c4",
    "unit": "件",
    "series": "c2",
    "column-0": "c2",
    "op-0": "during",
}
_FILED = "整理归档资料"
_PROBLEM = {"number": "2025-1", "problem": "部分项目绩效指标没有量化", "source": "复核意见"}
_STEPS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("sign", 2, {}),
    ("plan", 9, {"measure": "逐个项目补充数量和时效指标", "responsible": OFFICE}),
    ("work", 1, {}),
)
"""What the department did of it: the step, days after the one before, what was filled in."""


@dataclass
class Keeping:
    """A unit's ledgers being filled by those who fill them."""

    unit: Unit
    clerk: User
    accountant: User

    def take_up(self, name: str, section: str = OFFICE) -> Ledger:
        """Begin to keep a ledger."""
        (made,) = keeping.keep(self.unit, {name: section}, self.accountant)
        return made

    def paste(self, ledger: Ledger, table: str) -> None:
        """Take a table of the demonstration from the clipboard, and have the traps look at it."""
        schema = schema_of(ledger)
        batch = batches.from_clipboard(ledger, pasted(table), "", self.clerk)
        batches.take(batch, schema, self.clerk)
        doubts.check(ledger, self.clerk)


def kept(county: County, name: str, book: Book) -> None:
    """The department's ledgers of the book's year, and what of its results they prove."""
    unit, of = county.units[name], county.people
    mine = Keeping(unit, of["gushi"], of["kuaiji"])
    survey = mine.take_up("satisfaction")
    mine.paste(survey, "satisfaction")
    mine.paste(mine.take_up("contracts"), "contracts")
    _prove(survey, "满意度汇总表.tsv", pasted("satisfaction").encode(), mine.clerk)
    _described(mine, book)
    registers.take_over(book, mine.accountant)
    _on_its_way(county, mine)


def _prove(ledger: Ledger, name: str, data: bytes, by: User) -> None:
    """Give the rows without evidence a file."""
    schema = schema_of(ledger)
    file = keep([data])
    for row in Row.objects.filter(ledger=ledger).exclude(data__has_key=schema.proof):
        attach(row, schema, [(name, file)], by, Label("汇总表", "1"))
    doubts.check(ledger, by)


def _described(mine: Keeping, book: Book) -> None:
    """A ledger that no list has: the office describes it, builds a measure, and an indicator is bound to it."""
    ledger = declaring.save_ledger(None, _ARCHIVES, Whose(mine.unit, OFFICE, mine.clerk))
    keeping.arrange(ledger, OFFICE, book.year, mine.accountant)
    ledger.refresh_from_db()
    mine.paste(ledger, "archives")
    made = measuring.save(SavedMeasure(ledger=ledger), schema_of(ledger), _FILES, mine.clerk)
    indicator = next(one.path for one in record_of(book).indicators if one.level3 == _FILED)
    registers.bind(Binding(book=book, indicator=indicator, ledger=ledger, measure=made.name), mine.accountant)


def _on_its_way(county: County, mine: Keeping) -> None:
    """A matter of last year's review that the department works off: the next step waits for its accountant."""
    ledger = mine.take_up("rectification", "")
    process = process_over(mine.unit, ledger.name)
    assert process is not None
    acting = {"finance": "caizheng", "department": "kuaiji", "reviewer": "pinggu"}
    for role, name in acting.items():
        one = Acting(unit=mine.unit, process=process.name, role=role, user=county.people[name])
        people.appoint(one, process, mine.accountant)
    way = running.Course(ledger, schema_of(ledger), process)
    day = timezone.localdate() - timedelta(days=20)
    given = entering.Given(_PROBLEM | {"due": (day + timedelta(days=45)).isoformat()}, on=day)
    finance = county.people["caizheng"]
    run = running.begin(way, "notify", entering.doing(way, process.step("notify"), given, finance))
    for step, days, inputs in _STEPS:
        day += timedelta(days=days)
        doing = entering.doing(way, process.step(step), entering.Given(inputs, on=day), mine.accountant)
        run = running.take(run, step, doing, run.version)
    doubts.check(ledger, mine.accountant)
