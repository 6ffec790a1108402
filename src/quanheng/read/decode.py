"""Bytes of a text to characters: what a page says about itself counts less than what its bytes are."""

from __future__ import annotations

import codecs
import re

from quanheng.read.unreadable import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\ufffd\ufffe\uffff]")
_WORST = 100
"""At most one character in this many may be undecodable or a control code."""


def decode(data: bytes, declared: str = "") -> tuple[str, int]:
    """Return the text and how many places of it could not be decoded.

    `declared` is tried only after UTF-8 and GB18030. Raises Unreadable for bytes that are no text.
    """
    text = _decode(data, declared)
    faults = len(_CONTROL.findall(text))
    if faults * _WORST > len(text):
        raise Unreadable("认不出这是什么文件。", "请另存为 .docx、.xlsx 或 .txt 后再试。")
    return text.replace("\r\n", "\n").replace("\r", "\n"), faults


def _decode(data: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030", declared or "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as fault:
            # A file cut off inside a character is still UTF-8; GB18030 would make nonsense of it.
            if encoding == "utf-8" and fault.start >= len(data) - 3 and fault.start > 0:
                return data[: fault.start].decode(encoding)
        except LookupError:
            continue
    return min((data.decode(e, "replace") for e in ("utf-8", "gb18030")), key=lambda t: t.count("\ufffd"))
