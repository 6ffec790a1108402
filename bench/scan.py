"""Scans made from text PDFs: digits right, cells placed, errors that the text does not give, time and memory.

Run from the root: .venv/bin/python -m bench.scan [FILE...] [--generated 2] [--pages 6] [--held]
    [--kinds q200 q150 seal fax]
Without files: the PDFs of ../shared/documents. `--generated` adds documents of our own, printed by
LibreOffice. The truth is what the reader of text PDFs gives for the same pages. Of each file every other
page is used for tuning; `--held` measures the others. Each scan is read in a process of its own, whose
memory is printed.
"""

from __future__ import annotations

import argparse
import re
import resource
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.document import Document, Table
from quanheng.model.finding import Finding
from quanheng.model.setting import Setting
from quanheng.read import read
from tests.generator import printing
from tests.generator.accounts import make
from tests.generator.styles import generate
from tests.generator.writers import save

_SHARED = Path("../shared/documents")
_TOKEN = re.compile(r"\d[\d,.]*")
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Kind:
    """How a scan is made: dots per inch, degrees of skew, sigma of noise, blur, JPEG quality."""

    name: str
    dpi: int
    skew: float
    noise: float
    blur: float
    quality: int
    seal: bool = False
    fax: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("q200", 200, 1.0, 6, 0.0, 80),
        Kind("q150", 150, 1.0, 8, 0.5, 70),
        Kind("seal", 200, 0.5, 6, 0.0, 80, seal=True),
        Kind("fax", 200, 0.4, 12, 0.0, 90, fax=True),
    )
}


@dataclass
class Score:
    """Sums over pages."""

    pages: int = 0
    digits: int = 0
    digits_right: int = 0
    cells: int = 0
    placed: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    unsure: int = 0
    wrong: int = 0
    wrong_unmarked: int = 0
    false: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def some_pages(path: Path, numbers: Iterable[int]) -> bytes:
    """A PDF of these pages (from 0)."""
    source, made = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    made.import_pages(source, list(numbers))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def seal_box(width: float, height: float) -> tuple[float, float, float, float]:
    """Where the seal goes, in points: 42 mm wide, over the middle of the page's upper half."""
    side = 119.0
    left, top = width * 0.52, height * 0.28
    return left, top, left + side, top + side


def scanned(data: bytes, kind: Kind) -> bytes:
    """The PDF as a scanner would give it: a picture a page."""
    chance = np.random.default_rng(7)
    pictures = []
    source = pypdfium2.PdfDocument(data)
    for page in source:
        image = page.render(scale=kind.dpi / 72).to_pil().convert("RGB")
        if kind.seal:
            image = stamped(image, seal_box(*page.get_size()), kind.dpi / 72)
        image = image.rotate(-kind.skew, Image.Resampling.BICUBIC, fillcolor="white")
        if kind.blur:
            image = image.filter(ImageFilter.GaussianBlur(kind.blur))
        pixels = np.asarray(image).astype(np.float32)
        light = np.linspace(1.0, 0.93, pixels.shape[1], dtype=np.float32)[None, :, None]
        noisy = pixels * light + chance.normal(0, kind.noise, (*pixels.shape[:2], 1))
        image = Image.fromarray(noisy.clip(0, 255).astype(np.uint8))
        if kind.fax:
            image = image.convert("L").point(lambda v: 255 if v > 140 else 0)
        pictures.append(image)
    stream = BytesIO()
    pictures[0].save(
        stream, "PDF", save_all=True, append_images=pictures[1:], resolution=kind.dpi, quality=kind.quality
    )
    return stream.getvalue()


