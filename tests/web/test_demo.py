"""What `quanheng serve --demo` opens with: two years of three departments, whole, once, and never among real data."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from decimal import Decimal

import pytest
from django.test import Client

from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.demo import fill as demo
from quanheng.web.demo.people import DEPARTMENTS, GUESTS, PASSWORD
from quanheng.web.demo.records import NoPlace, record, slipped
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.models import Book
from quanheng.web.disclosure.models import Release
from quanheng.web.documents.models import Draft
from quanheng.web.events.log import broken, length
from quanheng.web.files.store import damaged
from quanheng.web.jobs.models import Job
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Ledger, Run
from quanheng.web.ledgers.registers import taken
from quanheng.web.rectification.models import Item
from quanheng.web.serve import CannotServe, demonstrate
from quanheng.web.units.models import Site, User


@pytest.mark.django_db
def test_the_demonstration_is_whole_and_made_once() -> None:
    told: list[str] = []
    demo.fill(told.append)
    assert len(told) == 3
    assert {(c.year, c.state) for c in Campaign.objects.all()} == {(2024, "closed"), (2025, "open")}
    states = {(t.campaign.year, t.state) for t in Task.objects.all()}
    assert states == {(2024, "archived"), (2025, "draft"), (2025, "reviewing"), (2025, "rectifying")}
    assert Book.objects.count() == 6
    assert not Job.objects.exclude(state=Job.State.DONE)
    first = {d: d.summary["counts"]["error"] for d in Draft.objects.filter(number=1)}
    clean = [d for d, errors in first.items() if not errors]
    assert [(d.document.unit.name, d.document.year) for d in clean] == [(DEPARTMENTS["audit"], 2024)]  # type: ignore[union-attr]
    assert Counter(i.state for i in Item.objects.all()).keys() >= {
        "closed",
        "next_year",
        "answered",
        "extension",
    }
    assert {r.publication.unit.name for r in Release.objects.filter(published_at__isnull=False)} == {
        *DEPARTMENTS.values()
    }
    assert DEPARTMENTS["audit"] in Client().get("/public/").content.decode()
    assert (list(broken()), damaged()) == ([], [])
    _ledgers_are_there()
    rows = (length(), User.objects.count())
    demo.fill(told.append)
    assert (length(), User.objects.count(), len(told)) == (*rows, 3)
    _everybody_comes_in()


def _ledgers_are_there() -> None:
    book = Book.objects.get(unit__name=DEPARTMENTS["audit"], year=2025)
    kept = {schema_of(one).title: one.rows.count() for one in Ledger.objects.filter(unit=book.unit)}
    assert kept == {"满意度问卷": 3, "合同": 5, "审计档案归档": 4, "整改台账": 1}
    assert all(one.checked == one.version for one in Ledger.objects.all())
    given = taken(book, record_of(book))
    assert {name.rpartition("／")[2]: (one.value, one.agrees) for name, one in given.items()} == {
        "整理归档资料": ("262", True),
        "服务对象满意度": ("86", True),
    }
    (run,) = Run.objects.all()
    waiter = Client()
    assert waiter.login(username="kuaiji", password=PASSWORD)
    assert "部分项目绩效指标没有量化" in waiter.get("/").content.decode()
    assert waiter.get(f"/ledgers/run/{run.pk}/").status_code == 200
    # of the report there is said what was put wrong in it, whatever the ledgers add to it
    draft = Draft.objects.get(document__unit=book.unit, document__year=2025)
    assert draft.summary["counts"]["error"] == 1


def _everybody_comes_in() -> None:
    page = Client().get("/account/login/").content.decode()
    for guest in GUESTS:
        assert guest.username in page
        client = Client()
        assert client.login(username=guest.username, password=PASSWORD)
        home = client.get("/").content.decode()
        assert "演示数据" in home
        assert guest.shown in home


@pytest.mark.django_db
def test_real_work_is_never_mixed_with_it() -> None:
    Site.objects.create(mode=Site.Mode.OFFICE, name="青岭县", jurisdiction="43")
    with pytest.raises(demo.InUse, match="空文件夹"):
        demo.fill(print)
    assert not User.objects.exists()
    assert PASSWORD not in Client().get("/account/login/").content.decode()


def test_public_passwords_are_for_this_machine_only() -> None:
    with pytest.raises(CannotServe, match="本机"):
        demonstrate(None, "0.0.0.0")


@pytest.mark.parametrize("name", sorted(DEPARTMENTS))
def test_the_two_years_of_a_department_fit_together(name: str) -> None:
    before, now = record(name, 2024), record(name, 2025)
    assert before.organisation == now.organisation == DEPARTMENTS[name]
    spent = {r.year: r.values for r in (before, now)}
    shared = {key for key in spent[2024] if key.year == 2024 and not key.code} & set(spent[2025])
    assert len(shared) > 20
    assert all(spent[2024][key] == spent[2025][key] for key in shared)
    assert before.value("expenditure.total") != Decimal(0)


def test_a_slip_changes_one_figure_and_says_when_it_cannot() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("word/document.xml", "<w:t>占比为100.00%，又占97.01%，再占12.00%</w:t>")
        out.writestr("word/other.xml", "又占97.01%")
    changed = zipfile.ZipFile(io.BytesIO(slipped(packed.getvalue(), "又占")))
    assert changed.read("word/document.xml").decode() == "<w:t>占比为100.00%，又占79.01%，再占12.00%</w:t>"
    assert changed.read("word/other.xml").decode() == "又占97.01%"
    for words in ("占比为", "没有"):
        with pytest.raises(NoPlace):
            slipped(packed.getvalue(), words)
