"""The pages of a department's year: each answers, and what is done on it is done."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quanheng.lexicon.workbook import layout
from quanheng.model.workbook_flat import flat
from quanheng.norms.schemes import schemes
from quanheng.read import read
from quanheng.report.workbook import write
from quanheng.report.written.writing import CHOSEN
from quanheng.web.campaigns.models import Task
from quanheng.web.departments import grid as grids
from quanheng.web.departments.entries import record_of, replace_all
from quanheng.web.departments.models import Book, Evidence, Part, Reading, Written
from quanheng.web.events.log import broken
from quanheng.web.files.store import content
from tests.generator.accounts import accounts
from tests.generator.department_years import department_year
from tests.generator.writers import save

PAGES = ["", "indicators/", "monitoring/", "check/", "documents/", "sign/", "history/"]


@pytest.fixture
def book(county: Any) -> Book:
    year = department_year(7)
    county.campaign.year = year.year
    county.campaign.save()
    made: Book = Book.objects.create(
        unit=county.department, year=year.year, task=county.task, framework=year.framework
    )
    replace_all(made, year, county.people["accountant"], "导入")
    return made


@pytest.mark.parametrize("page", PAGES)
def test_the_department_sees_its_pages_and_nobody_else_does(county: Any, book: Book, page: str) -> None:
    address = f"/department/{book.pk}/{page}"
    assert county.client("accountant").get(address).status_code == 200
    assert county.client("leader").get(address).status_code == 200
    assert county.client("stranger").get(address).status_code == 404
    assert county.client("performance").get(address).status_code == 404
    Task.objects.update(submitted_at="2025-06-10T08:00:00Z")
    assert county.client("performance").get(address).status_code == 200


@pytest.mark.parametrize("section", [s.id for _, s in layout().sections()])
def test_every_section_has_a_page(county: Any, book: Book, section: str) -> None:
    assert county.client("accountant").get(f"/department/{book.pk}/section/{section}/").status_code == 200


def test_an_office_fills_its_own_section_only(county: Any, book: Book) -> None:
    accountant, clerk = county.client("accountant"), county.client("section")
    assert clerk.get(f"/department/{book.pk}/section/people/").status_code == 404
    duties = grids.grid(layout().section("duties"), record_of(book)).cells()
    given = {name: cell.value for name, cell in duties.items()}
    empty = next(n for n, c in duties.items() if c.label == "表" and not c.value)
    given |= {empty: "01基本情况", empty[:-1] + "3": "农村水利股"}
    version = Part.objects.get(book=book, section="duties").version
    assert (
        accountant.post(f"/department/{book.pk}/section/duties/", {**given, "version": version}).status_code
        == 302
    )
    version = Part.objects.get(book=book, section="people").version
    address = f"/department/{book.pk}/section/people/"
    assert clerk.get(address).status_code == 200
    assert clerk.get(f"/department/{book.pk}/section/income/").status_code == 404
    assert clerk.get(f"/department/{book.pk}/check/").status_code == 403
    assert clerk.post(address, {"version": version, "c-3-3": "9"}).status_code == 302
    assert clerk.post(address, {"version": version, "c-3-3": "8"}).status_code == 409
    assert clerk.post(address, {"version": version, "c-3-3": "9"}).status_code == 302  # as it stands already
    assert clerk.post(address, {"version": version + 1, "c-3-3": "八"}).status_code == 422
    assert clerk.post(f"{address}hand/").status_code == 302
    assert Part.objects.get(book=book, section="people").state == Part.State.HANDED
    assert county.client("leader").post(address, {"version": 1}).status_code == 403


def test_the_workbook_goes_out_and_comes_back(county: Any, book: Book) -> None:
    client = county.client("accountant")
    before = flat(record_of(book))
    sent = client.get(f"/department/{book.pk}/workbook/").content
    taken = client.post(f"/department/{book.pk}/take/", {"files": SimpleUploadedFile("回来.xlsx", sent)})
    assert "共改动 0 处" in taken.content.decode()
    changed = record_of(book)
    changed.texts["unit.address"] = "青岭县河西路 9 号"
    back = SimpleUploadedFile("改过.xlsx", write(changed))
    client.post(f"/department/{book.pk}/take/", {"files": back})
    after = flat(record_of(book))
    assert {k for k in after if before.get(k) != after[k]} <= {("text", "unit.address")}


def test_a_new_year_is_opened_with_the_scheme(county: Any) -> None:
    client = county.client("accountant")
    page = client.get("/department/new/").content.decode()
    assert county.department.name in page
    assert county.other.name not in page
    scheme = page.split('<option value="')[-1].split('"')[0]
    given = {"unit": county.department.pk, "year": 2025, "framework": scheme}
    assert client.post("/department/new/", given).status_code == 302
    assert client.post("/department/new/", given).status_code == 422
    made = Book.objects.get()
    assert made.task == county.task
    assert record_of(made).framework == scheme


def test_where_an_amount_came_from_is_told_until_somebody_types_another(county: Any) -> None:
    client, file = county.client("accountant"), save(accounts(37), Path(mkdtemp()) / "决算.xlsx")
    scheme = next(iter(schemes("43")))
    given = {"unit": county.department.pk, "year": 2024, "framework": scheme}
    more = {
        "sources": [SimpleUploadedFile("决算.xlsx", file.read_bytes()), SimpleUploadedFile("空.txt", b"x")]
    }
    assert client.post("/department/new/", given | more).status_code == 302
    book = Book.objects.get(year=2024)
    address = f"/department/{book.pk}/section/income/"
    page = client.get(address)
    (place, labels) = page.context["sources"][0]
    assert place == "决算.xlsx：收入支出决算总表"
    cells = page.context["grid"].cells()
    name = next(one for one, cell in cells.items() if cell.label == labels[0] and cell.value)
    typed = {one: cell.value for one, cell in cells.items()} | {name: "9.99"}
    version = Part.objects.get(book=book, section="income").version
    assert client.post(address, typed | {"version": version}).status_code == 302
    left = [label for _, told in client.get(address).context["sources"] for label in told]
    assert sorted(left) == sorted(
        label for _, told in page.context["sources"] for label in told if label != labels[0]
    )


def test_a_file_that_is_no_workbook_is_told(county: Any, book: Book) -> None:
    client = county.client("accountant")
    bad = SimpleUploadedFile("坏.docx", b"PK\x03\x04 broken")
    page = client.post(f"/department/{book.pk}/take/", {"files": bad}, follow=True)
    assert "坏.docx" in page.content.decode()


def test_evidence_is_kept_and_taken_off(county: Any, book: Book) -> None:
    client = county.client("accountant")
    address = f"/department/{book.pk}/evidence/"
    client.post(
        address,
        {"indicator": "产出／数量", "page": "3", "files": SimpleUploadedFile("名单.pdf", b"%PDF-1.4")},
    )
    proof = Evidence.objects.get()
    got = client.get(f"{address}{proof.pk}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert county.client("stranger").get(f"{address}{proof.pk}/").status_code == 404
    client.post(f"{address}{proof.pk}/drop/")
    assert not Evidence.objects.exists()


def test_monitoring_keeps_a_month(county: Any, book: Book) -> None:
    client = county.client("accountant")
    client.post(f"/department/{book.pk}/monitoring/", {"month": "7", "value-0": "5", "paid": "1,000.00"})
    assert Reading.objects.filter(month=7).count() == 2
    assert "执行率" in client.get(f"/department/{book.pk}/monitoring/?month=7").content.decode()


def test_documents_are_written_and_grow_stale(county: Any, book: Book) -> None:
    client = county.client("accountant")
    client.post(f"/department/{book.pk}/documents/", {"kind": ["form"], "outline": "hunan"})
    made = Written.objects.get()
    assert made.name.endswith(".docx")
    assert "待更新" not in client.get(f"/department/{book.pk}/documents/").content.decode()
    book.entries.filter(key__contains="unit.name").update(value="青岭县水利局")
    assert "待更新" in client.get(f"/department/{book.pk}/documents/").content.decode()


def _chooses(county: Any, book: Book, outline: str) -> None:
    record = record_of(book)
    record.texts["report.outline"] = outline
    replace_all(book, record, county.people["accountant"], "选提纲")


def _report(book: Book) -> str:
    newest = Written.objects.filter(book=book).latest("pk")
    return "\n".join(block.text for block in read(content(newest.file), newest.name).blocks)


def test_the_report_follows_the_outline_that_the_workbook_chose(county: Any, book: Book) -> None:
    client, page = county.client("accountant"), f"/department/{book.pk}/documents/"
    _chooses(county, book, "县级简式")
    shown = client.get(page).content.decode()
    assert all(f">{words}</option>" in shown for words in CHOSEN)
    assert '<option value="county" selected>' in shown
    client.post(page, {"kind": ["self-evaluation"]})
    assert "二、预算支出情况" in _report(book)
    client.post(page, {"kind": ["self-evaluation"], "outline": "hunan"})
    assert "二、预算支出情况" not in _report(book)


def test_an_outline_that_there_is_not_is_refused_by_the_api(county: Any, book: Book) -> None:
    client = county.client("accountant")
    address = f"/api/v1/books/{book.pk}/written"
    given = {"kinds": ["self-evaluation"], "outline": "other"}
    answer = client.post(address, given, content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["outline"])
    given["outline"] = "earlier"
    assert client.post(address, given, content_type="application/json").status_code == 202


def test_filling_and_signing_are_apart(county: Any, book: Book) -> None:
    step = f"/department/{book.pk}/step/"

    def status(who: str, name: str, version: int, **task: int) -> int:
        given = {"version": version, "reason": "数据已核", **task}
        return int(county.client(who).post(f"{step}{name}/", given).status_code)

    task = county.task.pk
    assert status("leader", "prepare", 1, task=task) == 403
    assert status("accountant", "prepare", 1, task=task) == 302
    assert status("accountant", "submit", 2, task=task) == 403
    assert status("leader", "submit", 2) == 409, "which task it was is not said"
    assert status("leader", "submit", 1, task=task) == 409
    assert status("leader", "submit", 2, task=task) == 302
    county.task.refresh_from_db()
    assert county.task.state == Task.State.SUBMITTED
    assert list(broken()) == []
