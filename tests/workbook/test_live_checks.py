"""The formulas of 99核对, worked out by LibreOffice, say what our own checks say."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from quanheng.checks.workbook import NOTHING, OFF, ROUNDING, WAITING, checked
from quanheng.lexicon.workbook import complete
from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear
from quanheng.read.stored import Stored, stored
from quanheng.report.workbook import write
from tests.generator.department_years import department_year

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def broken(seed: int) -> DepartmentYear:
    """A year in which amounts were changed by a little and by a lot, and some left out."""
    record, random = department_year(seed), Random(seed)
    filled = sorted(key for key in record.values if record.values[key].unit == "万元")
    for key in random.sample(filled, 60):
        change = random.choice((Decimal("0.01"), Decimal("-0.01"), Decimal("37.5"), None))
        if change is None:
            del record.values[key]
        else:
            record.values[key] = Amount(record.values[key].value + change, "万元")
    if seed % 2:
        record.indicators = record.indicators[1:]
    record.framework = ("standard-2020", "core-with-cost", "")[seed % 3]
    return complete(record)


def results(records: list[DepartmentYear], folder: Path) -> list[list[tuple[object, ...]]]:
    """Both sides, difference and result of every row of 99核对, as LibreOffice works them out."""
    for number, record in enumerate(records):
        (folder / f"{number}.xlsx").write_bytes(write(record))
    assert OFFICE
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(folder / "out"), *(str(folder / f"{n}.xlsx") for n in range(len(records)))],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    made = []
    for number in range(len(records)):
        sheet = stored((folder / "out" / f"{number}.xlsx").read_bytes()).sheet("99核对")
        assert sheet
        rows = range(3, sheet.height + 1)
        made.append([tuple(shown(sheet.cells.get((row, at))) for at in range(4, 8)) for row in rows])
    return made


def shown(cell: Stored | None) -> object:
    return None if cell is None or cell.value == "" else cell.value


def test_libreoffice_agrees(tmp_path: Path) -> None:
    records = [department_year(5), broken(1), broken(2), broken(3), DepartmentYear(2024)]
    states = set()
    for record, sheet in zip(records, results(records, tmp_path), strict=True):
        ours = list(checked(record))
        assert len(sheet) == len(ours)
        for row, one in zip(sheet, ours, strict=True):
            where = (one.check.id, one.at)
            assert row == (one.left, one.right, one.difference, one.state), where
            states.add(one.state)
    assert {NOTHING, OFF, ROUNDING, WAITING} <= states
