"""Small workbooks go out by sheet and come back: changes are taken, conflicts shown side by side."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from quanheng.cli import main
from quanheng.lexicon.workbook import layout
from quanheng.model.workbook import DepartmentYear
from quanheng.model.workbook_flat import flat, unflat
from quanheng.read.workbook import read_workbook
from quanheng.report.workbook import write
from tests.generator.department_years import department_year, department_years


@settings(max_examples=30, deadline=None)
@given(department_years())
def test_a_record_is_its_entries(record: DepartmentYear) -> None:
    assert unflat(record, flat(record)) == record


@pytest.fixture
def handed_out(tmp_path: Path) -> tuple[Path, Path]:
    """The whole workbook and the folder of the small ones."""
    whole = tmp_path / "总表.xlsx"
    whole.write_bytes(write(department_year(7)))
    folder = tmp_path / "发出"
    assert main(["fill", str(whole), "--split", str(folder)]) == 0
    return whole, folder


def change(path: Path, sheet: str, label: str, value: float, column: int = 5) -> None:
    book = load_workbook(BytesIO(path.read_bytes()))
    row = next(c.row for c in book[sheet]["B"] if c.value == label)
    book[sheet].cell(row, column).value = value
    book.save(path)


def merged(whole: Path, *small: Path) -> tuple[int, DepartmentYear]:
    out = whole.with_name("合并.xlsx")
    status = main(["fill", str(whole), "--merge", *map(str, small), "-o", str(out)])
    return status, read_workbook(out.read_bytes()).record


def test_untouched_parts_change_nothing(handed_out: tuple[Path, Path]) -> None:
    whole, folder = handed_out
    small = sorted(folder.iterdir())
    assert {path.stem for path in small} == {f"总表_{s.name}" for s in layout().sheets}
    assert merged(whole, *small) == (0, department_year(7))


def test_a_change_is_taken_though_the_whole_was_filled(handed_out: tuple[Path, Path]) -> None:
    whole, folder = handed_out
    part = folder / "总表_03三公会议培训.xlsx"
    change(part, "03三公会议培训", "召开会议", 41)
    status, record = merged(whole, part)
    assert (status, record.value("meeting.times")) == (0, Decimal(41))


def test_what_both_changed_is_shown_side_by_side(
    handed_out: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    whole, folder = handed_out
    part = folder / "总表_03三公会议培训.xlsx"
    change(part, "03三公会议培训", "召开会议", 41)
    change(whole, "03三公会议培训", "召开会议", 37)
    status, record = merged(whole, part)
    assert (status, record.value("meeting.times")) == (1, Decimal(37))
    said = capsys.readouterr().out
    assert "召开会议" in said
    assert "37 次" in said
    assert "41 次" in said
    assert "03三公会议培训!E" in said


def test_two_parts_that_differ_are_a_conflict(handed_out: tuple[Path, Path]) -> None:
    whole, folder = handed_out
    first = folder / "总表_03三公会议培训.xlsx"
    second = folder / "另一份.xlsx"
    second.write_bytes(first.read_bytes())
    change(first, "03三公会议培训", "召开会议", 41)
    change(second, "03三公会议培训", "召开会议", 43)
    status, record = merged(whole, first, second)
    assert (status, record.value("meeting.times")) == (1, Decimal(41))


def test_the_whole_is_never_overwritten(handed_out: tuple[Path, Path]) -> None:
    whole, folder = handed_out
    before = whole.read_bytes()
    part = str(folder / "总表_03三公会议培训.xlsx")
    assert main(["fill", str(whole), "--merge", part]) == 2
    assert main(["fill", str(whole), "--merge", part, "-o", str(whole)]) == 2
    assert whole.read_bytes() == before
