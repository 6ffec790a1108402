"""Rows of ledgers, what came in and out, declarations of offices, what indicators take from rows."""

from quanheng.web.ledgers.models.declared import Declaration
from quanheng.web.ledgers.models.measuring import Binding, Frozen, SavedMeasure
from quanheng.web.ledgers.models.rows import Batch, Change, Doubt, Ledger, Row, RowEvidence

__all__ = [
    "Batch",
    "Binding",
    "Change",
    "Declaration",
    "Doubt",
    "Frozen",
    "Ledger",
    "Row",
    "RowEvidence",
    "SavedMeasure",
]
