"""Ledgers in the workspace: who sees which, rows typed and pasted, taken as a whole and undone, every change kept."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quanheng.ledgers.load import schema
from quanheng.ledgers.outgoing import html_table, tsv
from quanheng.ledgers.rows import Row as LibraryRow
from quanheng.ledgers.rows import row_of
from quanheng.web.events.log import broken
from quanheng.web.events.models import Event
from quanheng.web.ledgers.doubts import fresh
from quanheng.web.ledgers.models import Batch, Change, Doubt, Ledger, Row, RowEvidence
from tests.generator.registers.rows import credit_code

SMES = "technology-smes"


def _rows(count: int, year: int = 2024) -> list[LibraryRow]:
    described = schema(SMES)
    return [
        row_of(
            described,
            {
                "enterprise": f"青岭{number}号科技有限公司",
                "code": credit_code(number),
                "number": f"{year}4304230{number:07}",
                "entered": f"{year}-{number % 12 + 1:02}-15",
                "state": "入库",
            },
        )
        for number in range(1, count + 1)
    ]


def _paste(client: Client, ledger: Ledger, rows: list[LibraryRow], name: str = SMES) -> Batch:
    described = schema(name)
    given = {"text": tsv(described, rows, private=True), "html": html_table(described, rows, private=True)}
    answer = client.post(f"/ledgers/{ledger.pk}/paste/", given)
    assert answer.status_code == 302
    batch: Batch = Batch.objects.latest("pk")
    assert answer["Location"].endswith(f"/batch/{batch.pk}/")
    return batch


@pytest.fixture
def ledger(county: Any) -> Ledger:
    answer = county.client("accountant").post(
        "/ledgers/take-up/", {"unit": county.department.pk, "name": SMES, f"section-{SMES}": "农村水利股"}
    )
    assert answer.status_code == 302
    made: Ledger = Ledger.objects.get()
    Ledger.objects.update(year=2024)
    made.refresh_from_db()
    return made


def test_an_office_sees_its_own_ledgers_and_no_other(county: Any, ledger: Ledger) -> None:
    other = Ledger.objects.create(unit=county.department, name="hazards", section="办公室", year=2024)
    clerk = county.client("section")
    assert clerk.get(f"/ledgers/{ledger.pk}/").status_code == 200
    assert clerk.get(f"/ledgers/{other.pk}/").status_code == 404
    assert clerk.post(f"/ledgers/{other.pk}/add/", {}).status_code == 404
    for role in ("accountant", "leader"):
        assert county.client(role).get(f"/ledgers/{other.pk}/").status_code == 200
    assert county.client("leader").get(f"/ledgers/{ledger.pk}/add/").status_code == 403
    for role in ("stranger", "performance", "third_party", "auditor"):
        assert county.client(role).get(f"/ledgers/{ledger.pk}/").status_code == 404
    assert "高新技术企业" not in clerk.get("/ledgers/").content.decode()
    assert clerk.get(f"/ledgers/{ledger.pk}/settings/").status_code == 403


def test_a_pasted_table_is_looked_at_taken_and_undone(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    batch = _paste(client, ledger, _rows(500))
    page = client.get(f"/ledgers/{ledger.pk}/batch/{batch.pk}/").content.decode()
    assert "收下 500 行" in page
    assert not Row.objects.exists()
    assert client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/").status_code == 302
    assert Row.objects.filter(deleted=False).count() == 500
    first = Row.objects.order_by("pk").first()
    assert first
    assert first.data["code"] == credit_code(1)  # a long code stays text
    again = _paste(client, ledger, _rows(500))
    client.post(f"/ledgers/{ledger.pk}/batch/{again.pk}/take/")
    again.refresh_from_db()
    assert again.told == "新增 0 行，修改 0 行，500 行没有变化"
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/undo/")
    assert not Row.objects.filter(deleted=False).exists()
    assert client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/undo/", follow=True).status_code == 200
    assert not list(broken())


def test_undoing_keeps_what_somebody_changed_since(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    batch = _paste(client, ledger, _rows(3))
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    row = Row.objects.order_by("pk")[0]
    given = {**row.data, "enterprise": "青岭改名科技有限公司", "version": row.version}
    assert client.post(f"/ledgers/{ledger.pk}/row/{row.pk}/", given).status_code == 302
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/undo/")
    kept = Row.objects.get(deleted=False)
    assert kept.data["enterprise"] == "青岭改名科技有限公司"
    batch.refresh_from_db()
    assert "1 行因后来改过保留" in batch.told


def test_a_pasted_cell_overwrites_and_an_empty_one_does_not(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    rows = _rows(2)
    batch = _paste(client, ledger, rows)
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    changed = row_of(schema(SMES), {**rows[0].data, "entered": "2024-12-31"})
    emptied = row_of(schema(SMES), {**rows[1].data, "entered": None})
    batch = _paste(client, ledger, [changed, emptied])
    page = client.get(f"/ledgers/{ledger.pk}/batch/{batch.pk}/").content.decode()
    assert "<mark>2024-12-31</mark>" in page
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    now = [row.data["entered"] for row in Row.objects.order_by("pk")]
    assert now == ["2024-12-31", rows[1].data["entered"]]
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/undo/")
    assert [row.data["entered"] for row in Row.objects.order_by("pk")] == [r.data["entered"] for r in rows]


def test_columns_can_be_chosen_and_one_column_only_once(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    text = f"甲\t乙\t丙\t丁\t戊\n青岭一号有限公司\t{credit_code(1)}\t20244300000001\t2024-03-15\t入库\n"
    client.post(f"/ledgers/{ledger.pk}/paste/", {"text": text, "html": ""})
    batch = Batch.objects.get()
    address = f"/ledgers/{ledger.pk}/batch/{batch.pk}/"
    assert "没有表头" in client.get(address).content.decode()
    twice = client.post(address, {"column-0": "enterprise", "column-1": "enterprise"}, follow=True)
    assert "两列都对应了" in twice.content.decode()
    client.post(
        address,
        {
            "column-0": "enterprise",
            "column-1": "code",
            "column-2": "number",
            "column-3": "entered",
            "column-4": "state",
        },
    )
    client.post(f"{address}take/")
    assert Row.objects.filter(data__code=credit_code(1)).exists()


def test_a_file_comes_in_and_goes_out_the_same(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    batch = _paste(client, ledger, _rows(12))
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    sent = client.get(f"/ledgers/{ledger.pk}/export/").content
    file = SimpleUploadedFile("科技型中小企业.xlsx", sent)
    answer = client.post(f"/ledgers/{ledger.pk}/paste/", {"file": file})
    client.post(f"{answer['Location']}take/")
    assert Batch.objects.latest("pk").told.startswith("新增 0 行，修改 0 行，12 行没有变化")
    empty = client.post(
        f"/ledgers/{ledger.pk}/paste/", {"file": SimpleUploadedFile("x.xlsx", b"no")}, follow=True
    )
    assert 'class="message error"' in empty.content.decode()
    sealed = client.get(f"/ledgers/{ledger.pk}/export/?complete=1").content
    assert BytesIO(sealed).read(2) == b"PK"


def test_a_row_is_refused_with_the_reason_beside_the_cell(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    good = {name: str(value) for name, value in _rows(1)[0].data.items() if value}
    wrong = client.post(
        f"/ledgers/{ledger.pk}/add/", {**good, "code": good["code"][:-1] + "#", "entered": "昨天"}
    )
    assert wrong.status_code == 422
    assert "不是日期" in wrong.content.decode()
    assert not Row.objects.exists()
    assert client.post(f"/ledgers/{ledger.pk}/add/", good).status_code == 302
    twice = client.post(f"/ledgers/{ledger.pk}/add/", good)
    assert twice.status_code == 409
    assert Row.objects.count() == 1
    row = Row.objects.get()
    address = f"/ledgers/{ledger.pk}/row/{row.pk}/"
    assert client.post(address, {**good, "entered": "2024-05-05", "version": 1}).status_code == 302
    stale = client.post(address, {**good, "entered": "2024-06-06", "version": 1})
    assert stale.status_code == 409
    assert "对方：2024-05-05" in stale.content.decode()
    assert "2024-01-15" not in str(Change.objects.latest("pk").after)


def test_traps_are_shown_at_their_rows_and_go_when_mended(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    rows = _rows(3)
    rows[2] = row_of(schema(SMES), {**rows[2].data, "code": rows[0].data["code"]})
    batch = _paste(client, ledger, rows)
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    caught = Doubt.objects.filter(ledger=ledger, severity="doubt")
    assert {one.row_id for one in caught} >= {Row.objects.order_by("pk")[0].pk}
    assert "▲" in client.get(f"/ledgers/{ledger.pk}/?doubtful=1").content.decode()
    third = Row.objects.order_by("pk")[2]
    client.post(f"/ledgers/{ledger.pk}/row/{third.pk}/delete/", {"reason": ""})
    assert not Row.objects.get(pk=third.pk).deleted
    client.post(f"/ledgers/{ledger.pk}/row/{third.pk}/delete/", {"reason": "重复登记"})
    assert not Doubt.objects.filter(ledger=ledger, severity="doubt").exists()
    client.post(f"/ledgers/{ledger.pk}/row/{third.pk}/delete/")
    assert Doubt.objects.filter(ledger=ledger, severity="doubt").exists()


@pytest.mark.parametrize(("words", "total"), [("1,200.50", 1), ("1200.5", 1), ("1200", 0), ("200.50", 0)])
def test_a_number_is_looked_for_as_the_amount_that_it_is(county: Any, words: str, total: int) -> None:
    funds = Ledger.objects.create(
        unit=county.department, name="special-funds", section="农村水利股", year=2024
    )
    row = {
        "project": "沟渠清淤",
        "notice": "青财预〔2024〕7号",
        "amount": "1200.50",
        "issued": "2024-03-01",
        "state": "下达",
    }
    client = county.client("accountant")
    assert client.post(f"/ledgers/{funds.pk}/add/", row).status_code == 302
    assert client.get(f"/ledgers/{funds.pk}/", {"q": words}).context["page"].total == total


def test_a_number_that_some_columns_cannot_hold_is_found_in_the_others(county: Any) -> None:
    meals = Ledger.objects.create(unit=county.department, name="receptions", section="办公室", year=2024)
    required = [column for column in schema("receptions").columns if column.required]
    row = {one.name: "5" if one.type == "count" else "甲" for one in required}
    client = county.client("accountant")
    client.post(f"/ledgers/{meals.pk}/add/", row | {"date": "2024-03-01", "amount": "312.50"})
    for words, total in (("312.50", 1), ("5", 1), ("5.5", 0)):
        page = client.get(f"/ledgers/{meals.pk}/", {"q": words}).context["page"]
        assert (page.asked.fault, page.total) == ("", total), words


def test_filter_sort_and_pages_on_the_server(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    batch = _paste(client, ledger, _rows(120))
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    page = client.get(f"/ledgers/{ledger.pk}/?sort=-entered&page=3").context["page"]
    assert (page.total, page.pages, len(page.lines)) == (120, 3, 20)
    dates = [
        row["page"].lines[0].row.data["entered"]
        for row in [client.get(f"/ledgers/{ledger.pk}/?sort=-entered").context]
    ]
    assert dates == ["2024-12-15"]
    found = client.get(
        f"/ledgers/{ledger.pk}/", {"column": "entered", "op": "at_least", "value": "2024-12-01"}
    )
    assert found.context["page"].total == 10
    assert client.get(f"/ledgers/{ledger.pk}/", {"q": "青岭77号"}).context["page"].total == 1
    refused = client.get(f"/ledgers/{ledger.pk}/", {"column": "entered", "op": "at_least", "value": "去年"})
    assert "不能是" in refused.content.decode()


@pytest.mark.parametrize("given", ["²", "abc", "-1", "9" * 30])
def test_numbers_that_are_none_are_no_fault_of_the_server(county: Any, ledger: Ledger, given: str) -> None:
    client = county.client("accountant")
    own = f"/ledgers/{ledger.pk}"
    for address in ("/?page=", "/measures/?year=", "/measures/build/?edit="):
        assert client.get(f"{own}{address}{given}").status_code == 200
    assert client.get(f"/ledgers/take-up/?unit={given}").status_code == 404
    assert client.post(f"{own}/measure/{given}/drop/").status_code == 404
    client.post(f"{own}/settings/", {"year": given, "section": ""})
    assert Ledger.objects.get().year == 2024
    batch = _paste(client, ledger, _rows(1))
    choice = {f"column-{given}": "enterprise", "table": given}
    assert client.post(f"{own}/batch/{batch.pk}/", choice).status_code == 302
    client.post(f"{own}/batch/{batch.pk}/take/")
    row = Row.objects.get()
    assert client.post(f"{own}/row/{row.pk}/", {**row.data, "version": given}).status_code == 409


def test_evidence_is_kept_once_named_in_the_row_and_given_back(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    batch = _paste(client, ledger, _rows(2))
    client.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    rows = list(Row.objects.order_by("pk"))
    rows[1].data["proof"] = "入库公告.pdf"  # kept on paper
    rows[1].save()
    for row in rows:
        given = {"files": SimpleUploadedFile("名单.pdf", b"%PDF same"), "page": "3"}
        assert client.post(f"/ledgers/{ledger.pk}/row/{row.pk}/prove/", given).status_code == 302
        assert fresh(Ledger.objects.get())  # the traps have seen the row with its evidence
    one, two = RowEvidence.objects.all()
    assert one.file_id == two.file_id
    assert Row.objects.get(pk=rows[0].pk).data["proof"] == "名单.pdf第3页"
    assert Row.objects.get(pk=rows[1].pk).data["proof"] == "入库公告.pdf；名单.pdf第3页"
    address = f"/ledgers/{ledger.pk}/proof/{one.pk}/"
    assert b"".join(client.get(address)) == b"%PDF same"
    assert county.client("stranger").get(address).status_code == 404
    assert county.client("leader").post(f"{address}drop/").status_code == 403
    client.post(f"{address}drop/")
    assert fresh(Ledger.objects.get())
    assert "proof" not in Row.objects.get(pk=rows[0].pk).data
    assert Event.objects.filter(action="drop-row-evidence").exists()


def test_private_cells_are_seen_by_those_who_fill_them_only(county: Any) -> None:
    petitions = Ledger.objects.create(unit=county.department, name="petitions", section="", year=2024)
    client = county.client("section")
    given = {
        "number": "XF-1",
        "received": "2024-03-01",
        "channel": "来信",
        "person": "郑某某",
        "matter": "水费",
        "due": "2024-05-01",
        "state": "受理",
    }
    assert client.post(f"/ledgers/{petitions.pk}/add/", given).status_code == 302
    row = Row.objects.get()
    for address in (f"/ledgers/{petitions.pk}/", f"/ledgers/{petitions.pk}/row/{row.pk}/"):
        assert "郑某某" in client.get(address).content.decode()
        assert "郑某某" not in county.client("leader").get(address).content.decode()
    leader = county.client("leader")
    assert leader.get(f"/ledgers/{petitions.pk}/", {"q": "郑某某"}).context["page"].total == 0
    hidden = leader.get(f"/ledgers/{petitions.pk}/", {"column": "person", "op": "contains", "value": "郑"})
    assert hidden.context["page"].asked.where == hidden.context["page"].asked.where.__class__("all")
    assert "郑某某".encode() not in leader.get(f"/ledgers/{petitions.pk}/export/?private=1").content
