"""Ledgers in the workspace: rows with their evidence, measures bound to indicators, processes."""
