"""Numbers that prove themselves: the unified social credit code (GB 32100-2015), the citizen number (GB 11643)."""

from __future__ import annotations

import re

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_CREDIT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_CITIZEN = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_CITIZEN_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))


def is_credit_code(text: str) -> bool:
    """True for eighteen signs of the right kinds; the check digit is another question."""
    return _CREDIT.fullmatch(text) is not None


def credit_check_digit(text: str) -> str:
    """The eighteenth sign that the first seventeen call for; raises KeyError for a sign that no code has."""
    total = sum(_VALUES[sign] * weight for sign, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _SIGNS[-total % 31]


def is_citizen_number(text: str) -> bool:
    """True for a number of a resident's identity card whose check digit holds."""
    if not _CITIZEN.fullmatch(text):
        return False
    total = sum(int(sign) * weight for sign, weight in zip(text[:17], _CITIZEN_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17]
