"""Text PDF: time a page against bare text and pdfplumber, memory, and numeric cells placed as pdfplumber does.

Run from the root: .venv/bin/python -m bench.pdf [FILE...]
Look at a page:    .venv/bin/python -m bench.pdf --show FILE --page 3 -o page.png
"""

from __future__ import annotations

import argparse
import re
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

import pdfplumber
import pypdfium2
from PIL import ImageDraw

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.document import Document
from quanheng.model.setting import Setting
from quanheng.read import read

_SHARED = Path("../shared/documents")
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")
_SPACES = re.compile(r"\s+")
Spot = tuple[int, float, float, str]  # page, middle of the cell, text


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


def whole(path: Path) -> None:
    """From file to findings."""
    document = read(path.read_bytes(), path.name)
    run(extract(document, Setting()), Setting())


def best(work: Callable[[Path], object], path: Path, times: int) -> float:
    """Seconds of processor time, the best of several: other work on the machine does not count."""
    taken = []
    for _ in range(times):
        start = process_time()
        work(path)
        taken.append(process_time() - start)
    return min(taken)


def our_cells(document: Document) -> Iterator[Spot]:
    """Numeric cells with the middle of their boxes."""
    for _, table in document.tables():
        for cell in table.cells:
            text = _SPACES.sub("", cell.text)
            if cell.box and cell.page and _FIGURE.fullmatch(text):
                yield cell.page, (cell.box[0] + cell.box[2]) / 2, (cell.box[1] + cell.box[3]) / 2, text


def their_cells(path: Path) -> Iterator[Spot]:
    """The same by pdfplumber, tables of two cells and more."""
    with pdfplumber.open(path) as file:
        for number, page in enumerate(file.pages, 1):
            for table in page.find_tables():
                if len(table.cells) < 2:
                    continue
                for row, texts in zip(table.rows, table.extract(), strict=True):
                    for box, text in zip(row.cells, texts, strict=True):
                        bare_text = _SPACES.sub("", text or "")
                        if box and _FIGURE.fullmatch(bare_text):
                            yield number, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, bare_text
            page.close()


def placed(document: Document, path: Path) -> tuple[int, int, list[Spot]]:
    """How many of the oracle's numeric cells we have in the same place, how many there are, those missed."""
    ours: dict[tuple[int, str], list[tuple[float, float]]] = {}
    for page, x, y, text in our_cells(document):
        ours.setdefault((page, text), []).append((x, y))
    missed = []
    total = 0
    for page, x, y, text in their_cells(path):
        total += 1
        if not any(abs(x - a) < 4 and abs(y - b) < 4 for a, b in ours.get((page, text), [])):
            missed.append((page, round(x, 1), round(y, 1), text))
    return total - len(missed), total, missed


def show(path: Path, number: int, out: Path) -> None:
    """The page with cells in red (their row and column in blue) and blocks of text in green."""
    document = read(path.read_bytes(), path.name)
    file = pypdfium2.PdfDocument(path)
    image = file[number - 1].render(scale=2).to_pil().convert("RGB")
    draw = ImageDraw.Draw(image)
    for block in document.blocks:
        if block.table is None and block.page == number and block.box:
            draw.rectangle(
                [2 * v for v in block.box],
                outline=(0, 160, 0) if block.kind == "paragraph" else (200, 160, 0),
            )
        for cell in block.table.cells if block.table else ():
            if cell.page == number and cell.box:
                draw.rectangle([2 * v for v in cell.box], outline=(220, 0, 0), width=2)
                draw.text(
                    (2 * cell.box[0] + 3, 2 * cell.box[1] + 1), f"{cell.row},{cell.column}", fill=(0, 0, 220)
                )
    image.save(out)


def measure(paths: list[Path], times: int) -> None:
    for path in paths:
        document = read(path.read_bytes(), path.name)
        pages = document.pages or 1
        floor = best(bare, path, times)
        reading = best(lambda p: read(p.read_bytes(), p.name), path, times)
        everything = best(whole, path, times)
        other = best(plumber, path, 1)
        here, total, missed = placed(document, path)
        print(f"{path.stem[:30]:30s} {pages:4d} pages; ms a page: bare text {floor / pages * 1000:.2f}, "
              f"read {reading / pages * 1000:.2f} ({reading / floor:.1f}x), "
              f"to findings {everything / pages * 1000:.2f} ({everything / floor:.1f}x), "
              f"pdfplumber {other / pages * 1000:.1f} ({other / everything:.0f}x ours)")  # fmt: skip
        share = f"{here / total:.2%}" if total else "-"
        print(f"{'':30s} tables {len(list(document.tables()))}, numeric cells placed {here}/{total} {share}")
        for spot in missed[:5]:
            print(f"{'':30s}   missed: page {spot[0]} at {spot[1]},{spot[2]}: {spot[3]}")


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
    start = perf_counter()
    for path in paths:
        read(path.read_bytes(), path.name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"all read once in {perf_counter() - start:.2f} s wall; peak memory {peak:.0f} MB, with pdfplumber loaded"
    )
    measure(paths, given.times)


if __name__ == "__main__":
    main()
