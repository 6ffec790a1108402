"""Numbers as a spreadsheet shows them: the format codes of Excel, as far as money, shares and dates need."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from quanheng.read.date_format import CJK_DATES, Section, date_text

BUILT_IN = CJK_DATES | {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0',
    7: '"¥"#,##0.00', 8: '"¥"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-m-yy",
    16: "d-m", 17: "m-yy", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: '"¥"#,##0',
    43: "#,##0.00", 44: '"¥"#,##0.00', 45: "mm:ss", 49: "@",
}  # fmt: skip
"""Codes of the format numbers that files leave out, as the Chinese edition shows them."""

_TOKEN = re.compile(
    r'(?is)"([^"]*)"?|[\\!](.)|_.|\*.|\[([^\]]*)\]|(General|AM/PM|上午/下午|E[+-]|y+|m+|d+|h+|s+|.)'
)
_SIMPLE = re.compile(r"(#,##)?0(\.0{1,9})?(%?)(?:_ )?")
_WIDTH = 11
"""General shows at most this many characters of a fraction."""
_LAST_DAY = 2_958_466
_FARTHEST = 30
"""Values with an exponent beyond this are shown as the file writes them."""


def display(value: Decimal, code: str, epoch_1904: bool = False) -> str:
    """Return what a cell holding `value` shows under format `code`."""
    if value and abs(value.adjusted()) > _FARTHEST:
        return str(value)
    with localcontext(prec=4 * _FARTHEST):
        return _display(fifteen(value), code, epoch_1904)


def _display(value: Decimal, code: str, epoch_1904: bool) -> str:
    simple = _simple(code)
    if simple is not None:
        grouped, places, percent = simple
        rounded = value.scaleb(2 * percent).quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP)
        return format(rounded or abs(rounded), ",f" if grouped else "f") + "%" * percent
    sections = _sections(code)
    chosen, signed = _choose(value, sections)
    kinds = {kind for kind, _ in chosen}
    if "date" in kinds and not kinds & {"0", "#", "?"}:
        return date_text(value, chosen, epoch_1904) if 0 <= value < _LAST_DAY else general(value)
    if kinds & {"general", "text", "E", "/"} or (not kinds & {"0", "#", "?"} and not sections[1:]):
        return _around(chosen, general(value))
    return _number(value if signed else abs(value), chosen)


def fifteen(value: Decimal) -> Decimal:
    """Round to the 15 digits that spreadsheets stand for: 0.30000000000000004 is 0.3."""
    return value.quantize(Decimal((0, (1,), value.adjusted() - 14)), ROUND_HALF_UP) if value else Decimal(0)


def general(value: Decimal) -> str:
    """Print without a format: whole numbers in full, fractions within 11 characters."""
    text = format(value.normalize(), "f")
    if "." not in text or len(text) <= _WIDTH:
        return text
    places = max(_WIDTH - len(text.split(".")[0]) - 1, 0)
    rounded = value.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP)
    return format(rounded.normalize(), "f") if rounded else "0"


@lru_cache(maxsize=500)
def _simple(code: str) -> tuple[bool, int, int] | None:
    """(thousands commas, decimals, percent signs) of the codes that nearly all cells have."""
    found = _SIMPLE.fullmatch(code)
    return (bool(found[1]), len(found[2] or "") - bool(found[2]), len(found[3])) if found else None


@lru_cache(maxsize=500)
def _sections(code: str) -> tuple[Section, ...]:
    """The sections of a code, each a run of (kind, text)."""
    found: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        quoted, escaped, bracket, sign = match.groups()
        if sign == ";":
            found.append([])
        elif quoted is not None or escaped is not None:
            found[-1].append(("literal", quoted if quoted is not None else escaped))
        elif bracket is not None and bracket.startswith("$"):
            found[-1].append(("literal", bracket[1:].split("-")[0]))
        elif bracket is not None and bracket.lower() in ("h", "hh", "m", "mm", "s", "ss"):
            found[-1].append(("date", bracket.lower()))
        elif sign is not None:
            found[-1].append((_kind(sign), sign))
    return tuple(tuple(section) for section in found)


def _kind(sign: str) -> str:
    low = sign.lower()
    if low == "general":
        return "general"
    if low[0] in "ymdhs" or low in ("am/pm", "上午/下午"):
        return "date"
    return {"@": "text", "e+": "E", "e-": "E"}.get(low, sign if sign in "0#?.,%/" else "literal")


def _choose(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section for this sign, and whether the minus is still to be printed."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


def _around(section: Section, text: str) -> str:
    """The literals of a section around its one general number."""
    out, placed = "", False
    for kind, sign in section:
        if kind == "literal":
            out += sign
        elif not placed:
            out, placed = out + text, True
    return out if placed else out + text


def _number(value: Decimal, section: Section) -> str:
    kinds = [kind for kind, _ in section]
    places_at = [i for i, kind in enumerate(kinds) if kind in ("0", "#", "?")]
    if not places_at:
        return "".join(sign for kind, sign in section if kind in ("literal", "%", "."))
    point = kinds.index(".") if "." in kinds else len(kinds)
    whole = [i for i in places_at if i < point]
    part = [i for i in places_at if i > point]
    end = places_at[-1] + 1
    thousands = next((n for n, kind in enumerate(kinds[end:]) if kind != ","), len(kinds) - end)
    value = value.scaleb(2 * kinds.count("%") - 3 * thousands)
    rounded = value.quantize(Decimal((0, (1,), -len(part))), ROUND_HALF_UP)
    digits, _, fraction = format(abs(rounded), "f").partition(".")
    shown = _whole(digits, section, whole, "," in kinds[places_at[0] : end])
    shown |= _fraction(fraction, kinds, part)
    minus = "-" if rounded < 0 else ""
    return minus + "".join(
        shown.get(i, sign if kind in ("literal", "%") else "") for i, (kind, sign) in enumerate(section)
    )


def _whole(digits: str, section: Section, places: list[int], grouped: bool) -> dict[int, str]:
    """Digits before the point by place; the first place takes all that are left over."""
    digits = digits.lstrip("0")
    least = sum(1 for i in places if section[i][0] == "0")
    digits = digits.rjust(least, "0")
    shown: dict[int, str] = {}
    taken = 0
    for i in reversed(places):
        here = (
            digits[: len(digits) - taken]
            if i == places[0]
            else digits[len(digits) - taken - 1 : len(digits) - taken]
        )
        text = ""
        for digit in reversed(here):
            text = digit + ("," if grouped and taken and taken % 3 == 0 else "") + text
            taken += 1
        shown[i] = text
    return shown


def _fraction(fraction: str, kinds: list[str], places: list[int]) -> dict[int, str]:
    """Digits after the point by place, and the point itself; # drops zeros at the end."""
    shown = dict(zip(places, fraction, strict=False))
    for i in reversed(places):
        if kinds[i] == "0" or shown.get(i) != "0":
            break
        shown[i] = ""
    if "." in kinds:
        shown[kinds.index(".")] = "."
    return shown
