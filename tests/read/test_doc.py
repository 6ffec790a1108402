"""Old Word, RTF and OpenDocument texts: converted apart, with words for what can go wrong."""

from __future__ import annotations

import subprocess
import sys
import types
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZIP_STORED, ZipFile

import docx as python_docx
import pytest

from quanheng.read import Unreadable, doc, office, read
from tests.processes import gone

PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
RTF = b"{\\rtf1 x}"
MakeDocx = Callable[..., bytes]


def old(characters: int = 0, version: int = 0xC1, flags: int = 0) -> bytes:
    """The head of an old Word file: container, directory entry, information block; no text."""
    head = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + pack("<H", 9)).ljust(512, b"\0")
    entry = ("WordDocument\0".encode("utf-16-le")).ljust(0x74, b"\0") + pack("<I", 1)
    block = pack("<HHHHHH", 0xA5EC, version, 0, 0, 0, flags).ljust(0x4C, b"\0") + pack("<i", characters)
    return head + entry.ljust(512, b"\0") + block.ljust(512, b"\0")


OLD = old()


def odt(manifest: str = "<m/>") -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


@pytest.fixture
def libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A stand-in for LibreOffice: a shell script with the arguments of the real one; returns their record."""

    def install(body: str) -> Path:
        script = tmp_path / "soffice"
        script.write_text(
            f'#!/bin/sh\nwhile [ "$1" != --convert-to ]; do echo "$1" >> {tmp_path}/seen; shift; done\n{body}\n'
        )
        script.chmod(0o755)
        monkeypatch.setattr(office, "program", lambda: str(script))
        return tmp_path / "seen"

    return install


@pytest.fixture
def giving(libreoffice: Callable[[str], Path], docx: MakeDocx, tmp_path: Path) -> Callable[[str], Path]:
    """The stand-in, giving a document with this text."""

    def install(text: str) -> Path:
        (tmp_path / "made.docx").write_bytes(docx(PARAGRAPH.format(text)))
        return libreoffice(f'mkdir -p "$4"; cp {tmp_path}/made.docx "$4/source.$2"')

    return install


@pytest.fixture
def python_gives(docx: MakeDocx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A package with the name of the Python converter that only copies a document to the target."""

    def install(text: str) -> None:
        made = tmp_path / "python.docx"
        made.write_bytes(docx(PARAGRAPH.format(text)))
        package = tmp_path / "lib" / "doc2docx"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(
            f"import shutil\ndef convert(source, target): shutil.copy({str(made)!r}, target)\n"
        )
        (package / "errors.py").write_text("class EncryptedDocumentError(Exception): ...\n")
        monkeypatch.setenv("PYTHONPATH", str(package.parent))

    return install


@pytest.fixture
def without_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "find_spec", lambda _: None)


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, "a.doc")
    assert caught.value.hint
    return caught.value


@pytest.mark.usefixtures("without_python", "without_office")
@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [(OLD, "旧版 Word", "quanheng[doc]"), (RTF, "RTF", "LibreOffice"), (odt(), ".odt", "LibreOffice"),
     (old(version=0x68), "Word 6/95", "LibreOffice")],
)  # fmt: skip
def test_without_a_converter_the_user_is_told_what_to_do(data: bytes, name: str, advice: str) -> None:
    fault = refused(data)
    assert name in fault.message
    assert advice in fault.hint
    assert ".docx" in fault.hint


