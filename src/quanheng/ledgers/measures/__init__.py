"""Measures: what an indicator's value is over the rows of a ledger; kept as data, computed in Python or in SQL."""
