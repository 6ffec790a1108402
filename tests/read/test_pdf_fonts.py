"""A PDF that names a Chinese font without holding it is read alike on machines with and without such a font."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

# PDFium keeps its fonts for the life of a process, so each machine is a process of its own.
_BARE = """
import sys
from pypdfium2 import PdfSysfontBase
from quanheng.read import pdf_fonts, read

class None_(PdfSysfontBase):
    def EnumFonts(self, *_): return None
    def MapFont(self, *_): return None
    def GetFont(self, *_): return None

(pdf_fonts.Fonts if sys.argv[2] == "bar" else None_)(None_()).setup()
print("".join(block.text for block in read(open(sys.argv[1], "rb").read(), "a.pdf").blocks).replace("\\n", ""))
"""


def _written(folder: Path) -> Path:
    """A line, and signs that stand alone."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    stream = BytesIO()
    page = Canvas(stream)
    page.setFont("STSong-Light", 11)
    page.drawString(80, 700, "全年预算2644.23万元，实际执行2329.72万元，执行率为88.11%，各项任务已经全部完")
    page.drawString(80, 685, "成")
    page.drawString(91, 685, "。")
    page.save()
    path = folder / "a.pdf"
    path.write_bytes(stream.getvalue())
    return path


def _read(path: Path, fonts: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _BARE, str(path), fonts], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_sign_that_stands_alone_is_read_without_a_font_on_the_machine(tmp_path: Path) -> None:
    path = _written(tmp_path)
    assert _read(path, "bar").endswith("各项任务已经全部完成。")
    assert not _read(path, "none").endswith("完成。"), (
        "without the bar nothing is lost: the test proves nothing"
    )
