"""Ledgers (台账): the rows that prove a result. A ledger is data; an office can add one without code.

`load` reads declarations, `incoming` turns pasted and imported tables into a preview of typed rows, `traps`
find what is usually wrong, `measures` compute values from rows in Python or SQL, `processes` are the steps
that fill the rows.
"""
