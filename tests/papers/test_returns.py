"""整改回执: the ways in which people tick and write, read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from quanheng import pipeline
from quanheng.model.review import Failure, Review
from quanheng.report.papers.bundle import bundle, templates
from quanheng.report.papers.party import parties
from quanheng.report.papers.verdicts import AllErrors
from quanheng.report.replies import Answer

BOXES = "□已更正\n□说明\n□申请延期\n□不认可"


@pytest.fixture
def form(review: Review) -> bytes:
    found, _ = parties(review, AllErrors(), {})
    return bundle(found[0], templates({}, only=["整改回执"]))["整改回执.docx"]


def answered(form: bytes, boxes: str, words: str = "") -> list[Answer]:
    paper = docx.Document(BytesIO(form))
    cells = paper.tables[0].rows[1].cells
    assert cells[4].text == BOXES
    cells[4].text, cells[5].text = boxes, words
    out = BytesIO()
    paper.save(out)
    found = pipeline.answers("回执.docx", out.getvalue())
    assert not isinstance(found, Failure)
    return found


@pytest.mark.parametrize(
    ("boxes", "words", "state"),
    [
        (BOXES, "", "open"),
        (BOXES.replace("□已更正", "☑已更正"), "", "fixed"),
        (BOXES.replace("□已更正", "√已更正"), "改为1200.50", "fixed"),
        (BOXES.replace("□已更正", "□已更正 √"), "", "fixed"),
        (BOXES.replace("□说明", "☒ 说明"), "口径不同", "explained"),
        (BOXES.replace("□申请", "■申请"), "等批复", "delayed"),
        (BOXES.replace("□不认可", "✔不认可"), "数字有出处", "disputed"),
        ("□已更正  √说明  □申请延期  □不认可", "", "explained"),
        ("不认可", "理由", "disputed"),
        (BOXES, "已在第二稿改正", "fixed"),
        ("√已更正\n√说明", "改了", "answered"),
    ],
)
def test_a_tick_is_read_as_people_make_it(form: bytes, boxes: str, words: str, state: str) -> None:
    assert answered(form, boxes, words)[0].state == state


def test_two_ticks_are_told(form: bytes) -> None:
    assert answered(form, "√已更正\n√说明\n□申请延期\n□不认可")[0].words == "（同时选了已更正、说明）"


def test_each_answer_is_tied_to_its_finding(form: bytes, review: Review) -> None:
    found = answered(form, BOXES.replace("□说明", "√说明"), "口径不同")
    errors = [f for f in review.documents[0].findings if f.severity == "error"]
    assert {one.key for one in found} == {finding.key[:8] for finding in errors}
    assert [one.words for one in found].count("口径不同") == 1


def test_another_document_is_no_form(report: Path) -> None:
    assert isinstance(pipeline.answers("a.txt", report.read_bytes()), Failure)
