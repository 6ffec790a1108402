"""Answers beside a new check: what was said to be put right and is not, is said so."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from quanheng.cli import main
from tests.papers.conftest import TEXT

BOXES = ("已更正", "说明", "申请延期", "不认可")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def receipt(report: Path) -> Path:
    """The form of a department with two errors: the sum of the parts, and the grade."""
    assert main(["papers", str(report), "--out", "文书", "--only", "整改回执"]) == 1
    path = Path("文书/清溪县水务局/整改回执.docx")
    assert len(docx.Document(str(path)).tables[0].rows) == 3
    return path


def answer(path: Path, *kinds: str) -> None:
    paper = docx.Document(str(path))
    for row, kind in zip(paper.tables[0].rows[1:], kinds, strict=True):
        row.cells[4].text = "\n".join(f"{'√' if box == kind else '□'}{box}" for box in BOXES)
    paper.save(str(path))


def corrected(text: str) -> str:
    Path("更正.txt").write_text(text, encoding="utf-8")
    return "更正.txt"


def outcome(receipt: Path, *more: str) -> tuple[int, dict[str, object]]:
    status = main(["replies", str(receipt), "--format", "json", "-o", "结果.json", *more])
    return status, json.loads(Path("结果.json").read_text("utf-8"))


def outcomes(tree: dict[str, object]) -> list[str]:
    found = tree["outcomes"]
    assert isinstance(found, list)
    return [one["outcome"] for one in found]


RIGHT = TEXT.replace("1300.50", "1200.50").replace("等级为良", "等级为优")


def test_what_was_put_right_is_confirmed(receipt: Path) -> None:
    answer(receipt, "已更正", "已更正")
    status, tree = outcome(receipt, "--against", corrected(RIGHT))
    assert (status, outcomes(tree)) == (0, ["settled", "settled"])


def test_a_finding_said_to_be_put_right_that_still_stands_is_said_so(
    receipt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(receipt, "已更正", "说明")
    assert main(["replies", str(receipt), "--against", corrected(TEXT)]) == 1
    said = capsys.readouterr().out
    assert "称已改，问题仍在 1" in said
    assert "有答复，问题仍在，待复核人定 1" in said


def test_a_figure_changed_to_another_wrong_one_is_not_put_right(receipt: Path, report: Path) -> None:
    answer(receipt, "已更正", "已更正")
    wrong = corrected(RIGHT.replace("1200.50", "1250.50"))
    status, tree = outcome(receipt, "--against", wrong, "--before", str(report))
    assert (status, outcomes(tree)) == (1, ["claimed", "settled"])
    assert tree["outcomes"][0]["standing"] == "原文已变"  # type: ignore[index]
    assert "1250.50" in tree["outcomes"][0]["message"]  # type: ignore[index]


def test_without_the_earlier_file_another_wrong_figure_is_listed_and_not_held_against_the_answer(
    receipt: Path,
) -> None:
    answer(receipt, "已更正", "已更正")
    status, tree = outcome(receipt, "--against", corrected(RIGHT.replace("1200.50", "1250.50")))
    assert (status, outcomes(tree)) == (0, ["settled", "settled"])
    others = tree["others"]
    assert isinstance(others, list)
    assert any("1250.50" in one["message"] for one in others)


def test_a_new_mistake_is_told_apart_from_old_ones_nobody_answered(receipt: Path, report: Path) -> None:
    answer(receipt, "已更正", "已更正")
    worse = corrected(RIGHT.replace("增长25.00%", "增长52.00%"))
    others = outcome(receipt, "--against", worse)[1]["others"]
    assert isinstance(others, list)
    with_before = outcome(receipt, "--against", worse, "--before", str(report))[1]["others"]
    assert isinstance(with_before, list)
    assert ["52.00%" in one["message"] for one in with_before] == [True]
    assert len(others) > len(with_before)  # the doubt on XXXX was there before


def test_silence_is_not_an_answer(receipt: Path) -> None:
    assert outcomes(outcome(receipt, "--against", corrected(TEXT))[1]) == ["silent", "silent"]
    assert outcomes(outcome(receipt, "--against", corrected(RIGHT))[1]) == ["vanished", "vanished"]


def test_an_earlier_file_without_a_corrected_one_is_wrong_use(receipt: Path, report: Path) -> None:
    assert main(["replies", str(receipt), "--before", str(report)]) == 2


def test_an_annotated_file_may_itself_be_the_corrected_one() -> None:
    paper = docx.Document()
    for line in TEXT.splitlines():
        paper.add_paragraph(line)
    paper.save("报告.docx")
    main(["annotate", "报告.docx", "-o", "批注.docx"])
    answered = docx.Document("批注.docx")
    runs = [run for paragraph in answered.paragraphs for run in paragraph.runs]
    next(run for run in runs if run.text == "良").text = "优"
    answered.add_comment(runs[0], text="0001、0002 已改", author="李四", initials="李")
    answered.save("批注.docx")
    status, tree = outcome(Path("批注.docx"), "--against", "批注.docx")
    assert status == 1
    assert outcomes(tree)[:2] == ["claimed", "settled"]
