"""A department's year made on the pages of the workspace alone: every row, figure and step goes through a form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quanheng.ledgers.load import schema
from quanheng.ledgers.processes.load import process
from quanheng.ledgers.rows import Row
from quanheng.lexicon.workbook import layout
from quanheng.model.document import Document
from quanheng.read import read
from quanheng.web.departments import grid as grids
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.models import Book, Part, Written
from quanheng.web.files.store import content
from quanheng.web.ledgers.models import Batch, Ledger, Run
from quanheng.web.ledgers.models import Row as LedgerRow
from quanheng.web.units.models import Unit, User
from tests.generator.accounts import accounts
from tests.generator.accounts.books import build_books
from tests.generator.registers.clippings import sheet_of
from tests.generator.registers.rows import YEAR
from tests.generator.writers import save

SEED = 37
"""Of accounts of the year of the ledgers."""
OFFICE = "科技股"
_PASSWORD = "qing-ling-2025-x"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Office:
    """The people of a workspace that was empty, each at a browser; `folder` is for files that they send."""

    folder: Path
    department: str = field(default_factory=lambda: build_books(SEED).name)
    clients: dict[str, Client] = field(default_factory=dict)

    def begin(self) -> None:
        """Set the workspace up; the administrator pastes units and people."""
        chief = self.clients["manager"] = Client()
        first = {"mode": "office", "name": "锦石岭县", "jurisdiction": "43"}
        _sent(chief.post("/first/", first | {"username": "guanli", "password": _PASSWORD}))
        units = f"单位名称\t上级\t性质\t单位代码\n{self.department}\t\t\t"
        people = (
            "姓名\t用户名\t单位\t角色\t股室\t电话\n"
            f"周会计\taccountant\t{self.department}\t单位财务\t\t\n"
            f"王科员\tclerk\t{self.department}\t股室填报人\t{OFFICE}\t\n"
        )
        for address, text in (("units", units), ("people", people)):
            answer = chief.post(f"/manage/{address}/paste/", {"text": text, "apply": "1"})
            assert answer.status_code == 200, address
        for name in ("accountant", "clerk"):
            self.clients[name] = Client()
            self.clients[name].force_login(User.objects.get(username=name), backend=_BACKEND)
            User.objects.filter(username=name).update(must_change=False)

    @property
    def unit(self) -> Unit:
        """The department."""
        return Unit.objects.get(name=self.department)

    @property
    def book(self) -> Book:
        """Its year."""
        return Book.objects.get(unit=self.unit)

    def open_year(self) -> str:
        """The accountant opens the year with the published accounts; returns what was taken over."""
        file = save(accounts(SEED), self.folder / "部门决算公开表.xlsx")
        client = self.clients["accountant"]
        page = client.get("/department/new/").content.decode()
        scheme = re.findall(r'<option value="([^"]+)"', page.partition("id_framework")[2])[0]
        given = {"unit": self.unit.pk, "year": YEAR, "framework": scheme}
        answer = client.post("/department/new/", given | {"sources": _file(file)}, follow=True)
        assert answer.status_code == 200, answer.context["form"].errors
        return str(next(iter(answer.context["messages"])))

    def take_up(self, *names: str) -> None:
        """Begin to keep the ledgers, all filled by one office."""
        given = {"unit": self.unit.pk, "name": names} | {f"section-{name}": OFFICE for name in names}
        _sent(self.clients["accountant"].post("/ledgers/take-up/", given))

    def paste(self, name: str, rows: list[Row]) -> Batch:
        """The clerk copies the office's sheet into the ledger, looks, and takes it."""
        client, ledger, sheet = self.clients["clerk"], self.ledger(name), sheet_of(schema(name), rows)
        given = {"text": sheet.tabs(), "html": sheet.table()}
        at = _sent(client.post(f"/ledgers/{ledger.pk}/paste/", given))
        assert f"收下 {len(rows)} 行" in client.get(at).content.decode()
        return self._took(at)

    def upload(self, name: str, rows: list[Row]) -> Batch:
        """The same by sending the file."""
        client, ledger, sheet = self.clients["clerk"], self.ledger(name), sheet_of(schema(name), rows)
        file = SimpleUploadedFile(f"{sheet.title}.xlsx", sheet.workbook())
        return self._took(_sent(client.post(f"/ledgers/{ledger.pk}/paste/", {"file": file})))

    def _took(self, at: str) -> Batch:
        _sent(self.clients["clerk"].post(f"{at}take/"))
        return Batch.objects.get(pk=int(at.rstrip("/").rpartition("/")[2]))

    def ledger(self, name: str) -> Ledger:
        """A ledger by the name of its description."""
        return Ledger.objects.get(unit=self.unit, name=name)

    def targets(self, lines: list[dict[str, str]]) -> None:
        """The accountant fills the list of indicators."""
        described = layout().section("indicators")
        columns = {column.field: column.head for column in described.columns}
        shown = grids.grid(described, record_of(self.book), spare=len(lines))
        empty = [line for line in shown.lines if not any(cell.value for cell in line.cells)]
        given = {name: cell.value for name, cell in shown.cells().items()}
        for line, wanted in zip(empty, lines, strict=False):
            names = {cell.label: cell.name for cell in line.cells}
            given |= {names[columns[key]]: value for key, value in wanted.items()}
        self._save("indicators", given)

    def fill(self, section: str, amounts: dict[str, str]) -> None:
        """The accountant fills amounts of a form of the workbook, by their items."""
        described = layout().section(section)
        labels = {row.label: row.line.item for row in described.rows if row.line}
        given: dict[str, str] = {}
        for line in grids.grid(described, record_of(self.book)).lines:
            wanted = amounts.get(labels.get(line.label, ""))
            for cell in line.cells:
                if cell.name:
                    given[cell.name] = cell.value if wanted is None else wanted
        self._save(section, given)

    def _save(self, section: str, given: dict[str, str]) -> None:
        part = Part.objects.filter(book=self.book, section=section).first()
        given["version"] = str(part.version if part else 1)
        _sent(self.clients["accountant"].post(f"/department/{self.book.pk}/section/{section}/", given))

    def bind(self, name: str, measure: str, indicator: str, **more: str) -> None:
        """The accountant binds an indicator to a measure of a ledger."""
        client, address = self.clients["accountant"], f"/ledgers/{self.ledger(name).pk}/measure/{measure}/"
        page = client.get(address).content.decode()
        chosen = next(one for one in re.findall(r'<option value="([^"]+)"', page) if one.endswith(indicator))
        _sent(client.post(f"{address}bind/", {"indicator": chosen, **more}))

    def take_results(self) -> None:
        """Results of the ledgers into the list of indicators."""
        _sent(self.clients["accountant"].post(f"/ledgers/book/{self.book.pk}/take/"))

    def delete(self, row: LedgerRow, why: str) -> None:
        """The clerk takes a row out."""
        address = f"/ledgers/{row.ledger_id}/row/{row.pk}/delete/"
        _sent(self.clients["clerk"].post(address, {"reason": why}))

    def write(self) -> Document:
        """Have the self-evaluation written, and read it back."""
        given = {"kind": ["self-evaluation"], "outline": "county"}
        _sent(self.clients["accountant"].post(f"/department/{self.book.pk}/documents/", given))
        newest = Written.objects.filter(book=self.book).latest("pk")
        made = read(content(newest.file), newest.name)
        assert isinstance(made, Document)
        return made


