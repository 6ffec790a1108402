"""Annotated files after LibreOffice has opened and saved them: our remarks and the answers are still there."""

from __future__ import annotations

from pathlib import Path

import pytest

from quanheng.read import office
from quanheng.report.replies import answers
from tests.report.test_annotate import WRONG, annotated, replied, saved, word

TEXTS = (WRONG, "会议费2.00万元，比上年1.00万元增加3.00万元。")


def through_office(data: bytes, folder: Path, ending: str, reading: str, source: str = "") -> bytes:
    """The file as LibreOffice saves it as `ending`; `source` is its own ending where that is another."""
    program = office.program()
    if program is None:
        pytest.fail(f"没有 LibreOffice，这一项没有核对：{office.advice()}")
    usual = "docx" if reading.startswith("MS Word") else "xlsx"
    file = folder / f"annotated.{source or usual}"
    file.write_bytes(data)
    made = office.convert(program, file, ending, reading)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("reply", "state"), [("已改", "fixed"), ("说明：口径不同", "explained"), ("", "open")]
)
def test_a_word_file_keeps_remarks_and_replies(tmp_path: Path, reply: str, state: str) -> None:
    data, reviewed = annotated(saved(word(*TEXTS)))
    before = answers(data)
    assert len(before) == len(reviewed.findings) > 1
    after = answers(through_office(replied(data, reply), tmp_path, "docx", "MS Word 2007 XML"))
    assert [(a.number, a.key, a.code) for a in after] == [(a.number, a.key, a.code) for a in before]
    assert [a.state for a in after] == [state] + ["open"] * (len(before) - 1)
    assert after[0].words == reply
