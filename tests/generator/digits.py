"""Slips of the pen in one numeral: each returns the wrong numeral, or None where it cannot happen."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

Slip = Callable[[str, Random], str | None]
_CONFUSED = {"0": "68", "6": "80", "8": "63", "1": "7", "7": "1", "3": "8"}


def transpose(text: str, rng: Random) -> str | None:
    """M1: two adjacent digits change places."""
    pairs = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]]
    pairs = [i for i in pairs if not (_leads(text, i) and text[i + 1] == "0")]
    if not pairs:
        return None
    i = rng.choice(pairs)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def substitute(text: str, rng: Random) -> str | None:
    """M2: one digit becomes another."""
    i = rng.choice([k for k, c in enumerate(text) if c.isdigit()])
    new = rng.choice([d for d in "0123456789" if d != text[i] and not (d == "0" and _leads(text, i))])
    return text[:i] + new + text[i + 1 :]


def shift(text: str, rng: Random) -> str | None:
    """M3: the decimal point moves one place."""
    value = Decimal(text.replace(",", ""))
    if not value:
        return None
    up = rng.random() < 0.5 or "." not in text
    moved = value.scaleb(1) if up else value.scaleb(-1)
    return grouped_like(format(moved, "f"), text)


def lose_or_double(text: str, rng: Random) -> str | None:
    """M4: a digit is lost or typed twice."""
    places = [k for k, c in enumerate(text) if c.isdigit()]
    i = rng.choice(places)
    if len(places) > 2 and rng.random() < 0.5:
        new = text[:i] + text[i + 1 :]
        return (
            new if new[0].isdigit() and new[-1].isdigit() and new != text and not _empty_head(new) else None
        )
    return text[: i + 1] + text[i] + text[i + 1 :]


def last_digit(text: str, rng: Random) -> str | None:
    """M5: the last digit is one too high or low."""
    digit = int(text[-1])
    return text[:-1] + str(rng.choice([d for d in (digit - 1, digit + 1) if 0 <= d <= 9]))


def misread(text: str, rng: Random) -> str | None:
    """M20: recognition confuses two digits or loses the decimal point."""
    if "." in text and rng.random() < 0.25:
        return text.replace(".", "")
    places = [k for k, c in enumerate(text) if c in _CONFUSED]
    if not places:
        return None
    i = rng.choice(places)
    return text[:i] + rng.choice(_CONFUSED[text[i]]) + text[i + 1 :]


def grouped_like(digits: str, model: str) -> str:
    """Put the thousands separators of the model into plain digits."""
    if "," not in model:
        return digits
    whole, dot, rest = digits.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def _leads(text: str, i: int) -> bool:
    """True at the first digit of a whole part of several digits."""
    return not any(c.isdigit() for c in text[:i]) and text[i + 1 : i + 2].isdigit()


def _empty_head(text: str) -> bool:
    return len(text) > 1 and text[0] == "0" and text[1].isdigit()


SLIPS: dict[str, Slip] = {
    "M1": transpose,
    "M2": substitute,
    "M3": shift,
    "M4": lose_or_double,
    "M5": last_digit,
    "M20": misread,
}
