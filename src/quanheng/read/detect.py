"""Which reader takes these bytes: content first, the ending of the name second."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from quanheng.read.unreadable import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # a viewer looks for the mark this far, past what a mail gateway put before it
_SHEET_ENDINGS = ("xls", "xlsx", "et", "csv", "tsv")
# Text under such a name is read all the same, but not the first bytes of a file that was cut off.
_NEVER_SHORT = ("docx", "doc", "wps", "xlsx", "et", "pdf", "odt", "ods", "rtf", "zip")
_SHORT = 16
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|div|meta|style)[\s>]", re.IGNORECASE)
_MARKDOWN = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_PICTURES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    b"\0\0\0\x0cjP  \r\n\x87\n",  # JPEG 2000
)
_BRANDS = {b"avif": "scan", b"avis": "scan"} | dict.fromkeys(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC 照片"
)
"""What a file is that begins with ftyp and one of these words; HEIC cannot be decoded without other software."""
_REFUSED = (
    (b"Rar!", "RAR 压缩包", "文件夹或 .zip 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包", "文件夹或 .zip 压缩包"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL 图片", ".jpg 或 .png"),
    (b"\xff\x0a", "JPEG XL 图片", ".jpg 或 .png"),
)


def detect(data: bytes, name: str) -> str:
    """Return the reader's module: docx, doc, xlsx, xls, ods, pdf, scan, html, markdown, separated or text.

    Raises Unreadable for empty, locked and unsupported files.
    """
    ending = name.rsplit(".", 1)[-1].lower()
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("文件是空的。", "请检查文件是否上传或保存完整。")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if data.startswith(_OLE):
        return _compound(data, ending)
    if _PDF in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "doc"
    if _is_picture(data):
        return "scan"
    for mark, kind, instead in _REFUSED:
        if data.startswith(mark):
            raise unsupported(kind, instead)
    return _characters(data, ending)


def _is_picture(data: bytes) -> bool:
    """A picture that can be recognised; raises Unreadable for a photo that no decoder of ours opens."""
    if data.startswith(_PICTURES):
        return not data.startswith(b"BM") or b"\0" in data[:16]
    if data[4:8] == b"ftyp":
        kind = _BRANDS.get(data[8:12], "")
        if kind not in ("", "scan"):
            raise unsupported(kind, ".jpg 或 .png")
        return bool(kind)
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def unsupported(kind: str, instead: str) -> Unreadable:
    """The refusal of a format that this version does not read."""
    return Unreadable(f"这一版还不能读 {kind}。", f"请另存为 {instead} 后再试。")


def _package(data: bytes) -> str:
    try:
        archive = ZipFile(BytesIO(data))
        names = set(archive.namelist())
        mime = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except Exception as fault:  # zipfile raises a dozen kinds for damaged directories
        raise Unreadable("文件不完整或已损坏，打不开。", "请重新下载或另存一份后再试。") from fault
    for part, kind in (("word/", "docx"), ("xl/workbook.xml", "xlsx")):
        if any(name.startswith(part) for name in names):
            return kind
    if "content.xml" in names:
        return _open_document(mime)
    for part, kind, instead in (
        ("xl/workbook.bin", "xlsb 表格", ".xlsx"),
        ("OFD.xml", "OFD", ".docx"),
        ("ppt/presentation.xml", "演示文稿", ".docx"),
    ):
        if part in names:
            raise unsupported(kind, instead)
    raise Unreadable("压缩包里没有可读的文档。", "请解压后检查文件夹里的文档。")


def _open_document(type_: bytes) -> str:
    for kind, word in ((b"presentation", "演示文稿"), (b"graphics", "绘图文件"), (b"formula", "公式文件")):
        if b"opendocument." + kind in type_:
            raise unsupported(word, ".docx")
    return "ods" if b"opendocument.spreadsheet" in type_ else "doc"


def _compound(data: bytes, ending: str) -> str:
    """Office 97 files and locked new ones share a container; its directory tells them apart."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Unreadable("文件设有打开密码。", "请取消密码，另存一份后再试。")
    sheet, words = holds("Workbook") or holds("Book"), holds("WordDocument")
    if sheet and (not words or ending in _SHEET_ENDINGS):
        return "xls"
    if words:
        return "doc"
    raise Unreadable("认不出这是什么文件。", "请另存为 .docx 或 .xlsx 后再试。")


def _characters(data: bytes, ending: str) -> str:
    if ending in _NEVER_SHORT and len(data) < _SHORT:
        raise Unreadable("文件不完整或已损坏，打不开。", "请重新下载或另存一份后再试。")
    head = data[:4096].replace(b"\0", b"")
    if b'progid="Word.Document"' in head or b"pkg:package" in head:
        raise unsupported("Word XML", ".docx")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head.lower():
        raise unsupported("XML 表格", ".xlsx")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start[:13].lower() == b"mime-version:":
        raise unsupported("网页归档（.mht）", ".docx")
    if ending in ("html", "htm") or (start.startswith(b"<") and _HTML.search(head)):
        return "html"
    if ending in ("md", "markdown") or len(_MARKDOWN.findall(data)) >= 2:
        return "markdown"
    return "separated" if ending in _SHEET_ENDINGS else "text"
