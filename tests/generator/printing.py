"""Reports printed to PDF by two producers, and pages as pictures: what other programs make of our files."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CHROMIUM = "chromium"
OFFICE = "soffice"


def by_office(files: Sequence[Path], folder: Path) -> list[Path]:
    """PDF files of Word files, all in one run of LibreOffice with a profile of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [
            _program(OFFICE),
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run(
            [*command, "--outdir", str(folder), *map(str, files)],
            check=True,
            capture_output=True,
            timeout=60 + 20 * len(files),
        )
    return [folder / f"{file.stem}.pdf" for file in files]


def by_browser(file: Path, folder: Path) -> Path:
    """The PDF that Chromium prints of a web page."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{file.stem}.pdf"
    with tempfile.TemporaryDirectory() as profile:
        command = [
            _program(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
        ]
        subprocess.run(
            [*command, f"--user-data-dir={profile}", f"--print-to-pdf={made}", file.resolve().as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return made


def scanned(file: Path, folder: Path, dots: int = 200) -> Path:
    """A PDF of page images without text, as a scanner makes it."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / file.stem
    subprocess.run(
        [_program("pdftoppm"), "-r", str(dots), "-gray", "-png", str(file), str(stem)],
        check=True,
        timeout=600,
    )
    from PIL import Image

    pages = [Image.open(page) for page in sorted(folder.glob(f"{file.stem}-*.png"))]
    made = folder / f"{file.stem}.pdf"
    pages[0].save(made, save_all=True, append_images=pages[1:], resolution=dots)
    for page in folder.glob(f"{file.stem}-*.png"):
        page.unlink()
    return made


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found
