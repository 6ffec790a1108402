"""Results of indicators from rows: taken, bound, built in the browser, contradicted, frozen at handing in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from quanheng.ledgers.measures.sql import Query
from quanheng.ledgers.period import year_of
from quanheng.web.campaigns.models import Task
from quanheng.web.departments.entries import record_of, replace_all
from quanheng.web.departments.indicators import name_of
from quanheng.web.departments.models import Book, Reading
from quanheng.web.events.log import broken
from quanheng.web.ledgers import answers, doubts, measuring
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Binding, Frozen, Ledger, Row, SavedMeasure
from quanheng.web.ledgers.registers import frozen_content
from quanheng.web.ledgers.rows import Writing, set_deleted
from quanheng.web.ledgers.storage import answer
from tests.generator.department_years import department_year
from tests.generator.registers.county import books

SMES, NET = "科技型中小企业评价入库数", "高新技术企业净增数"


@pytest.fixture
def book(county: Any) -> Book:
    """A year with two indicators that ledgers prove and one that none does; and the ledgers."""
    accountant, year = county.people["accountant"], department_year(7)
    year.year = 2024
    first = [one for one in year.indicators if not one.project][:3]
    names = ((SMES, "160"), (NET, "30"), ("受理群众来电", "100"))
    year.indicators = [
        replace(one, level3=name, unit="家", direction="≥", target=target, result="", evidence="", rule="")
        for one, (name, target) in zip(first, names, strict=True)
    ]
    county.campaign.year = 2024
    county.campaign.save()
    made: Book = Book.objects.create(
        unit=county.department, year=2024, task=county.task, framework=year.framework
    )
    replace_all(made, year, accountant, "导入")
    for name, rows in books().items():
        ledger = Ledger.objects.create(unit=county.department, name=name, section="", year=2024)
        writing = Writing(ledger, accountant)
        for row in rows:
            writing.add(row)
        writing.write()
    return made


def _indicator(book: Book, level3: str) -> Any:
    return next(one for one in record_of(book).indicators if one.level3 == level3)


def _fill(book: Book, level3: str, result: str, by: Any) -> None:
    record = record_of(book)
    record.indicators = [
        replace(one, result=result) if one.level3 == level3 else one for one in record.indicators
    ]
    replace_all(book, record, by, "填")


def test_results_come_from_rows_and_what_was_typed_stays(county: Any, book: Book) -> None:
    client = county.client("accountant")
    _fill(book, "受理群众来电", "120", county.people["accountant"])
    page = client.get(f"/department/{book.pk}/indicators/").content.decode()
    assert "手填，无台账" in page
    assert client.post(f"/ledgers/book/{book.pk}/take/").status_code == 302
    assert (_indicator(book, SMES).result, _indicator(book, NET).result) == ("166", "32")
    assert "166行" in _indicator(book, SMES).evidence
    assert _indicator(book, "受理群众来电").result == "120"
    _fill(book, SMES, "170", county.people["accountant"])
    page = client.get(f"/department/{book.pk}/indicators/").content.decode()
    assert "填的与台账不同" in page
    told = client.post(f"/ledgers/book/{book.pk}/take/", follow=True).content.decode()
    assert "已填" in told
    assert _indicator(book, SMES).result == "170"
    client.post(f"/ledgers/book/{book.pk}/take/", {"indicator": name_of(_indicator(book, SMES))})
    assert _indicator(book, SMES).result == "166"
    assert not list(broken())


def test_what_a_ledger_proves_is_proved_on_every_page(county: Any, book: Book) -> None:
    client = county.client("accountant")
    _fill(book, "受理群众来电", "120", county.people["accountant"])
    client.post(f"/ledgers/book/{book.pk}/take/")
    pages = [client.get(f"/department/{book.pk}/{name}/") for name in ("indicators", "sign")]
    for page in pages:
        states = {one.one.level3: one.state for one in page.context["indicators"]}
        assert (states[SMES], states["受理群众来电"]) == ("已证实", "证据不足")
    assert pages[0].context["counts"] == pages[1].context["counts"]


def test_deleting_one_row_changes_the_result(county: Any, book: Book) -> None:
    client = county.client("accountant")
    client.post(f"/ledgers/book/{book.pk}/take/")
    ledger = Ledger.objects.get(name="technology-smes")
    row = Row.objects.filter(ledger=ledger).first()
    assert row
    client.post(f"/ledgers/{ledger.pk}/row/{row.pk}/delete/", {"reason": "已撤销"})
    client.post(f"/ledgers/book/{book.pk}/take/")
    assert _indicator(book, SMES).result == "165"


def _built(**more: str) -> dict[str, str]:
    return {"title": "上半年入库", "kind": "distinct", "unit": "家", "of": "code", **more}


def test_a_measure_is_built_kept_and_bound(county: Any, book: Book) -> None:
    client, ledger = county.client("accountant"), Ledger.objects.get(name="technology-smes")
    address = f"/ledgers/{ledger.pk}/measures/build/"
    half = _built(**{"column-0": "entered", "op-0": "at_most", "value-0": "2024-06-30"})
    told = client.get(address, half).context["told"]
    by_hand = [r for r in Row.objects.filter(ledger=ledger) if r.data["entered"] <= "2024-06-30"]
    assert told.result.value == len({row.data["code"] for row in by_hand})
    wrong = client.get(address, _built(**{"column-0": "entered", "op-0": "at_most", "value-0": "年中"}))
    assert wrong.status_code == 422
    assert "不能是" in wrong.content.decode()
    assert client.post(address, half).status_code == 302
    saved = SavedMeasure.objects.get()
    page = f"/ledgers/{ledger.pk}/measure/{saved.name}/"
    assert client.get(page).status_code == 200
    assert client.get(f"{address}?edit={saved.pk}").context["inputs"]["of"] == "code"
    target = name_of(_indicator(book, "受理群众来电"))
    assert client.post(f"{page}bind/", {"indicator": f"{book.pk}:{target}"}).status_code == 302
    assert _indicator(book, "受理群众来电").result == str(told.result.value)
    client.post(f"{page}drop/")
    assert SavedMeasure.objects.exists()  # an indicator takes it
    client.post(f"/ledgers/book/{book.pk}/unbind/{Binding.objects.get().pk}/")
    client.post(f"{page}drop/")
    assert not SavedMeasure.objects.exists()


@pytest.mark.parametrize(
    "inputs",
    [
        {"kind": "count"},
        {"kind": "sum", "of": "amount", "unit": "万元"},
        {"kind": "share", "unit": "%", "column-top": "amount", "op-top": "at_least", "value-top": "100万元"},
        {"kind": "quotient", "unit": "%", "top": "technical", "bottom": "amount"},
        {"kind": "coverage", "unit": "%", "of": "seller", "whole_name": "企业总数", "whole": "500"},
    ],
)
@pytest.mark.usefixtures("book")
def test_every_way_of_counting_gives_a_value(county: Any, inputs: dict[str, str]) -> None:
    ledger = Ledger.objects.get(name="technology-contracts")
    answer = county.client("accountant").get(
        f"/ledgers/{ledger.pk}/measures/build/", {"title": "试", **inputs}
    )
    assert answer.status_code == 200, answer.context["fault"]
    assert answer.context["told"].result.value is not None, answer.context["told"].result.formula


@pytest.mark.parametrize("name", [*books()])
@pytest.mark.usefixtures("book")
def test_every_measure_has_a_page(county: Any, name: str) -> None:
    client, ledger = county.client("section"), Ledger.objects.get(name=name)
    for one in client.get(f"/ledgers/{ledger.pk}/measures/").context["told"]:
        assert client.get(f"/ledgers/{ledger.pk}/measure/{one.name}/?last=6").status_code == 200


def test_monitoring_takes_the_month_from_the_ledgers(county: Any, book: Book) -> None:
    client = county.client("accountant")
    address = f"/department/{book.pk}/monitoring/"
    page = client.get(f"{address}?month=6")
    assert "台账 1—6 月" in page.content.decode()
    assert client.post(address, {"month": "6", "from-ledgers": "1", "value-2": "55"}).status_code == 302
    found = dict(Reading.objects.filter(month=6).values_list("indicator", "value"))
    entered = Row.objects.filter(ledger__name="technology-smes", data__entered__lte="2024-06-30").count()
    assert found[name_of(_indicator(book, SMES))] == str(entered)
    assert found[name_of(_indicator(book, "受理群众来电"))] == "55"


def _hand_in(county: Any, book: Book) -> None:
    for role, step in (("accountant", "prepare"), ("leader", "submit")):
        task = Task.objects.get(pk=county.task.pk)
        given = {"version": task.version, "reason": "数据是测试用的", "task": task.pk}
        county.client(role).post(f"/department/{book.pk}/step/{step}/", given)


def test_results_are_frozen_with_their_rows_when_the_unit_hands_in(county: Any, book: Book) -> None:
    client: Client = county.client("accountant")
    client.post(f"/ledgers/book/{book.pk}/take/")
    _hand_in(county, book)
    frozen = Frozen.objects.get()
    held = frozen_content(frozen)
    assert [one["value"] for one in held["proofs"]] == ["166家", "32家"]
    assert len(next(one for one in held["lists"] if "中小" in one["ledger"])["rows"]) == 166
    row = Row.objects.filter(ledger__name="technology-smes").first()
    assert row
    client.post(f"/ledgers/{row.ledger_id}/row/{row.pk}/delete/", {"reason": "已撤销"})
    address = f"/ledgers/book/{book.pk}/frozen/{frozen.pk}/"
    assert "166家" in county.client("performance").get(address).content.decode()
    assert county.client("performance").get(f"/ledgers/{row.ledger_id}/").status_code == 404
    assert county.client("stranger").get(address).status_code == 404


def test_the_api_tells_a_measure_with_its_rows_and_binds_it(county: Any, book: Book) -> None:
    client, other = county.client("accountant"), county.client("stranger")
    ledger = Ledger.objects.get(name="technology-smes", unit=county.department)
    at = f"/api/v1/ledgers/{ledger.pk}/measures"
    told = {one["name"]: one for one in client.get(at).json()}
    assert (told["entered"]["value"], told["entered"]["period"]) == ("166", "2024年")
    half = client.get(f"{at}/entered?last=6").json()
    assert half["parts"][0]["count"] == sum(int(half["months"][f"2024-{m:02}"]) for m in range(1, 7)) < 166
    assert half["parts"][0]["rows"][0]["cells"]["enterprise"]
    assert other.get(f"{at}/entered").status_code == 404
    indicator = name_of(_indicator(book, "受理群众来电"))
    given = {"book": book.pk, "indicator": indicator}
    made = client.post(f"{at}/entered/bindings", given, content_type="application/json")
    assert (made.status_code, _indicator(book, "受理群众来电").result) == (201, "166")
    (bound,) = client.get(f"/api/v1/books/{book.pk}/bindings").json()["items"]
    assert (bound["indicator"], bound["measure"]) == (indicator, "entered")
    assert client.delete(f"/api/v1/books/{book.pk}/bindings/{bound['id']}").status_code == 204
    assert not Binding.objects.exists()
    given["indicator"] = "没有这个"
    assert client.post(f"{at}/entered/bindings", given, content_type="application/json").status_code == 422
    assert list(broken()) == []


def _value(county: Any, ledger: Ledger) -> str:
    page = county.client("accountant").get(f"/ledgers/{ledger.pk}/measure/entered/?year=2024")
    return str(page.context["told"].value)


def test_a_kept_answer_is_never_one_of_other_rows(
    county: Any, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LONG", 0.0)
    caches["answers"].clear()
    asked: list[str] = []

    def counted(one: Query) -> list[tuple[Any, ...]]:
        asked.append(one.text)
        return answer(one)

    monkeypatch.setattr(answers, "answer", counted)
    ledger = Ledger.objects.get(name="technology-smes")
    assert [_value(county, ledger), _value(county, ledger)] == ["166", "166"]
    assert len(asked) == 2  # the value and its months, each once
    row = Row.objects.filter(ledger=ledger).order_by("pk")[0]
    client = county.client("accountant")
    client.post(f"/ledgers/{ledger.pk}/row/{row.pk}/delete/", {"reason": "已撤销"})
    assert _value(county, ledger) == "165"
    client.post(f"/ledgers/book/{book.pk}/take/")
    assert _indicator(book, SMES).result == "165"
    with transaction.atomic():
        set_deleted(row, False, county.people["accountant"])
        assert _value(county, ledger) == "166"  # within what will not be finished
        transaction.set_rollback(True)
    assert _value(county, ledger) == "165"
    other = Row.objects.filter(ledger=ledger, deleted=False).order_by("pk")[0]
    client.post(
        f"/ledgers/{ledger.pk}/row/{other.pk}/delete/", {"reason": "已撤销"}
    )  # the same version again
    assert _value(county, ledger) == "164"
    client.post(f"/ledgers/{ledger.pk}/row/{other.pk}/delete/")
    assert _value(county, ledger) == "165"
    monkeypatch.setattr(answers, "LONG", 60.0)
    caches["answers"].clear()
    before = len(asked)
    assert [_value(county, ledger), _value(county, ledger)] == ["165", "165"]
    assert len(asked) == before + 4  # what is quick is asked each time


def test_a_long_ledger_is_answered_before_anybody_looks(
    county: Any, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LONG", 0.0)
    monkeypatch.setattr(doubts, "AT_ONCE", 100)
    caches["answers"].clear()
    ledger = Ledger.objects.get(name="technology-smes", unit=book.unit)
    ledger.year = 2024
    ledger.save()
    assert doubts.check(ledger, county.people["accountant"])
    monkeypatch.setattr(answers, "answer", lambda _: pytest.fail("asked again"))
    known = measuring.measures(ledger, schema_of(ledger))
    found = measuring.results(ledger, schema_of(ledger), known, year_of(2024))
    assert found["entered"].value == 166
