"""What the caller may choose; everything else is read from the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """`select` and `ignore` are rule ids or families; `year` to `kind` override what the document says of itself.

    `ledgers` is the folder of the books that prove results, "" for none.
    """

    year: int | None = None
    organisation: str | None = None
    jurisdiction: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    kind: str | None = None
    ledgers: str = ""
