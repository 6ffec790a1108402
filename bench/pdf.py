"""Text PDF: a page against bare text and pdfplumber, side by side, memory, and numeric cells placed as pdfplumber does.

Run from the root: .venv/bin/python -m bench.pdf [FILE...]
Look at a page:    .venv/bin/python -m bench.pdf --show FILE --page 3 -o page.png   (see bench/pdf_picture.py)
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pdfplumber
import pypdfium2

from bench.pdf_picture import show
from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.document import Document
from quanheng.model.setting import Setting
from quanheng.read import read

_SHARED = Path("../shared/documents")
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")
_SPACES = re.compile(r"\s+")
_NEAR = 4.0
_MEMORY = """
import resource, sys
from pathlib import Path
from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.setting import Setting
from quanheng.read import read
for name in sys.argv[1:]:
    run(extract(read(Path(name).read_bytes(), name), Setting()), Setting())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
Spot = tuple[int, float, float, str]
"""Page, middle of the cell, text."""


def bare(path: Path) -> None:
    """The floor: PDFium's own text of every page."""
    file = pypdfium2.PdfDocument(path)
    for page in file:
        page.get_textpage().get_text_range()
        page.close()
    file.close()


def plumber(path: Path) -> None:
    """The same work through pdfplumber: text and tables."""
    with pdfplumber.open(path) as file:
        for page in file.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def opened(path: Path) -> Document:
    """Our reader alone."""
    return read(path.read_bytes(), path.name)


def whole(path: Path) -> None:
    """From file to findings."""
    run(extract(opened(path), Setting()), Setting())


def best(works: Sequence[Callable[[Path], object]], path: Path, times: int) -> list[float]:
    """Seconds of processor time of each work, the best of several, in turns: other work on the machine meets all."""
    taken = [float("inf")] * len(works)
    for _ in range(times):
        for n, work in enumerate(works):
            start = process_time()
            work(path)
            taken[n] = min(taken[n], process_time() - start)
    return taken


def our_cells(document: Document) -> Iterator[Spot]:
    """Numeric cells with the middle of their boxes."""
    for _, table in document.tables():
        for cell in table.cells:
            text = _SPACES.sub("", cell.text)
            if cell.box and cell.page and _FIGURE.fullmatch(text):
                yield cell.page, (cell.box[0] + cell.box[2]) / 2, (cell.box[1] + cell.box[3]) / 2, text


def their_tables(path: Path) -> Iterator[list[Spot]]:
    """The numeric cells of each table by pdfplumber, tables of two cells and more."""
    with pdfplumber.open(path) as file:
        for number, page in enumerate(file.pages, 1):
            for table in page.find_tables():
                if len(table.cells) < 2:
                    continue
                spots = []
                for row, texts in zip(table.rows, table.extract(), strict=True):
                    for box, text in zip(row.cells, texts, strict=True):
                        words = _SPACES.sub("", text or "")
                        if box and _FIGURE.fullmatch(words):
                            spots.append((number, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, words))
                yield spots
            page.close()


def missing(wanted: Sequence[Spot], there: Sequence[Spot]) -> list[Spot]:
    """The cells of the first that the second does not have with the same text in the same place."""
    places: dict[tuple[int, str], list[tuple[float, float]]] = {}
    for page, x, y, text in there:
        places.setdefault((page, text), []).append((x, y))
    return [
        (page, x, y, text)
        for page, x, y, text in wanted
        if not any(abs(x - a) < _NEAR and abs(y - b) < _NEAR for a, b in places.get((page, text), []))
    ]


@dataclass(frozen=True)
class Measured:
    """One file: pages, milliseconds a page, cells and tables that both readers have in the same place."""

    name: str
    pages: int
    floor: float
    reading: float
    findings: float
    other: float
    cells: tuple[int, int]
    tables: tuple[int, int]
    missed: list[Spot]
    extra: list[Spot]

    def line(self) -> str:
        """The file as a line of the table below HEAD."""
        same_by_other = self.other + self.findings - self.reading
        cells, tables = (f"{a}/{b} {a / b:.2%}" if b else "-" for a, b in (self.cells, self.tables))
        return (
            f"{self.name[:27]:27s} {self.pages:5d} {self.floor:6.2f} {self.reading:6.2f} {self.reading / self.floor:5.1f}x"
            f" {self.findings:8.2f} {self.findings / self.floor:5.1f}x {self.other:10.1f}"
            f" {same_by_other / self.findings:7.1f}x  {tables:>14s}  {cells:>18s} {len(self.extra):6d}"
        )


HEAD = (
    f"{'file (ms a page)':27s} {'pages':>5s} {'bare':>6s} {'read':>6s} {'/bare':>6s}"
    f" {'findings':>8s} {'/bare':>6s} {'pdfplumber':>10s} {'/ours':>8s}  {'tables':>14s}  {'numeric cells':>18s} {'extra':>6s}"
)


def measure(path: Path, times: int) -> Measured:
    """Time and compare one file."""
    document = opened(path)
    pages = document.pages or 1
    floor, reading, findings = (t / pages * 1000 for t in best((bare, opened, whole), path, times))
    (other,) = (t / pages * 1000 for t in best((plumber,), path, 1))
    ours, theirs = list(our_cells(document)), list(their_tables(path))
    spots = [spot for table in theirs for spot in table]
    missed = missing(spots, ours)
    right = sum(not missing(table, ours) for table in theirs)
    return Measured(
        path.stem, pages, floor, reading, findings, other, (len(spots) - len(missed), len(spots)),
        (right, len(theirs)), missed, missing(ours, spots),
    )  # fmt: skip


def report(paths: Sequence[Path], times: int) -> None:
    """The table, what the two readers see differently, and the peak of memory of ours alone."""
    print(HEAD)
    for path in paths:
        found = measure(path, times)
        print(found.line())
        for word, spots in (("only pdfplumber", found.missed), ("only ours", found.extra)):
            for page, x, y, text in spots[:5]:
                print(f"    {word}: page {page} at {x:.0f},{y:.0f}: {text}")
    peak = subprocess.run(
        [sys.executable, "-c", _MEMORY, *map(str, paths)], capture_output=True, text=True, check=True
    )
    print(f"peak memory of one process, all files from file to findings: {peak.stdout.strip()} MB")
    print("targets: findings/bare at most 6x and 12 ms, pdfplumber at least 5x ours, cells 99.5 %, 150 MB")


def main() -> None:
    """Parse the command line, measure or draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--show", type=Path)
    parser.add_argument("--page", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, default=Path("page.png"))
    given = parser.parse_args()
    if given.show:
        show(given.show, given.page, given.output)
        return
    paths = given.files or sorted(_SHARED.glob("*.pdf"))
    if not paths:
        print("no PDF given, and no ../shared/documents")
        return
    report(paths, given.times)


if __name__ == "__main__":
    main()
