"""Monitoring by month in the browser: sums, forecasts against targets, industries, who falls, who is silent."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.web.ledgers.models import Ledger
from quanheng.web.ledgers.rows import Writing
from tests.generator.registers import industry
from tests.generator.registers.industry import Works
from tests.generator.registers.rows import YEAR

WORKS = [
    Works(1, "机械", 10_000, (12_000,) * 6),
    Works(2, "机械", 5_000, (6_000, 6_000, 6_000, 4_000, 4_000, 2_500)),
    Works(3, "食品", 2_000, (1_000,) * 6),
    Works(4, "食品", 1_000, (1_000,) * 4),
]


@pytest.fixture
def ledger(county: Any) -> Ledger:
    made: Ledger = Ledger.objects.create(
        unit=county.department, name="industry-monthly", section="", year=YEAR
    )
    writing = Writing(made, county.people["accountant"])
    for row in industry.months(WORKS, last_year=True):
        writing.add(row)
    writing.write()
    return made


def test_the_page_says_what_the_rows_come_to(county: Any, ledger: Ledger) -> None:
    answer = county.client("section").get(f"/ledgers/{ledger.pk}/monitor/", {"last": "6", "target": "23"})
    page, text = answer.context["page"], answer.content.decode()
    output = page
    assert output.words == "1—6月工业总产值 11.05亿元，同比增长 4.25%"
    assert [bar.value for bar in output.bars][:7] == ["2", "2", "2", "1.8", "1.7", "1.55", ""]
    assert output.bars[11].before == "1.8"  # last year's twelve months stand beside
    assert "可能达不到" in text
    assert "余下每月要 1.99亿元" in text
    assert [line.name for line in output.lines] == ["机械", "食品"]
    assert output.lines[1].growth.startswith("↓ 下降")
    assert "某3号食品厂" in text  # fell all the year
    assert "某4号食品厂" in answer.context["silent"]


def test_a_year_without_rows_and_a_ledger_that_watches_nobody(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    assert "还没有月报" in client.get(f"/ledgers/{ledger.pk}/monitor/?year=2019").content.decode()
    other = Ledger.objects.create(unit=county.department, name="hazards", section="", year=YEAR)
    assert client.get(f"/ledgers/{other.pk}/monitor/").status_code == 404
    assert county.client("stranger").get(f"/ledgers/{ledger.pk}/monitor/").status_code == 404
