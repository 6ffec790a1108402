"""Small workbooks go out by sheet and come back: changes are taken, conflicts shown side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from quanheng.cli import main
from quanheng.lexicon.workbook import layout
from quanheng.model.workbook import DepartmentYear, Duty
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
    status = main(["fill", str(whole), "--merge", *map(str, small), "-o", str(out), "--overwrite"])
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


def shared() -> DepartmentYear:
    """A year whose sheets and lines are given to three 股室."""
    record = next(r for r in map(department_year, range(40)) if len(r.projects) > 1 and len(r.indicators) > 3)
    record.duties = [Duty("03三公会议培训", "财务股", "6月20日"), Duty("05绩效指标", "办公室")]
    record.indicators[0] = replace(record.indicators[0], office="业务股")
    record.projects[1] = replace(record.projects[1], office="业务股")
    return record


@pytest.fixture
def by_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, dict[str, Path], str]:
    """The whole workbook, the small ones by 股室, and what was said."""
    whole, folder = tmp_path / "总表.xlsx", tmp_path / "发出"
    whole.write_bytes(write(shared()))
    assert main(["fill", str(whole), "--split", str(folder)]) == 0
    return (
        whole,
        {path.stem.removeprefix("总表_"): path for path in folder.iterdir()},
        capsys.readouterr().err,
    )


def test_every_office_gets_its_sheets_and_its_lines(by_office: tuple[Path, dict[str, Path], str]) -> None:
    _, small, said = by_office
    record = shared()
    books = {office: read_workbook(path.read_bytes()) for office, path in small.items()}
    assert set(books) == {"财务股", "办公室", "业务股"}
    assert "没有指定填报股室的表：01基本情况" in said
    assert not books["财务股"].record.indicators
    assert not books["财务股"].record.projects
    assert books["业务股"].record.indicators == record.indicators[:1]
    assert [one.name for one in books["业务股"].record.projects] == [record.projects[1].name]
    assert books["办公室"].record.indicators == record.indicators[1:]
    guide = load_workbook(BytesIO(small["财务股"].read_bytes()))["填写说明"]
    assert guide["A6"].value == "本工作簿由财务股填报，请在6月20日前交回。"


def test_what_offices_bring_back_is_put_together(by_office: tuple[Path, dict[str, Path], str]) -> None:
    whole, small, _ = by_office
    record = shared()
    assert merged(whole, *small.values()) == (0, record)
    change(small["业务股"], "06项目", record.projects[1].name, 12.5, 6)
    status, made = merged(whole, *small.values())
    assert status == 0
    changed = {key for key in made.values if made.values[key] != record.values.get(key)}
    assert {key.code for key in changed} == {record.projects[1].name}
    assert made.indicators == record.indicators
