"""Checks on goal declarations."""
