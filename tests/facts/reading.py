"""Sentences and tables in, claims and figures as short lines out: what the tests of this folder compare."""

from __future__ import annotations

from collections.abc import Sequence

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.facts.mentions import Mention, mentions
from quanheng.facts.paragraphs import paragraph
from quanheng.model.document import Block, Document, Table, TableCell
from quanheng.model.figure import Figure
from quanheng.model.finding import DOUBT, ERROR
from quanheng.model.relation import Claim, Operand
from quanheng.model.review import Facts
from quanheng.model.setting import Setting
from quanheng.read import read

Rows = list[list[str | None]]
"""A table row by row; None is covered by the cell to its left or above."""


def facts_of(*lines: str) -> Facts:
    """The facts of paragraphs."""
    return extract(read("\n".join(lines).encode(), "x.txt"))


def alarms(text: str) -> list[tuple[str, str]]:
    """Severity and stated text of the errors and doubts in a text."""
    return _alarms(facts_of(text))


def table_alarms(rows: Rows, *texts: str) -> list[tuple[str, str]]:
    """The same of a table under paragraphs."""
    return _alarms(facts_in_table(rows, *texts))


def put(rows: Rows, row: int, column: int, text: str) -> Rows:
    """The rows with one cell changed."""
    return [
        [text if (r, c) == (row, column) else old for c, old in enumerate(line)]
        for r, line in enumerate(rows)
    ]


def _alarms(facts: Facts) -> list[tuple[str, str]]:
    found = run(facts, Setting())[1]
    return [(f.severity, f.stated.text if f.stated else "") for f in found if f.severity in (ERROR, DOUBT)]


def tabled(rows: Sequence[Sequence[str | None]], *texts: str) -> Document:
    """A document of paragraphs and one table behind them; None is covered by the cell to its left or above."""
    blocks = [Block(index, "paragraph", text) for index, text in enumerate(texts)]
    return Document("x.docx", "docx", [*blocks, _table_block(rows, len(texts), 0)])


def two_tables(
    first: Sequence[Sequence[str | None]], second: Sequence[Sequence[str | None]], *texts: str
) -> Facts:
    """The facts of two tables; of the paragraphs the last stands between them."""
    *above, between = (Block(index, "paragraph", text) for index, text in enumerate(texts))
    at = len(above)
    between.index = at + 1
    blocks = [*above, _table_block(first, at, 0), between, _table_block(second, at + 2, 1)]
    return extract(Document("x.docx", "docx", blocks))


def _table_block(rows: Sequence[Sequence[str | None]], index: int, number: int) -> Block:
    height, width = len(rows), max(map(len, rows))
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is not None:
                across = next((c for c in range(column + 1, len(row)) if row[c] is not None), len(row))
                below = at + 1
                while below < height and column == 0 and rows[below][0] is None:
                    below += 1
                cells.append(TableCell(at, column, text, below - at, across - column))
    return Block(index, "table", "", table=Table(number, height, width, cells))


def facts_in_table(rows: Sequence[Sequence[str | None]], *texts: str) -> Facts:
    """The facts of a table under paragraphs."""
    return extract(tabled(rows, *texts))


def mentioned(text: str) -> list[Mention]:
    """The figures of one paragraph before anything is concluded."""
    return mentions(paragraph(Block(0, "paragraph", text), text))


def operands(found: Sequence[Operand]) -> str:
    """`total 10万元, part 4万元, -part 1万元`."""
    return ", ".join(f"{'-' if o.sign < 0 else ''}{o.role} {o.figure.text}" for o in found)


def shown(claim: Claim) -> str:
    """The operands of a claim as printed, by role."""
    return operands(claim.operands)


def told(facts: Facts, kind: str, template: str = "") -> list[str]:
    """The claims of that kind (and template) as lines."""
    return [shown(c) for c in facts.claims if c.kind == kind and template in ("", c.template)]


def claimed(kind: str, *lines: str, template: str = "") -> list[str]:
    """The claims of that kind that paragraphs make."""
    return told(facts_of(*lines), kind, template)


def one(kind: str, *lines: str, template: str = "") -> Claim:
    """The only claim of that kind (and template)."""
    (found,) = (c for c in facts_of(*lines).claims if c.kind == kind and template in ("", c.template))
    return found


def printed(facts: Facts, text: str) -> Figure:
    """The first figure printed so."""
    return next(f for f in facts.figures if f.text == text)
