"""`annotate`: what kind of file comes out, what is said of it, and that the original is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from quanheng.cli import main
from tests.report.test_annotate import WRONG, saved, word


@pytest.fixture
def original(tmp_path: Path) -> Path:
    made = tmp_path / "原件.docx"
    made.write_bytes(saved(word(WRONG)))
    return made


def test_an_output_of_another_ending_is_refused_with_the_right_name(
    original: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(original), "-o", str(original.with_name("新.doc"))]) == 2
    assert "新.docx" in capsys.readouterr().err
    assert [p.name for p in original.parent.iterdir()] == ["原件.docx"]


def test_the_original_is_never_written_over(original: Path) -> None:
    before = original.read_bytes()
    assert main(["annotate", str(original), "-o", str(original)]) == 2
    assert original.read_bytes() == before


def test_a_text_comes_back_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "a.txt"
    text.write_text(WRONG, "utf-8")
    assert main(["annotate", str(text), "-o", str(tmp_path / "a.html")]) == 1
    assert "89.00%" in (tmp_path / "a.html").read_text("utf-8")
    assert "网页" in capsys.readouterr().err
