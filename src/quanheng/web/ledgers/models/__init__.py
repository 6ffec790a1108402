"""Rows of ledgers, what came in and out, declarations of offices, what indicators take from rows."""

from quanheng.web.ledgers.models.declared import Declaration
from quanheng.web.ledgers.models.measuring import Binding, Frozen, SavedMeasure
from quanheng.web.ledgers.models.rows import Batch, Cells, Change, Doubt, Ledger, Row, RowEvidence
from quanheng.web.ledgers.models.running import Acting, Move, Run

__all__ = [
    "Acting",
    "Batch",
    "Binding",
    "Cells",
    "Change",
    "Declaration",
    "Doubt",
    "Frozen",
    "Ledger",
    "Move",
    "Row",
    "RowEvidence",
    "Run",
    "SavedMeasure",
]
