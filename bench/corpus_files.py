"""A county, a province, a nation-year: files of generated documents in the mix in which they are published.

Run from the root: .venv/bin/python -m bench.corpus_files FOLDER --documents 1000 --seed 1
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape
from io import BytesIO
from multiprocessing import Pool
from pathlib import Path
from random import Random

import pypdfium2
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from tests.generator.accounts import accounts
from tests.generator.report import ABOVE, Piece, Report
from tests.generator.styles import generate
from tests.generator.writers import save

MIX = {".docx": 45, ".html": 22, ".pdf": 16, ".xlsx": 8, ".txt": 9}
"""In a hundred; one scan in SCANNED comes on top, being a hundred times the work."""
SCANNED = 2000
NOTICE = "notice"  # the shortest that is published: the total of a year and its parts
_NOTICED = 6
_LONG = 5  # one in so many is a whole set of final accounts with all its tables
_SONG = "STSong-Light"
_BODY = ParagraphStyle("body", fontName=_SONG, fontSize=11, leading=18, wordWrap="CJK")
_CELL = ParagraphStyle("cell", fontName=_SONG, fontSize=7, leading=9, wordWrap="CJK")


def report(seed: int, kind: str = "") -> Report:
    """A document of its own for each seed; of one kind of tests.generator.styles, or the first words of such a one."""
    if kind == NOTICE:
        whole = generate(seed, "three_public")
        return replace(whole, pieces=whole.pieces[:_NOTICED])
    if kind:
        return generate(seed, kind)
    return accounts(seed) if seed % _LONG == 0 else generate(seed)


def suffix(seed: int, endings: Sequence[str] = tuple(MIX)) -> str:
    """The format of the document of a seed, among those wanted."""
    rng = Random(f"format {seed}")
    return rng.choices(endings, [MIX[ending] for ending in endings])[0]


def make(seed: int, folder: Path, endings: Sequence[str] = (), kind: str = "") -> Path:
    """Write the document of a seed, in folders of a thousand; what is there already stays."""
    ending = endings[0] if len(endings) == 1 else suffix(seed, endings or tuple(MIX))
    target = folder / f"{seed // 1000:05}" / f"{seed:08}{ending}"
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    if ending == ".pdf":
        target.write_bytes(printed(report(seed, kind)))
    elif ending == ".scan.pdf":
        target.write_bytes(scanned(printed(generate(seed, "three_public"))))
    else:
        save(report(seed, kind), target)
    return target


def printed(made: Report) -> bytes:
    """The report as a PDF with text and ruled tables."""
    pdfmetrics.registerFont(UnicodeCIDFont(_SONG))
    stream = BytesIO()
    wide = any(piece.kind == "table" and len(piece.rows[0]) > 8 for piece in made.pieces)
    paper = SimpleDocTemplate(stream, pagesize=landscape(A4) if wide else A4, invariant=1)
    paper.build([_flowable(piece) for piece in made.pieces])
    return stream.getvalue()


def _flowable(piece: Piece) -> Flowable:
    if piece.kind != "table":
        return Paragraph(escape(piece.text), _BODY)
    rows = [[_cell(cell) for cell in row] for row in piece.rows]
    return Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))], repeatRows=piece.heads)


def _cell(cell: str | None) -> Paragraph:
    return Paragraph("" if cell is None or cell == ABOVE else escape(cell), _CELL)


def scanned(data: bytes) -> bytes:
    """Pictures of its pages."""
    stream = BytesIO()
    pages = [page.render(scale=150 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(data)]
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=70)
    return stream.getvalue()


def corpus(folder: Path, documents: int, first: int = 0, endings: Sequence[str] = (), kind: str = "") -> None:
    """Write that many documents, those of the seeds from `first` on, in some formats only or of one kind only."""
    seeds = range(first, first + documents)
    with Pool() as crew:
        crew.map(partial(make, folder=folder, endings=endings, kind=kind), seeds, chunksize=20)
    if not endings:
        for seed in range(first, first + documents, SCANNED):
            make(seed, folder, (".scan.pdf",))


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--endings",
        nargs="*",
        default=(),
        help="only these formats: .docx .html .pdf .xlsx .txt; or .scan.pdf",
    )
    parser.add_argument(
        "--kind", default="", help="all of one kind, such as three_public; notice is the shortest"
    )
    given = parser.parse_args()
    corpus(given.folder, given.documents, given.seed, given.endings, given.kind)


if __name__ == "__main__":
    main()
