"""The log only grows, and every change of it is seen."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from openpyxl import load_workbook

from quanheng.web.events.listing import PAGE
from quanheng.web.events.log import broken, record
from quanheng.web.events.models import Event


@pytest.fixture
def three(county: Any) -> list[Event]:
    return [
        record(county.people["leader"], "submit", county.task, unit=county.department, words=w)
        for w in "甲乙丙"
    ]


def test_a_whole_log_holds(three: list[Event]) -> None:
    assert [event.number for event in three] == [1, 2, 3]
    assert list(broken()) == []


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE events_event SET words = '丁' WHERE number = 2", 2),
        ("UPDATE events_event SET actor_id = NULL WHERE number = 1", 1),
        ("DELETE FROM events_event WHERE number = 2", 3),
        ("DELETE FROM events_event WHERE number = 3", 3),
    ],
)
def test_a_change_behind_the_back_is_seen(three: list[Event], statement: str, number: int) -> None:
    assert three
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert number in [found for found, _ in broken()]


def test_an_event_cannot_be_changed_or_deleted(three: list[Event]) -> None:
    with pytest.raises(TypeError):
        three[0].save()
    with pytest.raises(TypeError):
        three[0].delete()


def words_on(county: Any, role: str, query: str = "") -> str:
    return str(county.client(role).get(f"/log/{query}").content.decode())


@pytest.mark.usefixtures("three")
def test_everybody_reads_what_their_units_decided(county: Any) -> None:
    record(county.stranger, "fill", county.task, unit=county.other, words="别的单位的事")
    record(county.people["accountant"], "delete", county.task, words="没有单位的事")
    own = words_on(county, "accountant")
    assert "丙" in own
    assert "没有单位的事" in own
    assert "别的单位的事" not in own
    assert "别的单位的事" in words_on(county, "auditor")
    assert "没有单位的事" not in words_on(county, "auditor")
    assert county.client("section").get("/log/").status_code == 403


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?words=乙", "乙"),
        ("?before=2", "甲"),
        ("?person=leader&words=丙", "丙"),
        ("?person=nobody", ""),
        ("?thing=campaigns.task&words=甲", "甲"),
        ("?thing=documents.draft", ""),
        ("?ends=2020-01-01", ""),
        ("?starts=abc&before=x&words=甲", "甲"),
    ],
)
@pytest.mark.usefixtures("three")
def test_the_log_is_filtered(county: Any, query: str, seen: str) -> None:
    shown = words_on(county, "leader", query)
    assert [word for word in "甲乙丙" if f"<td>{word}<" in shown] == list(seen)


def test_the_pages_of_the_log_go_back_in_time(county: Any) -> None:
    for number in range(PAGE + 3):
        record(county.people["leader"], "fill", county.task, unit=county.department, words=f"第{number}次")
    assert "before=4" in words_on(county, "leader")
    assert "第2次" in words_on(county, "leader", "?before=4")
    assert "before=" not in words_on(county, "leader", "?before=4")


@pytest.mark.usefixtures("three")
def test_the_seals_are_gone_through_on_the_page(county: Any) -> None:
    assert "核对了全部 3 条" in words_on(county, "auditor", "?verify=1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_event SET words = '丁' WHERE number = 2")
    assert "第 2 条：内容与封签不符" in words_on(county, "auditor", "?verify=1")


def test_the_log_goes_to_excel(three: list[Event], county: Any) -> None:
    data = county.client("leader").get("/log/export.xlsx?words=乙").content
    rows = list(load_workbook(BytesIO(data))["事件日志"].values)
    assert [row[5] for row in rows if row[0] == 2] == ["乙"]
    assert three[1].hash in {cell for row in rows for cell in row}
