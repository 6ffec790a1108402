"""Checks on monitoring sheets."""
