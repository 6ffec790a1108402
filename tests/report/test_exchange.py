from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import unquote

from quanheng.model.review import Review
from quanheng.report import render
from quanheng.report.csv import COLUMNS


def raw(review: Review, form: str) -> bytes:
    made = render(review, form)
    assert isinstance(made, bytes)
    return made


def test_json_lines_hold_a_document_or_an_error_each(review: Review) -> None:
    rows = [json.loads(line) for line in raw(review, "jsonl").decode().splitlines()]
    whole = json.loads(raw(review, "json"))
    assert [row["document"] for row in rows] == [*whole["documents"], None]
    assert [row["error"] for row in rows] == [None, *whole["errors"]]
    assert {row["schema"] for row in rows} == {1}


def test_csv_reads_back_with_its_columns_in_excel(review: Review) -> None:
    data = raw(review, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert COLUMNS[:12] == tuple(
        "编号 等级 类别 位置 原文摘录 问题 算式 依据 建议 单位答复 复核意见 状态".split()
    )
    assert [row["编号"] for row in rows] == ["0001", "0002", "0003", "0004"]
    assert rows[0]["算式"] == "800.00 + 400.00 = 1200.00"
    assert rows[0]["建议"] == "疑为 1200.00（末位写错）"


def test_csv_never_gives_excel_a_formula(review: Review) -> None:
    rows = list(csv.reader(io.StringIO(raw(review, "csv").decode("utf-8-sig"), newline="")))
    assert any("'=1+1<b>" in row for row in rows)
    assert not any(cell.startswith(("=", "@")) for row in rows for cell in row)


def sarif(review: Review) -> dict[str, Any]:
    tree = json.loads(raw(review, "sarif"))
    assert tree["version"] == "2.1.0"
    run: dict[str, Any] = tree["runs"][0]
    return run


def test_sarif_results_point_at_their_rules_and_files(review: Review) -> None:
    run = sarif(review)
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == 4
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri) == "某某局2023.docx"
        assert uri.isascii()


def test_sarif_fingerprints_are_the_keys(review: Review) -> None:
    run = sarif(review)
    assert {r["fingerprints"]["quanheng/v1"] for r in run["results"]} == {
        "k-sum",
        "k-share",
        "k-missing",
        "k-typo",
    }


def test_sarif_says_that_an_input_failed(review: Review) -> None:
    invocation = sarif(review)["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert "文件有密码" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert sarif(Review(review.documents))["invocations"][0]["executionSuccessful"] is True
