"""An annotated original."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotated:
    """The bytes of the new file, the ending its name must have (".docx"), and what to tell of it in Chinese."""

    data: bytes
    ending: str
    told: str = ""
