"""What an office describes, watches, pastes and takes out by machine is what it does on the pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from quanheng.web.departments.models import Book
from quanheng.web.events.log import broken
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Declaration, Ledger
from quanheng.web.ledgers.rows import add_row, type_inputs
from quanheng.web.units.models import Membership, Unit, User
from tests.web.operations.ledgers import OWN_LEDGER, OWN_PROCESS

V1 = "/api/v1"
JSON = "application/json"


@pytest.fixture
def own(county: Any) -> Ledger:
    answer = county.client("accountant").post(
        f"{V1}/units/{county.department.pk}/own-ledgers", OWN_LEDGER, JSON
    )
    assert answer.status_code == 201, answer.content.decode()
    return Ledger.objects.get(pk=answer.json()["id"])


def test_a_described_ledger_is_read_back_as_it_was_given(county: Any, own: Ledger) -> None:
    client = county.client("accountant")
    found = client.get(f"{V1}/ledgers/{own.pk}/description")
    assert found.json()["states"] == OWN_LEDGER["states"]
    assert [(one["title"], one["type"], one["key"]) for one in found.json()["columns"]] == [
        ("加油站", "text", True),
        ("检查日", "date", False),
    ]
    again = client.put(
        f"{V1}/ledgers/{own.pk}/description", found.json(), JSON, headers={"If-Match": found["ETag"]}
    )
    assert again.status_code == 200, again.content.decode()
    late = client.put(
        f"{V1}/ledgers/{own.pk}/description", found.json(), JSON, headers={"If-Match": found["ETag"]}
    )
    assert late.status_code == 412
    assert schema_of(own).column("c1").title == "加油站"
    assert county.client("stranger").get(f"{V1}/ledgers/{own.pk}/description").status_code == 404
    assert list(broken()) == []


def test_a_word_that_a_form_would_cut_is_refused(county: Any) -> None:
    given = {**OWN_LEDGER, "states": ["已 登记", "销号"]}
    answer = county.client("accountant").post(f"{V1}/units/{county.department.pk}/own-ledgers", given, JSON)
    assert answer.status_code == 422
    assert "不能有空格" in answer.json()["errors"]["states"][0]
    assert not Declaration.objects.exists()


def test_a_process_is_described_once_and_then_changed(county: Any, own: Ledger) -> None:
    client, address = county.client("accountant"), f"{V1}/ledgers/{own.pk}/process-description"
    assert client.get(address).status_code == 404
    assert client.put(address, OWN_PROCESS, JSON).status_code == 428
    made = client.put(address, OWN_PROCESS, JSON, headers={"If-Match": '"0"'})
    assert made.status_code == 200, made.content.decode()
    assert made.json()["steps"][1]["who"] == ["安全股", "企业"]
    assert client.put(address, OWN_PROCESS, JSON, headers={"If-Match": '"0"'}).status_code == 412
    assert client.put(address, made.json(), JSON, headers={"If-Match": made["ETag"]}).status_code == 200
    assert Declaration.objects.filter(kind="process").count() == 1
    bad = {**OWN_PROCESS, "steps": made.json()["steps"][1:]}
    told = client.put(address, bad, JSON, headers={"If-Match": '"3"'})
    assert "要有一步从“新登记”开始" in told.json()["errors"]["given"][0]


def test_conditions_of_a_step_come_back_as_they_were_given(county: Any, own: Ledger) -> None:
    steps: list[dict[str, Any]] = [
        {"title": "登记", "sources": ["新登记"], "to": "登记", "who": ["安全股"]},
        {"title": "评审", "sources": ["登记"], "to": "", "who": ["专家"], "ties": ["c1"]},
        {
            "title": "销号", "sources": ["登记"], "to": "销号", "who": ["安全股", "企业"], "days": 5,
            "wait": 7, "wait_unit": "workdays", "before": "评审", "count": 3,
            "apart": ["评审"],
        },
    ]  # fmt: skip
    address = f"{V1}/ledgers/{own.pk}/process-description"
    made = county.client("accountant").put(
        address, {"title": "检查办理", "steps": steps}, JSON, headers={"If-Match": '"0"'}
    )
    assert made.status_code == 200, made.content.decode()
    for given, kept in zip(steps, made.json()["steps"], strict=True):
        assert {name: kept[name] for name in given} == given


def test_the_numbers_behind_the_charts(county: Any) -> None:
    ledger = Ledger.objects.create(unit=county.department, name="industry-monthly", year=2025)
    for month, output in (("2025-01", "100"), ("2025-02", "300"), ("2024-02", "150")):
        inputs = {
            "month": month, "enterprise": "青岭一号有限公司", "code": "91430121MA4L2X3Y5D", "industry": "食品",
            "output": output, "source": "核定",
        }  # fmt: skip
        add_row(ledger, type_inputs(schema_of(ledger), inputs), county.people["accountant"])
    client = county.client("accountant")
    sums = client.get(f"{V1}/ledgers/{ledger.pk}/sums").json()
    assert sums[0]["name"] == "output"
    found = client.get(f"{V1}/ledgers/{ledger.pk}/monitoring?target=1").json()
    assert (found["year"], found["last"], found["unit"]) == (2025, 2, "亿元")
    assert [(m["month"], m["alone"], m["before"]) for m in found["months"]] == [
        ("2025-01", "0.01", None),
        ("2025-02", "0.03", "0.015"),
    ]
    assert found["target"] == "1"
    assert client.get(f"{V1}/ledgers/{ledger.pk}/monitoring?sum=none").status_code == 422
    book = openpyxl.load_workbook(BytesIO(client.get(f"{V1}/ledgers/{ledger.pk}/rows.xlsx").content))
    assert any(
        "青岭一号有限公司" in [cell.value for cell in row] for sheet in book for row in sheet.iter_rows()
    )


def test_a_pasted_list_is_looked_at_before_it_is_taken(county: Any) -> None:
    client = county.client("manager")
    given = {"text": "单位名称\t上级\n林业站\t青岭县水务局\n不明站\t天上局"}
    looked = client.post(f"{V1}/units/pasted", given, JSON).json()
    assert [row["state"] for row in looked["rows"]] == ["新增", "有误"]
    assert not Unit.objects.filter(name="林业站").exists()
    client.post(f"{V1}/units/pasted", {**given, "apply": True}, JSON)
    assert Unit.objects.get(name="林业站").parent == county.department
    people = {"text": "刘站长\tliu\t林业站\t单位领导", "apply": True}
    made = client.post(f"{V1}/people/pasted", people, JSON).json()["rows"][0]
    assert made["password"]
    assert User.objects.get(username="liu").check_password(made["password"])
    assert Membership.objects.get(user__username="liu").unit.name == "林业站"
    assert client.post(f"{V1}/units/pasted", {"text": ""}, JSON).status_code == 422
    assert county.client("performance").post(f"{V1}/units/pasted", given, JSON).status_code == 403


def test_the_public_pages_are_opened_by_who_saw_them_last(county: Any) -> None:
    client = county.client("performance")
    seen = client.get(f"{V1}/public-pages")
    assert seen.json()["open"] is False
    opened = {"open": True, "problems": False, "contact": "绩效股"}
    assert (
        client.put(f"{V1}/public-pages", opened, JSON, headers={"If-Match": seen["ETag"]}).status_code == 200
    )
    assert (
        client.put(f"{V1}/public-pages", opened, JSON, headers={"If-Match": seen["ETag"]}).status_code == 412
    )
    assert county.client("accountant").get(f"{V1}/public-pages").status_code == 403


def test_a_step_of_a_book_says_which_task_it_means(county: Any) -> None:
    book = Book.objects.create(unit=county.department, year=2025, task=county.task)
    client, address = county.client("accountant"), f"{V1}/books/{book.pk}/steps/check"
    tag = {"If-Match": f'"{county.task.version}"'}
    nameless = client.post(address, {}, JSON, headers=tag)
    assert nameless.status_code == 422
    assert "task" in str(nameless.json()["errors"])
    assert client.post(address, {"task": county.task.pk}, JSON, headers=tag).status_code == 200


def test_the_log_is_verified_and_taken_out(county: Any, own: Ledger) -> None:
    client = county.client("accountant")
    assert client.get(f"{V1}/events/verification").json() == {"length": 1, "faults": []}
    book = openpyxl.load_workbook(BytesIO(client.get(f"{V1}/events.xlsx?words=自建").content))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("自建台账“加油站检查”" in text for text in texts)
    assert own.unit == county.department
