"""The demo report and a document with a hundred findings, annotated: opened elsewhere, compared with the original."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from shutil import which
from typing import NamedTuple
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from quanheng import pipeline
from quanheng.model.finding import Mark
from quanheng.model.review import Reviewed
from quanheng.model.setting import Setting
from quanheng.read.docx_comments import comments
from quanheng.read.package import Package
from quanheng.report import annotate_docx, annotate_pdf, remarks
from tests.generator.mutations import OPERATORS, mutate
from tests.generator.styles import generate
from tests.generator.word import save_docx
from tests.report.test_annotate import NOW, anchored, look
from tests.report.test_annotate_office import through_office
from tests.report.word_samples import document, without_comments

_DEMO = Path(__file__).parents[2] / "examples" / "示例_部门整体支出绩效自评报告.docx"
_OURS = {
    "word/document.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
}
_SLIPS = 48


def hundred(folder: Path) -> bytes:
    """Three reports of the generator in one file, with headings and tables, each with many slips."""
    reports = []
    for seed in (1, 2, 3):
        report, rng = generate(seed, ("self_evaluation", "final_accounts")[seed % 2]), Random(seed)
        for _ in range(_SLIPS):
            try:
                mutant = mutate(report, rng.choice(sorted(OPERATORS)), rng)
            except IndexError:  # nothing left to change in that way
                continue
            report = mutant.report if mutant else report
        reports.append(report)
    whole = replace(reports[0], pieces=[piece for report in reports for piece in report.pieces])
    save_docx(whole, folder / "hundred.docx")
    return (folder / "hundred.docx").read_bytes()


@pytest.fixture(params=["demo", "hundred"])
def original(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    return _DEMO.read_bytes() if request.param == "demo" else hundred(tmp_path)


def reviewed(data: bytes, ending: str = "docx") -> Reviewed:
    """Each finding of a rule of its own, so that every one has its remark."""
    found = pipeline.review_one(f"a.{ending}", data, Setting())
    assert isinstance(found, Reviewed)
    for number, finding in enumerate(found.findings):
        finding.rule = f"some/rule-{number}"
        finding.values = {"is": f"第{number}条"}
    return found


class Note(NamedTuple):
    """A highlight as PDFium sees it: its words and the boxes of its lines, from the lower left."""

    text: str
    boxes: list[tuple[float, float, float, float]]


def _notes(page: pypdfium2.PdfPage) -> list[Note]:
    made = []
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_HIGHLIGHT:
            size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            text = (raw.FPDF_WCHAR * (size // 2))()
            raw.FPDFAnnot_GetStringValue(note, b"Contents", text, size)
            boxes = []
            for at in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
                quad = raw.FS_QUADPOINTSF()
                raw.FPDFAnnot_GetAttachmentPoints(note, at, quad)
                boxes.append((quad.x1, quad.y3, quad.x4, quad.y1))
            made.append(Note(bytes(text).decode("utf-16-le").rstrip("\0"), boxes))
        raw.FPDFPage_CloseAnnot(note)
    return made


def covered(page: pypdfium2.PdfPage, note: Note) -> str:
    words = page.get_textpage()
    inner = ((left + 0.5, low + 0.5, right - 0.5, top - 0.5) for left, low, right, top in note.boxes)
    return "".join(words.get_text_bounded(*box) for box in inner)


def tinted(picture: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Some of the box is coloured: neither white nor grey."""
    left, low, right, top = box
    height = picture.height
    piece = picture.crop((int(left), int(height - top), max(int(right), int(left) + 1), int(height - low)))
    colours = piece.getcolors(1 << 20) or []
    return any(max(c) - min(c) > 40 for _, c in colours if isinstance(c, tuple))


def plain(mark: Mark) -> bool:
    """False for a mark of nothing, and of private data, which is told with stars."""
    return bool(mark.text) and "*" not in mark.text


def flat(text: str) -> str:
    return "".join(text.split())


def test_a_hundred_findings_stand_on_the_exact_figures(original: bytes) -> None:
    found = reviewed(original)
    made = annotate_docx.annotate(original, found, NOW).data
    told = remarks.remarks(found)
    spans = anchored(made)
    listed = comments(Package(made))
    assert len(listed) == len(told)
    assert len(found.findings) > (100 if len(found.document.blocks) > 100 else 9)
    for comment, remark in zip(listed, told, strict=True):
        assert comment.text == remark.text
        if remark.mark is not None and plain(remark.mark) and remark.mark.role == "stated":
            assert flat(remark.mark.text) in flat(spans[comment.id]), remark
            assert len(flat(spans[comment.id])) <= len(flat(remark.mark.text)) + 2


def test_text_runs_tables_sections_and_styles_are_those_of_the_original(original: bytes) -> None:
    found = reviewed(original)
    made = annotate_docx.annotate(original, found, NOW).data
    assert look(made) == look(original)
    assert without_comments(document(made)) == without_comments(document(original))
    before, after = ZipFile(BytesIO(original)), ZipFile(BytesIO(made))
    assert {n for n in after.namelist() if n not in before.namelist()} <= {"word/comments.xml"}
    assert {n for n in before.namelist() if before.read(n) != after.read(n)} <= _OURS


def test_libreoffice_reads_the_same_text_and_pages(original: bytes, tmp_path: Path) -> None:
    made = annotate_docx.annotate(original, reviewed(original), NOW).data
    shown = []
    for data in (original, made):
        printed = pypdfium2.PdfDocument(through_office(data, tmp_path, "pdf", "MS Word 2007 XML"))
        # quotation marks at the end of a run come in another order, so only the characters are compared
        shown.append([sorted(flat(page.get_textpage().get_text_range())) for page in printed])
    assert shown[0] == shown[1]
    assert len(shown[0]) > 2


def test_notes_of_a_pdf_stand_on_the_figures_in_two_renderers(original: bytes, tmp_path: Path) -> None:
    printed = through_office(original, tmp_path, "pdf", "MS Word 2007 XML")
    found = reviewed(printed, "pdf")
    made = annotate_pdf.annotate(printed, found, NOW).data
    words = {remark.text: remark for remark in remarks.remarks(found)}
    (tmp_path / "a.pdf").write_bytes(made)
    program = which("pdftoppm")
    if program is None:
        pytest.fail("没有 pdftoppm（poppler-utils），这一项没有核对")
    subprocess.run([program, "-r", "72", "-png", "a.pdf", "p"], cwd=tmp_path, check=True)
    others = sorted(tmp_path.glob("p-*.png"))
    seen = 0
    for page, one in zip(pypdfium2.PdfDocument(made), others, strict=True):
        shown = page.render(scale=1).to_pil().convert("RGB")
        other = Image.open(one).convert("RGB").resize(shown.size)
        for note in _notes(page):
            remark = words.get(note.text)
            if remark is None or remark.mark is None or not plain(remark.mark):
                continue
            seen += 1
            assert flat(remark.mark.text) == flat(covered(page, note)), remark
            for picture in (shown, other):
                assert tinted(picture, note.boxes[0]), remark
    assert seen >= len(found.findings) * 0.9
