"""template and fill from the command line; score and check of the same file."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from quanheng.cli import main
from quanheng.lexicon.workbook import complete
from quanheng.model.rule import Amount
from quanheng.model.workbook import Key
from quanheng.read.workbook import read_workbook
from quanheng.report.workbook import write
from tests.generator.department_years import department_year


def test_a_template_has_the_year_the_unit_and_the_levels_of_the_scheme(tmp_path: Path) -> None:
    out = tmp_path / "自评数据_2024.xlsx"
    words = ["--year", "2024", "--unit", "青禾县水利局", "--framework", "core-with-cost"]
    assert main(["template", "--out", str(out), *words]) == 0
    filled = read_workbook(out.read_bytes())
    assert not filled.faults
    assert (filled.record.year, filled.record.organisation) == (2024, "青禾县水利局")
    assert (filled.record.framework, filled.record.value("execution.weight")) == (
        "core-with-cost",
        Decimal(10),
    )
    assert filled.record.indicators == []


def test_an_unknown_scheme_is_refused_with_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "--out", str(tmp_path / "a.xlsx"), "--framework", "没有"]) == 2
    assert "standard-2020" in capsys.readouterr().err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_year_that_adds_up_has_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(department_year(11)))
    assert main(["fill", str(path)]) == 0
    assert "×" not in capsys.readouterr().out
    assert main(["check", str(path)]) == 0
    assert main(["score", str(path)]) == 0


def test_what_does_not_add_up_is_told_with_its_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = department_year(11)
    key = Key("income.other", "final", record.year)
    record.values[key] = Amount(record.values[key].value + 5, "万元")
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(complete(record)))
    cell = read_workbook(path.read_bytes()).cells[Key("income.total", "final", record.year)]
    assert main(["fill", str(path), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert any(
        cell in one["cell"] and "相差5" in one["message"] for one in found if one["severity"] == "error"
    )


def test_a_score_over_its_weight_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dataclasses import replace

    record = department_year(11)
    record.indicators[0] = replace(record.indicators[0], weight=Decimal(3), score=Decimal("3.5"))
    path = tmp_path / "a.xlsx"
    path.write_bytes(write(record))
    assert main(["fill", str(path)]) == 1
    assert "得分3.5大于分值3" in capsys.readouterr().out
