"""What other files give for a new workbook: last year's workbook, published tables, exports of the system."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quanheng.cli import main
from quanheng.lexicon.workbook import layout
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.read.workbook import read_workbook
from quanheng.report.workbook import write
from tests.generator.department_years import department_year

TABLES = """
<html><head><meta charset="utf-8"></head><body>
<p>青禾县水利局2024年度部门决算</p>
<p>收入支出决算总表</p><p>公开01表　金额单位：{unit}</p>
<table><tr><th colspan="2">收入</th><th colspan="2">支出</th></tr>
<tr><th>项目</th><th>决算数</th><th>项目</th><th>决算数</th></tr>
<tr><td>一、一般公共预算财政拨款收入</td><td>{income}</td><td>一、一般公共服务支出</td><td>{spent}</td></tr>
<tr><td>八、其他收入</td><td>0</td><td></td><td></td></tr>
<tr><td>本年收入合计</td><td>{income}</td><td>本年支出合计</td><td>{spent}</td></tr>
<tr><td>年初结转和结余</td><td>{opening}</td><td>年末结转和结余</td><td>{closing}</td></tr>
<tr><td>总计</td><td>{total}</td><td>总计</td><td>{total}</td></tr></table>
<p>一般公共预算财政拨款支出决算表</p><p>公开05表　金额单位：{unit}</p>
<table><tr><th>科目编码</th><th>科目名称</th><th>合计</th><th>基本支出</th><th>项目支出</th></tr>
<tr><td colspan="2">合计</td><td>{spent}</td><td>{basic}</td><td>{project}</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>{spent}</td><td>{basic}</td><td>{project}</td></tr>
<tr><td>20129</td><td>群众团体事务</td><td>{spent}</td><td>{basic}</td><td>{project}</td></tr>
<tr><td>2012901</td><td>行政运行</td><td>{spent}</td><td>{basic}</td><td>{project}</td></tr></table>
</body></html>
"""

EXPORT = """
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8"><body><table>
<tr><td colspan="6">预算执行情况表（单位：元）</td></tr>
<tr><td rowspan="2">序号</td><td rowspan="2">项目名称</td><td colspan="2">预算数</td><td colspan="2">执行情况</td></tr>
<tr><td>年初预算</td><td>调整预算</td><td>支付金额</td><td>指标余额</td></tr>
<tr><td>1</td><td>堤防维护</td><td>300,000.00</td><td>350,000.00</td><td>340,000.50</td><td>9,999.50</td></tr>
<tr><td>2</td><td>水质监测</td><td>120,000.00</td><td>120,000.00</td><td>120,000.00</td><td>0.00</td></tr>
<tr><td>3</td><td>堤防维护</td><td>0.00</td><td>50,000.00</td><td>50,000.00</td><td>0.00</td></tr>
<tr><td colspan="2">合计</td><td>420,000.00</td><td>520,000.00</td><td>510,000.50</td><td>9,999.50</td></tr>
</table></body></html>
"""


def made(tmp_path: Path, *files: Path) -> DepartmentYear:
    out = tmp_path / "new.xlsx"
    words = ["template", "--out", str(out), "--year", "2024", "--unit", "青禾县水利局", "--import"]
    assert main([*words, *map(str, files)]) == 0
    filled = read_workbook(out.read_bytes())
    assert not filled.faults
    return filled.record


def tables(tmp_path: Path, unit: str, **values: str) -> Path:
    path = tmp_path / "决算.html"
    path.write_text(TABLES.format(unit=unit, **values), "utf-8")
    return path


def test_last_year_gives_the_prior_columns_the_opening_figures_and_the_targets(tmp_path: Path) -> None:
    last = next(r for r in map(department_year, range(200)) if r.year == 2023)
    path = tmp_path / "last.xlsx"
    path.write_bytes(write(last))
    record = made(tmp_path, path)
    same = ("income.total", "expenditure.total", "three_public.total", "procurement.total")
    assert all(record.value(item, "final", 2023) == last.value(item) for item in same)
    assert record.value("expenditure.total", "initial", 2023) == last.value("expenditure.total", "initial")
    assert record.value("carryover.opening") == last.value("carryover.closing")
    assert record.value("carryover.opening", fund="general") == last.value(
        "carryover.closing", fund="general"
    )
    assert [(i.level3, i.target) for i in record.indicators] == [
        (i.level3, i.target) for i in last.indicators
    ]
    assert not any(i.result or i.score for i in record.indicators)
    assert record.value("expenditure.project") is None


@pytest.mark.parametrize(
    ("unit", "scale"), [("万元", Decimal(1)), ("元", Decimal(10000))], ids=["wan", "yuan"]
)
def test_published_tables_are_taken_in_their_unit(tmp_path: Path, unit: str, scale: Decimal) -> None:
    given = {"income": "412.35", "spent": "405.05", "opening": "3.20", "closing": "10.50", "total": "415.55",
             "basic": "300.05", "project": "105.00"}  # fmt: skip
    values = {name: f"{Decimal(value) * scale:,.2f}" for name, value in given.items()}
    record = made(tmp_path, tables(tmp_path, unit, **values))
    assert record.value("income.fiscal", fund="general") == Decimal("412.35")
    assert record.value("carryover.opening") == Decimal("3.20")
    assert record.value("carryover.closing") == Decimal("10.50")
    assert record.value("expenditure.basic", fund="general", code="2012901") == Decimal("300.05")
    assert record.value("expenditure.project", fund="general") == 105
    assert record.codes("2") == ["2012901"]
    assert record.subjects["2012901"] == "行政运行"


def test_an_export_that_is_html_gives_the_projects(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_text(EXPORT, "utf-8")
    record = made(tmp_path, path)
    assert [project.name for project in record.projects] == ["堤防维护", "水质监测"]
    assert record.value("funds.fiscal", "initial", code="堤防维护") == 30
    assert record.value("funds.fiscal", "adjusted", code="堤防维护") == 40
    assert record.value("funds.total", "final", code="堤防维护") == Decimal("39.00005")


def test_amounts_without_a_unit_are_left_out_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "导出.xls"
    path.write_text(EXPORT.replace("（单位：元）", ""), "utf-8")
    record = made(tmp_path, path)
    assert record.projects == []
    assert "没有写金额单位" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_leaves_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    out = tmp_path / "new.xlsx"
    assert main(["template", "--out", str(out), "--import", str(path)]) == 2
    assert not out.exists()


def test_every_source_has_a_place_in_the_workbook() -> None:
    described = layout()
    lines = {line for line, _, _ in described.places()}
    assert all(source.line in lines for listed in described.sources.values() for source in listed)
    assert Key("a", "final", 2024) == ("a", "final", 2024, "", "")
