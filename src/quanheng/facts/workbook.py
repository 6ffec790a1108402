"""The figures of a filled workbook: every amount with item, year, basis and fund known, at its cell.

Lines of the lists are parts by subject or project and have no item of their own, as in the public tables.
"""

from __future__ import annotations

from quanheng.facts.workbook_forms import forms, rule_claims
from quanheng.lexicon.workbook import layout
from quanheng.model.document import Document
from quanheng.model.figure import Figure
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import MONEY, trimmed, unit
from quanheng.model.review import Facts
from quanheng.model.rule import Amount
from quanheng.model.setting import Setting
from quanheng.model.workbook import Key
from quanheng.norms.regions import jurisdiction_of
from quanheng.read.filled import Filled
from quanheng.read.xlsx import place as row_and_column

_CENTS = 2  # money is filled in with at least two places


def facts_of(filled: Filled, document: Document, setting: Setting) -> Facts:
    """The facts of a workbook; `document` is the same file as read for its places."""
    tables = _tables(document)
    record, named = filled.record, _named()
    # Numbered after the choice: the id of a figure is its place in the list.
    chosen = [(key, amount) for key, amount in record.values.items() if key.item in named]
    figures = [
        _figure(number, key, amount, filled.cells.get(key, ""), tables)
        for number, (key, amount) in enumerate(chosen)
    ]

    def located(cell: str) -> Place:
        return _place(cell, tables)

    return Facts(
        figures,
        list(rule_claims(filled, located)),
        [],
        [],
        "workbook",
        setting.year or record.year,
        setting.organisation or record.organisation or None,
        setting.jurisdiction or jurisdiction_of(record.organisation),
        "department",
        forms=list(forms(filled, located)),
    )


def _named() -> set[str]:
    return {row.line.item for _, section in layout().sections() for row in section.rows if row.line}


def _tables(document: Document) -> dict[str, tuple[int, int]]:
    """Name of a sheet -> number of the block and of the table of its cells."""
    made: dict[str, tuple[int, int]] = {}
    sheet = ""
    for block in document.blocks:
        if block.kind == "heading":
            sheet = block.text
        elif block.table is not None:
            made.setdefault(sheet, (block.index, block.table.number))
    return made


def _place(cell: str, tables: dict[str, tuple[int, int]], length: int = 0) -> Place:
    """The place of a cell, its address as the section."""
    sheet, _, reference = cell.partition("!")
    block, table = tables.get(sheet, (0, 0))
    return Place(block, 0, length, cell, cell=Cell(table, *row_and_column(reference)) if reference else None)


def _figure(number: int, key: Key, amount: Amount, cell: str, tables: dict[str, tuple[int, int]]) -> Figure:
    text, named = trimmed(amount.value), unit(amount.unit)
    exponent = amount.value.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    decimals = max(own, _CENTS) if named.dimension == MONEY else own
    return Figure(
        number,
        text,
        amount.value,
        named,
        decimals,
        _place(cell, tables, len(text)),
        item="" if key.code else key.item,
        surface=f"{layout().label(key.item)}（{key.code}）" if key.code else layout().label(key.item),
        year=key.year,
        basis=key.basis,
        fund=key.fund,
        known_by="written",
    )
