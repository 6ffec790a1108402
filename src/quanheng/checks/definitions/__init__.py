"""Names of the accounts used against their definition."""
