"""Sound documents of every format, the raw material of the damage and the good files beside it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from quanheng.read import office
from tests.generator.styles import generate
from tests.generator.writers import save, text
from tests.read.pdf_writer import Page, pdf, table

_SHEET_ROWS = [[f"20{n:05d}", f"第{n}项支出", f"{n * 13.37:.2f}", f"{n * 11.02:.2f}"] for n in range(1, 60)]
# What LibreOffice writes from the Word file, and the filter that it writes with.
_BY_OFFICE = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "pdf": "pdf"}


def sound(seed: int, with_office: bool = True) -> dict[str, bytes]:
    """One document by ending; those that only LibreOffice writes are there where it is and `with_office`."""
    report = generate(seed, "self_evaluation")
    made = {"ods": _ods(), "xls": _xls(), "plain.pdf": _pdf()}
    with TemporaryDirectory() as folder:
        for ending in ("txt", "md", "html", "docx", "xlsx"):
            made[ending] = save(report, Path(folder) / f"a.{ending}").read_bytes()
        if with_office:
            made |= _by_office(Path(folder) / "a.docx")
    made["csv"] = "\n".join(",".join(row) for row in _SHEET_ROWS).encode("gbk")
    made["zip"] = zipped({"甲.docx": made["docx"], "乙.txt": text(report).encode()})
    return made


def zipped(parts: dict[str, bytes], how: int = ZIP_DEFLATED) -> bytes:
    """A zip with these entries."""
    stream = BytesIO()
    with ZipFile(stream, "w", how) as archive:
        for name, data in parts.items():
            # The same bytes on every day.
            archive.writestr(ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, how)
    return stream.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The entries of a zip."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _by_office(source: Path) -> dict[str, bytes]:
    import subprocess

    program = office.program()
    made: dict[str, bytes] = {}
    for ending, form in _BY_OFFICE.items() if program else ():
        profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
        command = [str(program), profile, "--headless", "--convert-to", form, "--outdir", str(source.parent)]
        subprocess.run([*command, str(source)], capture_output=True, check=True, timeout=120)
        made[ending] = source.with_suffix(f".{ending}").read_bytes()
    return made


def _xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("表1")
    for r, row in enumerate(_SHEET_ROWS):
        for c, cell in enumerate(row):
            sheet.write(r, c, float(cell) if c > 1 else cell)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _ods() -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
    spaces = " ".join(f'xmlns:{name}="{urn.format(name)}"' for name in ("office", "table", "text"))
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in _SHEET_ROWS
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="表1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content.encode()}, ZIP_STORED)


def _pdf() -> bytes:
    page = Page()
    page.text(100, 60, "收入支出决算总表", 16)
    edges = ([60, 160, 300, 400, 500], [100 + 18 * n for n in range(31)])
    table(page, edges, _SHEET_ROWS[:30])
    return pdf(page, page)
