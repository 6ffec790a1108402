"""The forms of two seeds: read whole, their totals added again, doubtful cells at most doubts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quanheng import pipeline
from quanheng.model.relation import AGREE
from quanheng.model.review import Reviewed
from quanheng.model.setting import Setting

pytestmark = pytest.mark.shared


def reviewed(shared: Path, number: str) -> Reviewed:
    (path,) = (shared / "seeds").glob(f"{number}_*")
    made = pipeline.review_one(path.name, path.read_bytes(), Setting())
    assert isinstance(made, Reviewed)
    return made


@pytest.mark.parametrize(("number", "rows", "total"), [("001", 15, "98.76"), ("004", 9, "88")])
def test_every_row_is_read_and_the_total_is_added_again(
    shared: Path, number: str, rows: int, total: str
) -> None:
    seen = reviewed(shared, number)
    (form,) = seen.facts.forms
    assert len(form.rows) == rows
    scores = [row.score.value for row in form.rows if row.score is not None]
    fund = form.execution
    scores += [fund.score.value] if fund is not None and fund.score is not None else []
    assert sum(scores, Decimal(0)) == Decimal(total)
    sums = [r for r in seen.relations if r.claim.template == "table-scores"]
    assert [r.verdict for r in sums] == [AGREE]


def test_cells_in_doubt_are_asked_about(shared: Path) -> None:
    seen = reviewed(shared, "001")
    tables = set(seen.facts.forms[0].tables)
    for finding in seen.findings:
        cell = finding.marks[0].place.cell if finding.marks else None
        if cell is not None and cell.table in tables:
            assert finding.severity != "error"
