"""A county's folder of norms answers first, is named on every score, and is refused where it is wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from quanheng.cli import main
from quanheng.norms.load import norm, version
from quanheng.norms.own import VARIABLE, BadNorms
from quanheng.scoring.scorecard import grade

FORM = """项目支出绩效自评表
（2024年度）

| 项目名称 | 河道保洁 | | | | | | |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| | 年度资金总额 | 100.00 | 100.00 | 50.00 | 10 | 50.00% | 5 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| 产出指标 | 数量指标 | 保洁河段 | ≥10条 | 16条 | 50 | 50 | |
| 效益指标 | 社会效益指标 | 受益人口 | ≥2000人 | 2000人 | 30 | 30 | |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 92% | 10 | 10 | |
| 总分 | | | | | 100 | 95 | |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in use; nothing of it is left in the environment."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    yield tmp_path
    monkeypatch.delenv(VARIABLE)


def put(folder: Path, name: str, value: str, day: str = "2020-03-01") -> None:
    entry = f"{{value: {value}, document: 白石财绩〔2024〕3号, article: 第八条}}"
    (folder / f"{name}.yaml").write_text(f"values:\n  {day}: {entry}\n", "utf-8")


def card_of(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> dict[str, object]:
    form = folder.parent / "form.txt"
    form.write_text(FORM, "utf-8")
    assert main(["score", str(form), "--framework", "form", "--norms", str(folder), "--format", "json"]) == 0
    made: dict[str, object] = json.loads(capsysbinary.readouterr().out)
    return made


def test_what_the_folder_does_not_say_stays_as_it_was(folder: Path) -> None:
    put(folder, "grade-bands", "{优: 85, 良: 75, 中: 60, 差: 0}")
    assert grade(Decimal(88)) == "优"
    assert norm("grade-bands", "cn-430121").chain == ("本地",)
    assert norm("over-fulfilment-line").jurisdiction == "cn"


def test_bands_of_the_county_are_used_and_named(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    put(folder, "grade-bands", "{优: 96, 良: 75, 中: 60, 差: 0}")
    made = card_of(folder, capsysbinary)
    assert made["grade_of_self_score"] == "良"
    assert any("白石财绩〔2024〕3号第八条，本地" in str(note) for note in made["notes"])  # type: ignore[attr-defined]
    assert version().startswith("本地 + cn ")


def test_a_low_execution_rate_caps_the_total(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    put(folder, "score-cap-by-execution", "[{below: 60, most: 79}, {below: 40, most: 59}]")
    made = card_of(folder, capsysbinary)
    assert Decimal(made["total"]["high"]) == 79  # type: ignore[index]
    assert any("执行率50.00%，总分最高79分（白石财绩〔2024〕3号" in str(note) for note in made["notes"])  # type: ignore[attr-defined]


def test_over_fulfilment_loses_points_where_the_county_says_so(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    put(folder, "over-fulfilment-treatment", "{above: 130, times: 1}")
    rows = card_of(folder, capsysbinary)["indicators"]
    row = next(one for one in rows if one["name"] == "保洁河段")  # type: ignore[attr-defined]
    assert Decimal(row["points"]["high"]) == 35  # 160 % exceeds 130 % by 30 points: 50 x (1 - 0.3)
    assert "白石财绩〔2024〕3号" in row["rule"]


def test_a_value_from_a_later_day_leaves_the_country_s(folder: Path) -> None:
    put(folder, "grade-bands", "{优: 96, 良: 75, 中: 60, 差: 0}", "2024-01-01")
    assert norm("grade-bands", on=date(2023, 6, 30)).jurisdiction == "cn"
    assert norm("grade-bands", on=date(2024, 6, 30)).chain == ("本地",)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("grade-band", "{优: 90}", "没有名为“grade-band”的规范"),
        ("grade-bands", "[90, 80]", "样子"),
        ("grade-bands", "{优: 九十}", "“九十”不是数"),
        ("score-cap-by-execution", "[{below: 60}]", "缺少数 most"),
        ("self-evaluation-schemes", "[{id: ours, name: 本县, weights: {产出指标: 90}}]", "合计90，应为100"),
    ],
)
def test_a_wrong_file_is_refused_by_name(
    folder: Path, name: str, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, name, value)
    assert main(["norm", "grade-bands", "--norms", str(folder)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert f"{name}.yaml" in told


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["norm", "grade-bands", "--norms", str(tmp_path / "none")]) == 2
    assert "没有本地规范目录" in capsys.readouterr().err
    assert VARIABLE not in os.environ


def test_broken_yaml_names_the_file(folder: Path) -> None:
    (folder / "grade-bands.yaml").write_text("values: [", "utf-8")
    with pytest.raises(BadNorms, match="grade-bands"):
        norm("grade-bands")
