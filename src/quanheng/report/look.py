"""How a report is to look: chosen by the caller, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass

FILE, RULE, SEVERITY = "file", "rule", "severity"


@dataclass(frozen=True, slots=True)
class Look:
    """`group` is file (document order), rule or severity.

    `colour` is for terminals only; `known` counts the findings left out because a baseline has them.
    """

    colour: bool = False
    group: str = FILE
    known: int = 0
