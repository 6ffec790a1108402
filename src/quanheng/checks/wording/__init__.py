"""Wording and form: what the words get wrong whatever the figures are."""
