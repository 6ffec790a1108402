"""Pages of ledgers, measures and processes."""
