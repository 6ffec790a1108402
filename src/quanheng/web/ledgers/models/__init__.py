"""Rows of ledgers, what came in and out, declarations of offices."""

from quanheng.web.ledgers.models.declared import Declaration
from quanheng.web.ledgers.models.rows import Batch, Change, Doubt, Ledger, Row, RowEvidence

__all__ = ["Batch", "Change", "Declaration", "Doubt", "Ledger", "Row", "RowEvidence"]
