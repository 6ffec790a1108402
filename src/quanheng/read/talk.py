"""A remark written beside a document and what was answered to it."""

from __future__ import annotations

from dataclasses import dataclass

AUTHOR = "权衡"
"""How our own remarks are signed."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A note with the answers to it, oldest first; `done` that the conversation was closed."""

    text: str
    answers: tuple[str, ...] = ()
    done: bool = False
