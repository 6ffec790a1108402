"""See docs/workspace.md for what belongs here."""
