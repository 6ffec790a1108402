"""The log only grows, and every change of it is seen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

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
