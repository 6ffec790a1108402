"""Duties not met: what a document of its kind should say and does not."""