def stamped(image: Image.Image, box: tuple[float, float, float, float], scale: float) -> Image.Image:
    """A round red seal with a star and some strokes, let through what lies under it."""
    layer = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    left, top, right, bottom = (side * scale for side in box)
    red = (214, 40, 48)
    draw.ellipse((left, top, right, bottom), outline=red, width=round(3.4 * scale))
    x, y, reach = (left + right) / 2, (top + bottom) / 2, 17 * scale
    points = [
        (x + reach * (1 if n % 2 == 0 else 0.4) * np.sin(n * np.pi / 5),
         y - reach * (1 if n % 2 == 0 else 0.4) * np.cos(n * np.pi / 5))
        for n in range(10)
    ]  # fmt: skip
    draw.polygon(points, fill=red)
    for n in range(14):  # strokes where the characters of the name stand
        turn = np.pi * (0.75 + 1.5 * n / 13)
        a, b = x + 44 * scale * np.cos(turn), y + 44 * scale * np.sin(turn)
        size = 5 * scale
        draw.line((a - size, b, a + size, b), fill=red, width=round(1.3 * scale))
        draw.line((a, b - size, a, b + size), fill=red, width=round(1.3 * scale))
        draw.rectangle((a - size, b - size, a + size, b + size), outline=red, width=round(scale))
    top_layer, bottom_layer = np.asarray(layer).astype(np.float32), np.asarray(image).astype(np.float32)
    return Image.fromarray((top_layer * bottom_layer / 255).astype(np.uint8))


def tokens(document: Document, clear: bool) -> dict[int, Counter[str]]:
    """Numbers by page, those under the seal left out where only clear areas count."""
    found: dict[int, Counter[str]] = {}
    for block in document.blocks:
        texts = [(block.page, block.box, block.text)] if block.table is None else []
        texts += [(c.page, c.box, c.text) for c in (block.table.cells if block.table else ())]
        for page, box, text in texts:
            if page is None or (clear and box and under_seal(box)):
                continue
            found.setdefault(page, Counter()).update(_TOKEN.findall(_SPACES.sub(" ", text)))
    return found


def under_seal(box: tuple[float, float, float, float], page: tuple[float, float] = (595, 842)) -> bool:
    left, top, right, bottom = seal_box(*page)
    return box[0] < right + 4 and box[2] > left - 4 and box[1] < bottom + 4 and box[3] > top - 4


def digits_right(truth: Counter[str], ours: Counter[str]) -> tuple[int, int, list[str]]:
    """Digits of the truth that were read, all of them, and the numbers that were not."""
    total = sum(len(re.sub(r"\D", "", token)) * n for token, n in truth.items())
    left, spare = list((truth - ours).elements()), list((ours - truth).elements())
    wrong, told = 0, []
    for token in left:
        near = max(spare, key=lambda s: SequenceMatcher(None, token, s).ratio(), default="")
        common = SequenceMatcher(None, token, near).get_matching_blocks()
        right = sum(len(re.sub(r"\D", "", token[m.a : m.a + m.size])) for m in common)
        if near:
            spare.remove(near)
        wrong += len(re.sub(r"\D", "", token)) - right
        told.append(f"{token} as {near or 'nothing'}")
    return total - wrong, total, told


def cells(table: Table) -> set[tuple[int, int, str]]:
    return {
        (c.row, c.column, text) for c in table.cells if _FIGURE.fullmatch(text := _SPACES.sub("", c.text))
    }


def placed(truth: Document, ours: Document) -> tuple[int, int, list[str]]:
    """Numeric cells at their row and column with their text, by the table that agrees best."""
    here = [(block.page, cells(table)) for block, table in ours.tables()]
    right, total, told = 0, 0, []
    for block, table in truth.tables():
        wanted = cells(table)
        best = max(
            (made for page, made in here if page == block.page), key=lambda m: len(m & wanted), default=set()
        )
        right, total = right + len(wanted & best), total + len(wanted)
        if wanted - best:
            told.append(
                f"page {block.page}: {len(wanted - best)} of {len(wanted)}, {sorted(wanted - best)[:3]}"
            )
    return right, total, told


def findings(document: Document) -> list[Finding]:
    return run(extract(document, Setting()), Setting())[1]


def marks(score: Score, truth: Document, ours: Document) -> None:
    """How many figures are marked doubtful, and how many wrong ones are not."""
    known = {(b.page, t) for b, table in truth.tables() for _, _, t in cells(table)}
    for block, table in ours.tables():
        for cell in table.cells:
            text = _SPACES.sub("", cell.text)
            if not _FIGURE.fullmatch(text):
                continue
            unsure = cell.confidence is not None and cell.confidence < 0.9995
            score.unsure += unsure
            if (block.page, text) not in known:
                score.wrong += 1
                score.wrong_unmarked += not unsure


