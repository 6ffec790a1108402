"""A report of a made-up department with one error, one doubt and one note, checked for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from quanheng import pipeline
from quanheng.model.review import Review
from quanheng.model.setting import Setting

TEXT = """清溪县水务局2023年度部门整体支出绩效自评报告
一、支出情况
2023年度支出合计1300.50万元，其中基本支出800.00万元，项目支出400.50万元。
培训费2.00万元，上年为1.60万元，增长25.00%。
二、绩效情况
自评得分96分，等级为良。XXXX
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "自评报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def review(report: Path) -> Review:
    return pipeline.review([str(report)], Setting())
