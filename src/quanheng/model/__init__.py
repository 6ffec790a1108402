"""The records that travel between the layers: no I/O, no knowledge of budgets."""
