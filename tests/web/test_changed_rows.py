"""A row that was changed in the database itself is found; what the program does is not."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from quanheng.web.events.rows import changed_rows
from tests.web.every_row import World

pytestmark = pytest.mark.django_db


def test_what_the_program_did_is_whole(world: World) -> None:
    assert world.row
    assert list(changed_rows()) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE documents_verdict SET choice = 'not'", "结论 .*结论 与修改记录不符"),
        ("UPDATE campaigns_reviewscore SET review_score = 99", "复核得分 与修改记录不符"),
        ("UPDATE campaigns_task SET state = 'closed'", "单位任务 .*状态 与修改记录不符"),
        ("UPDATE rectification_item SET due = '2030-01-01'", "整改事项 .*期限 与修改记录不符"),
        ("UPDATE disclosure_release SET url = 'https://example.org/'", "公开版本 .*网址 与修改记录不符"),
        ("UPDATE units_membership SET role = 'manager' WHERE role = 'section'", "角色 .*角色 与修改记录不符"),
        ("DELETE FROM documents_waiver", "不查的规则 .*缺失"),
    ],
)
def test_what_was_done_behind_its_back_is_found(world: World, statement: str, said: str) -> None:
    assert world.row
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        found = list(changed_rows())
    finally:
        transaction.savepoint_rollback(point)
    import re

    assert found
    assert all(re.search(said, one) for one in found), found
