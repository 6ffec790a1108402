"""Direction and target of an indicator in the words of the forms: ≥ 95 %, 定性."""

from __future__ import annotations

import re

QUALITATIVE = "定性"
_DIRECTIONS = {"higher": "≥", "lower": "≤", "target100": "=", "judge": QUALITATIVE}
_SIGNS = {">=": "≥", "<=": "≤", "=": "=", "≥": "≥", "≤": "≤", "＝": "=", "": ""}
_TARGET = re.compile(r"\s*(>=|<=|=|≥|≤|＝|)\s*(-?\d[\d,，]*(?:\.\d+)?)\s*(\S{0,6})\s*")


def split(target: str) -> tuple[str, str, str]:
    """Sign, value and unit of a target as printed: ≥95% gives ≥, 95, %; a bare number has no sign, words are 定性."""
    found = _TARGET.fullmatch(target)
    if found is None:
        return (QUALITATIVE, target, "—") if target.strip() else ("", "", "")
    return _SIGNS[found[1]] or "—", found[2], found[3]


def of_framework(direction: str, threshold: str) -> tuple[str, str]:
    """Sign and value of an indicator of the norms, "—" for no value."""
    sign = _DIRECTIONS.get(direction, direction)
    own, value, _ = split(threshold)
    return (own if threshold[:1] in "<>=" and threshold else sign) or "—", value or "—"
