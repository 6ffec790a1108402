"""Documents written from random department-years say what the workbook says; a changed number is found."""

from __future__ import annotations

import shutil
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from quanheng import pipeline
from quanheng.model.quantity import round_to
from quanheng.model.review import Reviewed
from quanheng.model.rule import Amount
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.report.written import docx
from tests.generator.closed_loop import slips, telling
from tests.generator.closed_loop.identity import Read, lost
from tests.generator.closed_loop.loop import DOCX, PDF, XLSX, run
from tests.generator.department_years import department_year, department_years


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(department_years())
def test_nothing_is_lost_nothing_is_found(record: DepartmentYear) -> None:
    outcome = run(record, (DOCX,))
    assert outcome.faults == []
    assert outcome.looked[DOCX] > 100


def test_excel_files_say_the_same() -> None:
    outcome = run(department_year(12), (DOCX, XLSX))
    assert outcome.faults == []
    assert outcome.looked[XLSX] > 50


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_pdf_files_say_the_same() -> None:
    outcome = run(department_year(12), (DOCX, PDF))
    assert [fault for fault in outcome.faults if "pdf" not in fault] == []
    assert outcome.looked[PDF] > 100


def test_an_amount_told_wrongly_is_lost() -> None:
    """The comparison can fail: an amount that the document does not give with its year and basis is named."""
    record = telling.placed(department_year(12))
    paper, keys = telling.told(record, "final-accounts", "hunan")
    reviewed = pipeline.review_one("x.docx", docx.encode(paper), Setting())
    assert isinstance(reviewed, Reviewed)
    assert lost(keys, Read(reviewed.facts, record, "final-accounts")) == []
    total = Key("expenditure.total", "final", record.year)
    for change in ({"year": 1999}, {"basis": "initial"}, {"item": ""}):
        figures = [replace(f, **change) if _says(f, record, total) else f for f in reviewed.facts.figures]
        facts = replace(reviewed.facts, figures=figures)
        assert total in lost(keys, Read(facts, record, "final-accounts"))


def _says(figure: object, record: DepartmentYear, key: Key) -> bool:
    wanted = round_to(record.values[key].value, 2)
    return round_to(getattr(figure, "value"), 2) == wanted  # noqa: B009


def test_an_amount_that_disagrees_with_the_workbook_is_a_fault() -> None:
    """One amount of the workbook that its sums do not know: documents, set or scores must show it."""
    record = department_year(12)
    key = Key("income.total", "final", record.year)
    record.values[key] = Amount(record.values[key].value + 900, "万元")
    assert any(fault.startswith(("finding", "case")) for fault in run(record, (DOCX,)).faults)


@pytest.mark.parametrize("kind", slips.KINDS)
def test_one_number_is_changed(kind: str) -> None:
    paper, _ = telling.told(telling.placed(department_year(12)), "self-evaluation", "hunan")
    data = docx.encode(paper)
    made = slips.slip(data, kind, Random(3))
    assert made is not None
    assert made.was != made.now
    assert sum(a != b for a, b in zip(made.was, made.now, strict=True)) == 1
    assert made.data != data
