"""A running year by month: sums and growth, where they are heading, who fell and who is silent."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from quanheng.cli import main
from quanheng.ledgers.load import names, read_schema, schema
from quanheng.ledgers.monitoring.course import forecast, months
from quanheng.ledgers.monitoring.members import fallers, shares, silent
from quanheng.ledgers.monitoring.record import Watch
from quanheng.ledgers.monitoring.run import monitored, run
from quanheng.ledgers.rows import row_of
from quanheng.ledgers.schema import BadLedger
from quanheng.report.ledger import workbook
from tests.generator.registers import industry
from tests.generator.registers.industry import Works
from tests.generator.registers.rows import YEAR

LEDGER = schema("industry-monthly")
OUTPUT, GROWTH = LEDGER.measures["output"], LEDGER.measures["growth"]
WORKS = [
    Works(1, "机械", 10_000, (12_000,) * 6),
    Works(2, "机械", 5_000, (6_000, 6_000, 6_000, 4_000, 4_000, 2_500)),
    Works(3, "食品", 2_000, (1_000,) * 6),
    Works(4, "食品", 1_000, (1_000,) * 4),
]


def half(last_year: bool = False) -> Watch:
    return Watch(LEDGER, industry.months(WORKS, last_year=last_year), YEAR, 6)


def test_months_alone_and_so_far() -> None:
    told = list(months(OUTPUT, half()))
    assert [one.month for one in told] == [f"{YEAR}-{month:02}" for month in range(1, 7)]
    assert [one.alone.value for one in told][0::5] == [Decimal(2), Decimal("1.55")]
    assert told[-1].so_far.value == sum(one.alone.value or 0 for one in told) == Decimal("11.05")
    assert [one.so_far.value for one in months(GROWTH, half())][-1] == Decimal("4.25")


def test_a_forecast_by_the_mean_alone_and_with_last_years_course() -> None:
    alone = forecast(OUTPUT, half(), Decimal(23))
    assert alone.ways == (("按月均：1-6月11.05÷6×12=22.1亿元", Decimal("22.10")),)
    assert (alone.done, alone.verdict, alone.needed) == (Decimal("11.05"), "可能达不到", Decimal("1.99"))
    both = forecast(OUTPUT, half(last_year=True), Decimal(22))
    # 4 works of 1.8亿元 a month last year: 21.6 in all, 10.8 up to June
    assert both.ways[1] == ("按上年进度：上年全年21.6×1-6月11.05÷上年同期10.8=22.1亿元", Decimal("22.10"))
    assert both.verdict == "有望达到"
    assert (both.low, both.high) == (Decimal("22.10"), Decimal("22.10"))


def test_ways_that_disagree_leave_it_open() -> None:
    rows = industry.months([Works(1, "机械", 10_000, (10_000,) * 6)])
    early = [row_of(LEDGER, {**rows[0].data, "month": f"{YEAR - 1}-{m:02}", "output": 10**10 * (1 + (m > 6))}, m)
             for m in range(1, 13)]  # fmt: skip
    told = forecast(OUTPUT, Watch(LEDGER, [*rows, *early], YEAR, 6), Decimal(15))
    assert [value for _, value in told.ways] == [Decimal(12), Decimal(18)]
    assert told.verdict == "难以判断"


def test_a_reached_target_and_a_whole_year() -> None:
    assert forecast(OUTPUT, half(), Decimal(11)).verdict == "已达到"
    whole = Watch(LEDGER, industry.months([Works(1, "机械", 1, (10_000,) * 12)]), YEAR)
    told = forecast(OUTPUT, whole, Decimal(13))
    assert (told.needed, told.verdict, told.done) == (None, "可能达不到", Decimal(12))
    assert forecast(OUTPUT, whole).verdict == "没有目标"


def test_a_month_without_rows_is_told() -> None:
    rows = [row for row in half().rows if row.data["month"] != f"{YEAR}-03"]
    assert forecast(OUTPUT, Watch(LEDGER, rows, YEAR, 6)).missing == (f"{YEAR}年3月没有记录",)


def test_a_share_is_no_sum_and_has_no_forecast() -> None:
    with pytest.raises(ValueError, match="不是可按月相加的取数"):
        forecast(GROWTH, half())


def test_fallers_by_their_loss_with_the_months_they_fell() -> None:
    told = fallers(GROWTH, half())
    assert [(one.name, one.growth, one.loss, one.months) for one in told] == [
        ("某3号食品厂", Decimal(-50), Decimal(60_000_000), 6),
        ("某2号机械厂", Decimal(-5), Decimal(15_000_000), 3),
    ]
    assert told[1].group == "机械"
    assert "本期285000000元−上年同期300000000元" in told[1].formula


def test_who_no_longer_reports() -> None:
    assert [(one.name, one.last) for one in silent(OUTPUT, half())] == [("某4号食品厂", f"{YEAR}-04")]


def test_industries_add_up_to_the_whole() -> None:
    told = shares(OUTPUT, GROWTH, half())
    assert [(one.group, one.result.value, one.share) for one in told] == [
        ("机械", Decimal("10.05"), Decimal("90.95")),
        ("食品", Decimal(1), Decimal("9.05")),
    ]
    assert told[1].growth is not None
    assert told[1].growth.value == Decimal("-37.5")


def test_the_same_measures_serve_all_five_figures() -> None:
    assert [one.title for one, _ in monitored(LEDGER)] == ["工业总产值", "工业用电量", "工业税收", "工业投资"]
    told = {one.measure.name: one for one in run(half(), {"工业税收": Decimal(1), "output": Decimal(30)})}
    assert told["tax"].forecast.verdict == "已达到"
    assert told["output"].forecast.verdict == "可能达不到"
    assert all(one.growth is not None and one.growth.value == Decimal("4.25") for one in told.values())


def test_whom_a_ledger_watches_is_declared() -> None:
    assert [name for name in names() if schema(name).monitoring] == ["industry-monthly"]
    tree = {
        "title": "某",
        "columns": {"a": {"title": "甲"}},
        "key": "a",
        "monitoring": {"of": "a", "name": "b"},
    }
    with pytest.raises(BadLedger, match="x monitoring name：没有栏目“b”"):
        read_schema("own", tree, "x")


def test_the_command_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "工业运行月报.xlsx"
    book.write_bytes(workbook(LEDGER, half().rows, YEAR))
    assert main(["ledger", str(book), "--month", "6", "--target", "工业总产值=23"]) == 0
    out = capsys.readouterr().out
    assert "工业总产值　1-6月累计 11.05亿元，同比 4.25%" in out
    assert "目标 23亿元，可能达不到；以后每月要 1.99亿元" in out
    assert "某3号食品厂（食品）　-50%，少 6000万元，连续 6 个月下降" in out
    assert "某4号食品厂　最后一次 4月" in out
    assert main(["ledger", str(book), "--month", "6", "--format", "json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["running"][0]["fallers"][0]["growth"] == "-50"
    assert main(["ledger", str(book), "--month", "6", "--target", "工业总产值"]) == 2
    assert main(["ledger", str(book), "--month", "6", "--target", "没有的数=1"]) == 2
    assert "没有名为“没有的数”的取数" in capsys.readouterr().err
