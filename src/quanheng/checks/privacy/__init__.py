"""Private data that must come out before a document is disclosed."""
