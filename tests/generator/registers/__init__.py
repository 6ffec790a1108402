"""Ledgers with rows that we know everything about: clean ones, ones with a trap planted, and a county's year."""
