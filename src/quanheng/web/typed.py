"""What a form or an address sends as text, as the number or day that it means; nobody is trusted to send one."""

from __future__ import annotations

from datetime import date

from django.utils.dateparse import parse_date

_DIGITS = 9
"""So many digits fit every whole-number column of both databases."""


def whole(text: str | None) -> int | None:
    """A number from 0 on that may be a key, a version or a year; None for everything else."""
    given = (text or "").strip()
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= _DIGITS else None


def day(text: str | None) -> date | None:
    """A day written as 2026-01-31; None for everything else, days that the calendar has not among them."""
    try:
        return parse_date((text or "").strip())
    except ValueError:
        return None
