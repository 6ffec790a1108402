"""What a department is for, and of which level, told by its name and division."""

from __future__ import annotations

import re
from functools import cache

from quanheng.lexicon.text_yaml import described


@cache
def _words(part: str) -> dict[str, tuple[str, re.Pattern[str]]]:
    data = described("departments.yaml")
    return {key: (entry["label"], re.compile(entry["names"])) for key, entry in data[part].items()}


def function_of(name: str) -> str:
    """The function that the name of a department tells, "" for none that we know; the last word of it decides."""
    found = [
        (match.end(), -order, key)
        for order, (key, (_, pattern)) in enumerate(_words("functions").items())
        for match in pattern.finditer(name)
    ]
    return max(found)[2] if found else ""


def level_of(name: str, jurisdiction: str | None) -> str:
    """province, city, county or town, "" where neither name nor division tells."""
    levels = _words("levels")
    if levels["town"][1].search(name):
        return "town"
    if jurisdiction:
        code = jurisdiction.ljust(6, "0")
        return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
    return next((key for key, (_, pattern) in levels.items() if pattern.search(name)), "")


def function_label(key: str) -> str:
    """What a function is called."""
    return _words("functions")[key][0] if key else "职能未识别"


def level_label(key: str) -> str:
    """What a level is called."""
    return _words("levels")[key][0] if key else "级次未识别"
