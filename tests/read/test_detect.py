"""What is refused, and what the user is told to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest

from quanheng.read import Unreadable, read

Package = Callable[[Mapping[str, str | bytes]], bytes]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.docx", "空"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "空"),
        (b"%PDF-1.7 ...", "a.docx", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "图片不完整"),
        (b"GIF89a", "a.docx", "图片不完整"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "图片不完整"),
        (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "a.jpg", "不能读 HEIC 照片"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "a.heif", "不能读 HEIC 照片"),
        (b"\0\0\0\x18ftypisom" + bytes(range(128, 256)) * 4, "a.mp4", "认不出"),
        (b"\xff\x0a" + bytes(range(256)), "a.jxl", "不能读 JPEG XL 图片"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "密码"),
        (_OLE, "a.doc", "认不出"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.doc", "网页归档"),
        (b"PK\x03\x04 damaged", "a.docx", "损坏"),
        (bytes(range(256)) * 4, "a.bin", "认不出"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.doc", "Word XML"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, message: str) -> None:
    assert message in refused(data, name).message


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<a/>"}, "演示文稿"),
        ({"OFD.xml": "<a/>"}, "OFD"), ({"xl/workbook.bin": "x"}, "xlsb"),
        ({"a.txt": "x"}, "没有可读的文档"), ({"ppt/presentation.xml": "<a/>"}, "演示文稿"),
    ],
)  # fmt: skip
def test_other_packages_are_named(package: Package, parts: dict[str, str], message: str) -> None:
    assert message in refused(package(parts), "a.docx").message


def test_a_document_renamed_is_read_all_the_same(docx: Callable[..., bytes]) -> None:
    data = docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>")
    for name in ("a.doc", "a.txt", "a.xlsx", "无扩展名"):
        assert read(data, name).format == "docx"


def test_entities_are_not_expanded(package: Package) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>'
    assert "XML" in refused(package({"word/document.xml": bomb}), "a.docx").message
    assert "XML" in refused(package({"word/document.xml": bomb.encode("utf-16")}), "a.docx").message


def test_a_zip_that_swells_is_refused_before_it_is_unpacked(package: Package) -> None:
    data = package({"word/document.xml": b"0" * (40 * 2**20)})
    assert len(data) < 2**20
    assert "过大" in refused(data, "a.docx").message


def test_too_many_entries_are_refused(package: Package) -> None:
    many = {f"word/{n}.xml": "" for n in range(10_001)}
    assert "过大" in refused(package(many), "a.docx").message


def test_a_locked_zip_says_so(docx: Callable[..., bytes]) -> None:
    stream = BytesIO(docx("<w:p/>"))
    with ZipFile(stream) as archive:
        names = [entry.header_offset for entry in archive.infolist()]
    data = bytearray(stream.getvalue())
    for offset in names:
        data[offset + 6] |= 1
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert "密码" in refused(bytes(data), "a.docx").message


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quanheng.read.LARGEST", 10)
    assert "上限" in refused(b"x" * 11, "a.txt").message


def test_the_hash_is_that_of_the_bytes() -> None:
    from hashlib import sha256

    assert read(b"abc", "a.txt").sha256 == sha256(b"abc").hexdigest()