def timed(data: bytes, name: str) -> tuple[Document, float, float, float]:
    """The document, seconds on the clock and of the processor with the start of the networks, peak memory in MB."""
    wall, cpu = perf_counter(), process_time()
    document = read(data, name)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    return document, wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def generated(count: int, folder: Path) -> list[Path]:
    """Final accounts and reports of our own, printed."""
    made = []
    for seed in range(1, count + 1):
        made.append(save(make(seed), folder / f"accounts{seed}.docx"))
        made.append(save(generate(seed), folder / f"report{seed}.docx"))
    return printing.by_office(made, folder) if made else []


def measure(path: Path, numbers: list[int], kind: Kind, score: Score) -> None:
    source = some_pages(path, numbers)
    truth = read(source, path.name)
    scan = scanned(source, kind)
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        ours, wall, cpu, peak = apart.submit(timed, scan, path.name).result()
    found = findings(ours)
    score.wall, score.cpu, score.peak = score.wall + wall, score.cpu + cpu, max(score.peak, peak)
    score.pages += len(numbers)
    wanted, got = tokens(truth, kind.seal), tokens(ours, clear=False)
    for page, counted in wanted.items():
        right, total, told = digits_right(counted, got.get(page, Counter()))
        score.digits, score.digits_right = score.digits + total, score.digits_right + right
        score.misses += [f"{path.stem[:20]} {kind.name} page {numbers[page - 1] + 1}: {one}" for one in told]
    right, total, told = placed(truth, ours)
    score.cells, score.placed = score.cells + total, score.placed + right
    score.misses += [f"{path.stem[:20]} {kind.name} cells {one}" for one in told]
    marks(score, truth, ours)
    known = {(f.rule, f.stated.text if f.stated else "") for f in findings(truth) if f.severity == "error"}
    for finding in found:
        stated = finding.stated.text if finding.stated else ""
        if finding.severity == "error" and (finding.rule, stated) not in known:
            score.false.append(f"{path.stem[:20]} {kind.name}: {finding.rule} {stated} {finding.calculation}")


def chosen(path: Path, most: int, held: bool) -> list[int]:
    """Pages spread over the file: the even ones, or the odd ones that are held back."""
    mine = list(range(1 if held else 0, len(pypdfium2.PdfDocument(path)), 2))
    step = max(len(mine) / most, 1)
    return [mine[int(n * step)] for n in range(min(most, len(mine)))]


def compare(paths: list[Path], given: argparse.Namespace) -> None:
    for name in given.kinds:
        score = Score()
        for path in paths:
            measure(path, chosen(path, given.pages, given.held), KINDS[name], score)
        print(f"{name:5s} {score.pages} pages; digits right {score.digits_right}/{score.digits} "
              f"{score.digits_right / max(score.digits, 1):.3%}; numeric cells placed {score.placed}/{score.cells} "
              f"{score.placed / max(score.cells, 1):.2%}; doubtful cells {score.unsure}, "
              f"wrong {score.wrong}, of these not marked {score.wrong_unmarked}; "
              f"errors the text does not give {len(score.false)}; "
              f"s/page {score.wall / score.pages:.2f}, CPU {score.cpu / score.pages:.2f}; peak {score.peak:.0f} MB",
              flush=True)  # fmt: skip
        for line in (*score.false, *score.misses[: given.misses]):
            print(f"      {line}")


def main() -> None:
    """Parse the command line and print one line a kind of scan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=6, help="of each file")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=list(KINDS))
    parser.add_argument("--misses", type=int, default=0, help="how many to print")
    parser.add_argument("--generated", type=int, default=0, help="how many pairs of our own")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        own = generated(given.generated, Path(folder))
        paths = [*(given.files or ([] if own else sorted(_SHARED.glob("*.pdf")))), *own]
        if not paths:
            print("no PDF given, and no ../shared/documents")
            return
        compare(paths, given)


if __name__ == "__main__":
    main()
