"""A PDF written by hand: text, rules and pictures at given places, so that the truth is known to the point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_SONG = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor"
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)
# A font of drawings: nothing says which characters they are.
_NAMELESS = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 1/LastChar 2"
    b"/Widths[600 600]/Encoding<</Type/Encoding/Differences[1/x1/x2]>>/CharProcs<</x1 %d 0 R/x2 %d 0 R>>>>"
)


@dataclass
class Page:
    """Places are in points from the top left, as on the page that is read."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    ops: list[bytes] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 12) -> Page:
        """Words whose line begins at `x` and whose upper edge lies at `y`."""
        return self._show(b"1 0 0 1 %f %f Tm" % (x, self.height - y - 0.88 * size), words, size)

    def tilted(self, x: float, y: float, words: str, size: float = 60) -> Page:
        """Words that rise at 45 degrees."""
        return self._show(b".7071 .7071 -.7071 .7071 %f %f Tm" % (x, self.height - y), words, size)

    def upright(self, x: float, y: float, words: str, size: float = 12) -> Page:
        """Words that run up the page."""
        return self._show(b"0 1 -1 0 %f %f Tm" % (x, self.height - y), words, size)

    def pale(self, x: float, y: float, words: str, size: float = 60) -> Page:
        """Large grey words."""
        self.ops.append(b"0.85 g")
        self.text(x, y, words, size)
        self.ops.append(b"0 g")
        return self

    def nameless(self, x: float, y: float) -> Page:
        """Two glyphs without characters."""
        self.ops.append(b"BT /F2 12 Tf 1 0 0 1 %f %f Tm <0102> Tj ET" % (x, self.height - y - 10))
        return self

    def _show(self, matrix: bytes, words: str, size: float) -> Page:
        code = words.encode("utf-16-be").hex().encode()
        self.ops.append(b"BT /F1 %f Tf %s <%s> Tj ET" % (size, matrix, code))
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A stroke of half a point."""
        self.ops.append(b"0.5 w %f %f m %f %f l S" % (x0, self.height - y0, x1, self.height - y1))
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """The same stroke as a thin filled rectangle."""
        width, height = max(x1 - x0, 0.5), max(y1 - y0, 0.5)
        self.ops.append(b"%f %f %f %f re f" % (x0, self.height - y0 - height, width, height))
        return self

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A stroked rectangle."""
        self.ops.append(b"0.5 w %f %f %f %f re S" % (x0, self.height - y1, x1 - x0, y1 - y0))
        return self

    def picture(self) -> Page:
        """An image over the whole page."""
        self.ops.append(b"q %f 0 0 %f 0 0 cm /I1 Do Q" % (self.width, self.height))
        return self

    def content(self) -> tuple[bytes, float, float]:
        """The stream, and width and height of the sheet before it is turned."""
        ops = b"\n".join(self.ops)
        if self.rotate == 90:
            return b"q 0 1 -1 0 %f 0 cm\n%s\nQ" % (self.height, ops), self.height, self.width
        if self.rotate == 270:
            return b"q 0 -1 1 0 0 %f cm\n%s\nQ" % (self.width, ops), self.height, self.width
        if self.rotate == 180:
            return b"q -1 0 0 -1 %f %f cm\n%s\nQ" % (self.width, self.height, ops), self.width, self.height
        return ops, self.width, self.height


def table(page: Page, edges: tuple[Sequence[float], Sequence[float]], texts: Sequence[Sequence[str]]) -> None:
    """A fully ruled table: edges of columns and rows, and the words of each cell at its left."""
    xs, ys = edges
    for y in ys:
        page.line(xs[0], y, xs[-1], y)
    for x in xs:
        page.line(x, ys[0], x, ys[-1])
    write(page, edges, texts)


def write(page: Page, edges: tuple[Sequence[float], Sequence[float]], texts: Sequence[Sequence[str]]) -> None:
    """Only the words of a table."""
    xs, ys = edges
    for y, row in zip(ys, texts, strict=False):
        for x, text in zip(xs, row, strict=False):
            if text:
                page.text(x + 3, y + 4, text, 10)


def pdf(*pages: Page, extra: bytes = b"", turned: bool = True) -> bytes:
    """The file; `turned` False leaves the pages' /Rotate out; `extra` goes into the trailer."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    song = add(_SONG)
    glyphs = [add(_stream(b"600 0 0 0 600 700 d1 0 0 500 700 re f")) for _ in range(2)]
    nameless = add(_NAMELESS % (glyphs[0], glyphs[1]))
    image = add(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\xee\nendstream"
    )
    resources = b"<</Font<</F1 %d 0 R/F2 %d 0 R>>/XObject<</I1 %d 0 R>>>>" % (song, nameless, image)
    kids = []
    for page in pages:
        ops, width, height = page.content()
        stream = add(_stream(ops))
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Rotate %d/Resources %s/Contents %d 0 R>>"
                % (width, height, page.rotate if turned else 0, resources, stream)
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    return _file(objects, extra)


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes], extra: bytes) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        extra,
        start,
    )
