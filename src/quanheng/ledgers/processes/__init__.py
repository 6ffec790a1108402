"""Processes: steps over the rows of a ledger, declared as data; refusals, terms, conflicts of interest, signatures."""