@pytest.mark.parametrize(
    ("platform", "there", "system", "advice"),
    [
        ("win32", "", "", "libreoffice.org"),
        ("darwin", "", "", "libreoffice.org"),
        ("linux", "apt-get", 'NAME="x"\nID=debian\n', "apt-get install libreoffice-writer-nogui"),
        ("linux", "apt-get", 'ID="kylin"\n', "apt-get install libreoffice 安装"),
        ("linux", "apt-get", "ID=uos\n", "apt-get install libreoffice 安装"),
        ("linux", "yum", "", "dnf install libreoffice-writer"),
        ("linux", "", "", "安装 LibreOffice"),
    ],
)
def test_each_system_has_its_own_way(
    platform: str, there: str, system: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(office, "which", lambda name: f"/bin/{name}" if name == there else None)
    monkeypatch.setattr(Path, "read_text", lambda *_: system)
    assert advice in office.advice()


@pytest.mark.usefixtures("without_office")
def test_a_damaged_file_says_so() -> None:
    fault = refused(OLD)
    assert "转换不成功" in fault.message
    assert "LibreOffice" in fault.hint


@pytest.mark.usefixtures("without_office")
@pytest.mark.parametrize(("code", "message"), [(3, "密码"), (4, "转换不成功")])
def test_what_the_converter_says_is_understood(
    code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "run", lambda *_: code)
    assert message in refused(OLD).message


@pytest.mark.parametrize("version", [0x68, 0xC1])
def test_a_locked_word_file_says_so_whatever_is_installed(version: int) -> None:
    assert "密码" in refused(old(version=version, flags=0x0100)).message


def test_a_locked_open_document_says_so() -> None:
    assert "密码" in refused(odt("<m><encryption-data/></m>")).message


@pytest.mark.usefixtures("without_office")
def test_the_python_converter_is_run_apart(python_gives: Callable[[str], None]) -> None:
    python_gives("正文")
    document = read(OLD, "a.doc")
    assert (document.format, [b.text for b in document.blocks]) == ("doc", ["正文"])
    loaded = {name for name, module in sys.modules.items() if isinstance(module, types.ModuleType)}
    assert "doc2docx" not in loaded


def test_what_has_its_whole_text_is_not_converted_twice(
    python_gives: Callable[[str], None], giving: Callable[[str], Path]
) -> None:
    python_gives("本年支出合计")
    seen = giving("本年支出合计1200.50万元")
    assert [b.text for b in read(old(7), "a.doc").blocks] == ["本年支出合计"]
    assert not seen.exists()


def test_the_fuller_of_two_conversions_is_taken(
    python_gives: Callable[[str], None], giving: Callable[[str], Path]
) -> None:
    """The file says that it has 20 characters; the first converter found 7 of them."""
    python_gives("本年支出合计")
    giving("本年支出合计1200.50万元")
    assert [b.text for b in read(old(20), "a.doc").blocks] == ["本年支出合计1200.50万元"]
    giving("本年")
    assert [b.text for b in read(old(20), "a.doc").blocks] == ["本年支出合计"]


@pytest.mark.usefixtures("without_office")
def test_text_that_may_be_missing_is_told(python_gives: Callable[[str], None]) -> None:
    python_gives("本年支出合计")
    assert "漏了文字" in read(old(20), "a.doc").unread[0].reason


def test_word_95_goes_to_libreoffice_at_once(
    python_gives: Callable[[str], None], giving: Callable[[str], Path]
) -> None:
    python_gives("乱码")
    seen = giving("正文")
    assert [b.text for b in read(old(20, version=0x68), "a.doc").blocks] == ["正文"]
    assert "--infilter=MS Word 95" in seen.read_text()


@pytest.mark.usefixtures("without_python")
def test_libreoffice_is_asked_with_a_profile_of_its_own(giving: Callable[[str], Path]) -> None:
    seen = giving("正文")
    for data in (OLD, RTF, odt()):
        assert [b.text for b in read(data, "a.doc").blocks] == ["正文"]
    profiles = [line for line in seen.read_text().split() if "UserInstallation" in line]
    assert len(set(profiles)) == 3


@pytest.mark.usefixtures("without_python")
def test_no_output_is_a_failure_whatever_the_exit_status(libreoffice: Callable[[str], Path]) -> None:
    libreoffice("exit 0")
    assert "转换不成功" in refused(OLD).message


@pytest.mark.usefixtures("without_python")
def test_a_converter_that_hangs_is_stopped_with_what_it_started(
    libreoffice: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real one is a script that starts a program that starts another."""
    started = libreoffice('sleep 30 & echo "$!" >> "${0%soffice}started"; sleep 31').with_name("started")
    monkeypatch.setattr(office, "SECONDS", 0.5)
    assert "已停止" in refused(OLD).message
    processes = [int(line) for line in started.read_text().split()]
    assert processes
    assert gone(processes)


needs_office = pytest.mark.skipif(office.program() is None, reason=f"没有 LibreOffice：{office.advice()}")


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = python_docx.Document()
    made.add_heading("一、收支情况", 1)
    made.add_paragraph("2023年度支出合计1200.50万元。")
    table = made.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("项目", "金额", "合计", "1,200.50"), strict=True
    ):
        cell.text = text
    path = tmp_path_factory.mktemp("word") / "a.docx"
    made.save(str(path))
    return path


@needs_office
@pytest.mark.parametrize("form", ["doc:MS Word 97", "rtf", "odt"])
def test_the_real_converters_give_the_text_and_the_table(word: Path, form: str) -> None:
    ending = form.split(":", maxsplit=1)[0]
    profile = (word.parent / "profile").as_uri()
    command = [str(office.program()), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", word.parent, word], check=True, capture_output=True)
    document = read((word.parent / f"a.{ending}").read_bytes(), f"a.{ending}")
    assert [b.text for b in document.blocks if b.text] == ["一、收支情况", "2023年度支出合计1200.50万元。"]
    (table,) = [t for _, t in document.tables()]
    assert [cell.text for cell in table.cells] == ["项目", "金额", "合计", "1,200.50"]


@needs_office
def test_garbage_does_not_come_back_as_text() -> None:
    """Without a named filter LibreOffice makes a text of nonsense of any bytes."""
    assert "转换不成功" in refused(OLD + bytes(range(256)) * 40).message
