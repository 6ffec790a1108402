"""Old Word and OpenDocument: converted in a process of its own, with words for what can go wrong."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest

from quanheng.read import Unreadable, doc, read

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
RTF = b"{\\rtf1 x}"
MakeDocx = Callable[..., bytes]


def odf(kind: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<a/>")
    return stream.getvalue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A stand-in for LibreOffice: a shell script with the arguments of the real one."""

    def install(body: str) -> None:
        script = tmp_path / "soffice"
        script.write_text(
            f'#!/bin/sh\nwhile [ "$1" != --convert-to ]; do echo "$1" >> {tmp_path}/seen; shift; done\n{body}\n'
        )
        script.chmod(0o755)
        monkeypatch.setattr(doc, "which", lambda name: str(script) if name == "soffice" else None)

    return install


@pytest.fixture
def without_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "find_spec", lambda _: None)


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "which", lambda _: None)


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, "a.doc")
    assert caught.value.hint
    return caught.value


@pytest.mark.usefixtures("without_python", "without_office")
@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [(OLD, "旧版 Word", "quanheng[doc]"), (RTF, "RTF", "LibreOffice"), (odf("text"), ".odt", ".docx"),
     (odf("spreadsheet"), ".ods", ".xlsx")],
)  # fmt: skip
def test_without_a_converter_the_user_is_told_what_to_do(data: bytes, name: str, advice: str) -> None:
    fault = refused(data)
    assert name in fault.message
    assert advice in fault.hint


@pytest.mark.usefixtures("without_office")
def test_a_damaged_file_says_so() -> None:
    assert "转换不成功" in refused(OLD).message


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize(("code", "message"), [(3, "密码"), (4, "转换不成功")])
def test_what_the_converter_says_is_understood(
    code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "_run", lambda _: code)
    assert message in refused(OLD).message


@pytest.mark.usefixtures("without_office")
def test_the_python_converter_is_run_apart(
    docx: MakeDocx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package of the same name stands in for it: it only copies a document to the target."""
    made = tmp_path / "made.docx"
    made.write_bytes(docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"))
    package = tmp_path / "lib" / "doc2docx"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        f"import shutil\ndef convert(source, target): shutil.copy({str(made)!r}, target)\n"
    )
    (package / "errors.py").write_text("class EncryptedDocumentError(Exception): ...\n")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    document = read(OLD, "a.doc")
    assert (document.format, [b.text for b in document.blocks]) == ("doc", ["正文"])
    assert "doc2docx" not in {
        name for name, module in sys.modules.items() if isinstance(module, types.ModuleType)
    }


@pytest.mark.usefixtures("without_python")
def test_libreoffice_is_asked_with_a_profile_of_its_own(
    office: Callable[[str], None], docx: MakeDocx, tmp_path: Path
) -> None:
    (tmp_path / "made.docx").write_bytes(docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"))
    office(f'mkdir -p "$4"; cp {tmp_path}/made.docx "$4/source.$2"')
    for data in (OLD, RTF, odf("text")):
        assert [b.text for b in read(data, "a.doc").blocks] == ["正文"]
    profiles = [line for line in (tmp_path / "seen").read_text().split() if "UserInstallation" in line]
    assert len(set(profiles)) == 3


def test_an_open_sheet_is_read_as_a_workbook(office: Callable[[str], None], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "收入"
    book.save(tmp_path / "made.xlsx")
    office(f'mkdir -p "$4"; cp {tmp_path}/made.xlsx "$4/source.$2"')
    (table,) = [t for _, t in read(odf("spreadsheet"), "a.ods").tables()]
    assert table.cells[0].text == "收入"


@pytest.mark.usefixtures("without_python")
def test_no_output_is_a_failure_whatever_the_exit_status(office: Callable[[str], None]) -> None:
    office("exit 0")
    assert "转换不成功" in refused(OLD).message


@pytest.mark.usefixtures("without_python")
def test_a_converter_that_hangs_is_stopped(
    office: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    office("exec sleep 30")
    monkeypatch.setattr(doc, "SECONDS", 0.3)
    assert "已停止" in refused(OLD).message
