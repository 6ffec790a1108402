"""`check --case`: one result with every document, the findings between them in each, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from quanheng.cli import main
from tests.cases.conftest import Write, accounts, report


@pytest.fixture
def pair(write: Write, tmp_path: Path) -> list[str]:
    """A report and accounts that differ in the project expenditure and the total."""
    write(自评报告=report(2022), 决算=accounts(2022, "510.00", "300.00", "210.00"))
    return [str(tmp_path / "自评报告.txt"), str(tmp_path / "决算.txt")]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["check", *arguments])
    return status, capsys.readouterr().out


def tree(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    status, out = run(capsys, *arguments, "--format", "json")
    found: dict[str, Any] = json.loads(out)
    return status, found


def across(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [f for f in document["findings"] if f["rule"].startswith("cases/")]


def test_each_document_has_the_finding_with_its_own_figure_as_the_stated_one(
    pair: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = tree(capsys, "--case", *pair)
    assert status == 1
    first, second = (across(d) for d in found["documents"])
    assert [f["key"] for f in first] == [f["key"] for f in second]
    assert {f["stated"]["text"] for f in first} == {"500.00万元", "200.00万元"}
    assert {f["stated"]["text"] for f in second} == {"510.00万元", "210.00万元"}
    for finding in first:
        own, other = finding["places"]
        assert (own["role"], own["document"]) == ("stated", None)
        assert (other["role"], other["document"]) == ("operand", pair[1])
        assert "自评报告" in finding["message"]
        assert "决算" in finding["message"]


def test_the_case_is_told_as_one_result(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = tree(capsys, "--case", *pair)[1]
    case = found["case"]
    assert case["parties"] == [{"organisation": "某林县林业局", "documents": pair}]
    assert case["relations"]["off"] == case["findings"] == 2
    assert case["relations"]["agree"] >= 3
    assert case["not_compared"] == []


def test_without_the_option_nothing_is_compared(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, found = tree(capsys, *pair)
    assert (status, found["case"]) == (0, None)
    assert [across(d) for d in found["documents"]] == [[], []]


def test_documents_that_agree_exit_with_nothing(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(甲=report(2022), 乙=accounts(2022))
    status, out = run(capsys, "--case", str(tmp_path))
    assert status == 0
    assert "一套材料" in out
    assert "份间问题 0" in out


def test_a_zip_is_a_case(pair: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = tmp_path / "一套.zip"
    with ZipFile(packed, "w") as target:
        for path in pair:
            target.write(path, Path(path).name)
    status, found = tree(capsys, "--case", str(packed))
    assert status == 1
    assert [len(across(d)) for d in found["documents"]] == [2, 2]


def test_the_text_counts_a_finding_once_and_names_the_other_place(
    pair: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = run(capsys, "--case", *pair)
    words = "".join(line.strip() for line in out.splitlines())
    assert out.count("CAS901") == 4 + 1  # two in each document, one in the line that explains
    assert "对照决算.txt一第2段" in words.replace(" ", "")
    assert "错误 2" in out.splitlines()[-2]


def test_the_table_names_both_places(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, "--case", *pair, "--format", "csv")
    rows = [
        row for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff"))) if row["类别"].startswith("CAS901")
    ]
    assert [row["文件"] for row in rows] == [pair[0], pair[0], pair[1], pair[1]]
    assert all("；决算.txt " in row["位置"] for row in rows[:2])


def test_sarif_leads_to_the_other_file(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, "--case", *pair, "--format", "sarif")
    results = [r for r in json.loads(out)["runs"][0]["results"] if r["ruleId"] == "cases/same-fact"]
    uris = [
        {place["physicalLocation"]["artifactLocation"]["uri"] for place in result[kind]}
        for result in results
        for kind in ("locations", "relatedLocations")
    ]
    assert len(results) == 4
    assert all(len(found) == 1 for found in uris)
    assert all(a != b for a, b in zip(uris[::2], uris[1::2], strict=True))


def test_the_page_links_to_the_other_document(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, "--case", *pair, "--format", "html")
    assert "份间核对" in out
    assert 'href="#d1b3"' in out
    assert 'href="#d0b3"' in out


def test_lines_end_with_the_case(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(capsys, "--case", *pair, "--format", "jsonl")
    last = json.loads(out.splitlines()[-1])
    assert last["case"]["findings"] == 2


def test_two_processes_say_the_same(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    def bare(found: dict[str, Any]) -> dict[str, Any]:
        found["case"].pop("seconds")
        for document in found["documents"]:
            document.pop("seconds")
        return found

    assert bare(tree(capsys, "--case", *pair)[1]) == bare(tree(capsys, "--case", *pair, "--jobs", "2")[1])


def test_an_unreadable_document_leaves_the_others_compared(
    pair: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    status, found = tree(capsys, "--case", *pair, str(bad))
    assert status == 2
    assert len(found["errors"]) == 1
    assert found["case"]["findings"] == 2


def test_a_rule_may_be_left_out(pair: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, found = tree(capsys, "--case", *pair, "--ignore", "cases")
    assert (status, found["case"]["findings"]) == (0, 0)


def test_a_baseline_knows_the_findings_of_a_case(
    pair: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "基线.json"
    main(["check", "--case", *pair, "-o", str(saved)])
    status, out = run(capsys, "--case", *pair, "--baseline", str(saved))
    assert status == 0
    assert "CAS901" not in out
