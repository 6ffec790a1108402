"""Checks on reviewers' working papers."""
