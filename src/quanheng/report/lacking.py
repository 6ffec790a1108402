"""What a format needs and this machine does not have."""

from __future__ import annotations


class Lacking(RuntimeError):
    """A program is not installed; the message is Chinese and says what to do."""
