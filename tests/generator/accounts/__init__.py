"""Makes published departmental accounts and budgets: nine tables, prose and glossary with every relation known."""

from __future__ import annotations

from tests.generator.accounts.budget import budget, budget_books
from tests.generator.accounts.documents import accounts
from tests.generator.report import Report

__all__ = ["accounts", "budget", "budget_books", "make"]


def make(seed: int) -> Report:
    """Final accounts, or a budget for every fourth seed."""
    return budget(seed) if seed % 4 == 0 else accounts(seed)
