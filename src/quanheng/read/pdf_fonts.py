"""A font for characters that neither the file nor the machine has a font for.

Without one PDFium gives their glyphs no extent and leaves out of the text what stands alone, 分 of a head or 数 at
the end of a broken word: a figure loses its name, and what is read depends on the fonts of the machine. The widths
come from the file, so that one bar for all characters is enough.
"""

from __future__ import annotations

import ctypes
import struct
from typing import Any

from pypdfium2 import PdfSysfontBase, raw

_EAST_ASIAN = frozenset({
    raw.FXFONT_SHIFTJIS_CHARSET, raw.FXFONT_HANGEUL_CHARSET, raw.FXFONT_GB2312_CHARSET, raw.FXFONT_CHINESEBIG5_CHARSET,
})  # fmt: skip
_BAR = 1
"""The handle of our font; those of PDFium are addresses."""
_EM, _LOW, _HIGH = 1000, -120, 880
_WIDE = 400  # no wider than a digit: the box of a sign is its advance, which the file tells, with its ink
_INKED = (0x21, 0x9F), (0xA1, 0x1FFF), (0x2010, 0x2FFF), (0x3001, 0xFFFD), (0x20000, 0x2FFFF)
"""Characters with a bar; blanks have none."""


class Fonts(PdfSysfontBase):  # type: ignore[misc]
    """The fonts of the machine, and the bar where it has none for a Chinese, Japanese or Korean text."""

    def MapFont(self, _: Any, weight: int, italic: int, charset: int, *wanted: Any) -> Any:  # noqa: N802
        """The handle of a font that suits."""
        found = self.default.MapFont(self.default, weight, italic, charset, *wanted)
        return found or (_BAR if charset in _EAST_ASIAN else None)

    def GetFontData(self, _: Any, font: int, table: int, buffer: Any, size: int) -> int:  # noqa: N802
        """Length of a font's bytes, which are written where there is room; one table of ours is never asked for."""
        if font != _BAR:
            return int(self.default.GetFontData(self.default, font, table, buffer, size))
        if table:
            return 0
        if buffer and size >= len(_FONT):
            ctypes.memmove(buffer, _FONT, len(_FONT))
        return len(_FONT)

    def GetFaceName(self, _: Any, font: int, buffer: Any, size: int) -> int:  # noqa: N802
        """The name of a font of the machine; ours has none."""
        return 0 if font == _BAR else int(self.default.GetFaceName(self.default, font, buffer, size))

    def GetFontCharset(self, _: Any, font: int) -> int:  # noqa: N802
        """The charset of a font."""
        if font == _BAR:
            return int(raw.FXFONT_GB2312_CHARSET)
        return int(self.default.GetFontCharset(self.default, font))

    def DeleteFont(self, _: Any, font: int) -> None:  # noqa: N802
        """Give a font of the machine back."""
        if font != _BAR:
            self.default.DeleteFont(self.default, font)


def use() -> None:
    """Let PDFium find the bar; call it before a file is opened, as often as one likes."""
    if PdfSysfontBase.SINGLETON is None:
        Fonts().setup()


def bar() -> bytes:
    """A TrueType font whose every character is one bar (OpenType 1.9: cmap format 13)."""
    corners = struct.pack(">4h4h", 0, 0, _WIDE, 0, _LOW, _EM, 0, -_EM)
    glyph = struct.pack(">5hHH4B", 1, 0, _LOW, _WIDE, _HIGH, 3, 0, 1, 1, 1, 1) + corners
    groups = b"".join(struct.pack(">3L", first, last, 1) for first, last in _INKED)
    return _packed({
        b"cmap": struct.pack(">4HL", 0, 1, 3, 10, 12) + struct.pack(">HH3L", 13, 0, 16 + len(groups), 0, len(_INKED)) + groups,
        b"glyf": glyph,
        b"head": struct.pack(
            ">4L2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, 0, _LOW, _EM, _HIGH, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">L3hH11hH", 0x10000, _HIGH, _LOW, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, 0),
        b"loca": struct.pack(">3L", 0, 0, len(glyph)),
        b"maxp": struct.pack(">L14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    })  # fmt: skip


def _packed(tables: dict[bytes, bytes]) -> bytes:
    """The font file: a directory of its tables, then the tables, each from a multiple of four."""
    places, body, start = b"", b"", 12 + 16 * len(tables)
    for name, table in sorted(tables.items()):
        filled = table + b"\0" * (-len(table) % 4)
        total = sum(struct.unpack(f">{len(filled) // 4}L", filled)) & 0xFFFFFFFF
        places += name + struct.pack(">3L", total, start + len(body), len(table))
        body += filled
    return struct.pack(">L4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + places + body


_FONT = bar()