def _sent(answer: Any) -> str:
    """Where the page leads to after it took what was sent."""
    assert answer.status_code == 302, (
        answer.status_code,
        [str(one) for one in (answer.context or {}).get("messages", [])],
    )
    return str(answer["Location"])


def _file(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


@dataclass
class Walk:
    """One thing on its way through a process; the clerk enters what each role did on paper, with its papers."""

    office: Office
    ledger: str
    day: date
    run: int = 0

    def __post_init__(self) -> None:
        self.way = process(schema(self.ledger).process)

    def begin(self, step: str, role: str, who: str, **given: str) -> Walk:
        """Enter it by a first step."""
        ledger = self.office.ledger(self.ledger)
        at = f"/ledgers/{ledger.pk}/process/begin/{step}/"
        _sent(self._post(at, step, given | {"role": role, "person": who}))
        self.run = Run.objects.filter(ledger=ledger).latest("pk").pk
        return self

    def take(self, step: str, role: str, who: str, days: int = 1, **given: str) -> Walk:
        """Take the next step so many days later."""
        self.day += timedelta(days=days)
        version = str(Run.objects.get(pk=self.run).version)
        more = {"role": role, "person": who, "version": version}
        _sent(self._post(f"/ledgers/run/{self.run}/take/{step}/", step, given | more))
        last = Run.objects.get(pk=self.run).moves.latest("number")
        assert last.step == step, step
        return self

    def _post(self, address: str, step: str, given: dict[str, str]) -> Any:
        papers = {
            f"paper-{at}": SimpleUploadedFile(f"{name}.pdf", f"%PDF {name} {self.run}".encode())
            for at, name in enumerate(self.way.step(step).evidence)
        }
        data = {**given, "on": self.day.isoformat(), **papers}
        return self.office.clients["clerk"].post(address, data)
