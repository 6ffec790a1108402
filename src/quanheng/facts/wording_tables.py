"""Forms: columns left empty, points for an indicator that does not exist, deductions without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.facts.wording_columns import column_statements
from quanheng.facts.wording_form import form_blocks
from quanheng.facts.wording_indicators import indicator_statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.document import Table
    from quanheng.model.figure import Statement


def table_statements(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Iterator[Statement]:
    """What the forms among the tables leave open or give without ground; see the modules of each kind."""
    forms = [t for t in tables if any("得分" in cell.text or "执行" in cell.text for cell in t.cells)]
    if not forms:
        return
    places = {(p.cell.table, p.cell.row, p.cell.column): p for p in paragraphs if p.cell is not None}
    for table in forms:
        for block in form_blocks(table, places):
            yield from column_statements(block)
            yield from indicator_statements(block)
