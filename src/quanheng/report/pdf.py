"""Word files printed as PDF by LibreOffice, where it is installed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from quanheng.model.review import Review
from quanheng.read.office import advice, convert_all, program
from quanheng.report import fonts
from quanheng.report.lacking import Lacking

_READING = "MS Word 2007 XML"
_AT_ONCE = 40  # files of one run of LibreOffice


def encode(review: Review) -> bytes:
    """The list of problems as `report.docx` lays it out. Raises Lacking."""
    from quanheng.report.docx import encode as paper  # noqa: PLC0415

    return printed([paper(review)])[0]


def printed(papers: Sequence[bytes]) -> list[bytes]:
    """Word files as PDF. Raises Lacking."""
    office = program()
    if office is None:
        raise Lacking(f"写 PDF 要用 LibreOffice，请先{advice()}；或改用 docx")
    made: list[bytes] = []
    for start in range(0, len(papers), _AT_ONCE):
        made += _printed(office, papers[start : start + _AT_ONCE])
    return made


def _printed(office: str, papers: Sequence[bytes]) -> list[bytes]:
    with TemporaryDirectory() as folder:
        sources = [Path(folder) / f"{number}.docx" for number in range(len(papers))]
        for source, data in zip(sources, papers, strict=True):
            source.write_bytes(_with_fonts_of_here(data))
        made = convert_all(office, sources, "pdf", _READING)
    if any(one is None for one in made):
        raise Lacking("LibreOffice 没有写出 PDF，请改用 docx，在 Word 或 WPS 里打印")
    return [one for one in made if one is not None]


def _with_fonts_of_here(data: bytes) -> bytes:
    """The file with free fonts in place of official ones that this machine lacks: headings stay told from text."""
    missing = [(font, other) for font, other in fonts.replaced().items() if other]
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            part = source.read(info)
            if info.filename.startswith("word/") and info.filename.endswith(".xml"):
                for font, other in missing:
                    part = part.replace(f'"{font}"'.encode(), f'"{other}"'.encode())
            target.writestr(info, part)
    return made.getvalue()
