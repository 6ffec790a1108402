"""Checks on scores."""
