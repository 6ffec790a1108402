"""Traps: what is usually wrong with the rows of a ledger, declared in its schema."""
