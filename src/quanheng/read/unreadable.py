"""The one exception that leaves this layer."""

from __future__ import annotations


class Unreadable(Exception):
    """An input that cannot be read; `message` and `hint` are Chinese and meant for the user."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
