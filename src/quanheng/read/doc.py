"""Old Word (.doc, .wps), RTF and OpenDocument texts: turned into docx by a converter, then read as that.

Old Word goes to msdoc2docx (pure Python, keeps tables that LibreOffice loses); what that cannot read,
or reads with much less text than the file says it has, and the other formats go to LibreOffice. RTF and
OpenDocument have numbering, tracked changes and fields of their own: one converter that knows them is
better than half a reader each. Both converters run as programs of their own with a time limit.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quanheng.model.document import Document, Unread
from quanheng.model.place import Place
from quanheng.read import docx, office
from quanheng.read.ods import refuse_locked
from quanheng.read.package import Package
from quanheng.read.unreadable import Unreadable

SECONDS = 20.0
"""A conversion by msdoc2docx that takes longer is stopped; the slowest of 70 files took 0.8."""
_LEAST = 0.9
"""Share of the characters a file says it has below which a conversion is doubted: the file counts the
instructions of fields and hidden text too, so it is never met exactly."""

_LOCKED, _FAILED = 3, 4
_LOCKED_WORDS = ("文件设有打开密码。", "请取消密码，另存一份后再试。")
# The converter runs in its own interpreter so that a hostile file can take neither our time nor our memory.
_CONVERT = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
except ImportError:
    pass
from doc2docx import convert
from doc2docx.errors import EncryptedDocumentError
try:
    convert(sys.argv[1], sys.argv[2])
except EncryptedDocumentError:
    sys.exit({_LOCKED})
except BaseException:
    sys.exit({_FAILED})
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    ending: str
    filters: tuple[str, ...]


_WORD = _Kind("旧版 Word（.doc、.wps）", "doc", ("MS Word 97",))
_OLDER = _Kind("Word 6/95（.doc）", "doc", ("MS Word 95", "MS WinWord 6"))
_RTF = _Kind("RTF", "rtf", ("Rich Text Format",))
_TEXT = _Kind("ODF 文档（.odt）", "odt", ("writer8",))


def read(data: bytes, name: str) -> Document:
    """Return the document, its format "doc".

    Raises Unreadable for locked and damaged files, and with advice where no converter is installed.
    """
    document = _modern(data, name).document
    document.format = "doc"
    return document


def as_docx(data: bytes) -> bytes:
    """The Word file that `read` takes the document from; raises Unreadable as it does."""
    return _modern(data, "").data


class _Made(NamedTuple):
    """What a converter made of the file, and the document in it."""

    document: Document
    data: bytes


def _modern(data: bytes, name: str) -> _Made:
    kind = _kind(data)
    with TemporaryDirectory(prefix="quanheng-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source.{kind.ending}"
        source.write_bytes(data)
        return _converted(source, kind, name)


def _kind(data: bytes) -> _Kind:
    if data.startswith(b"{\\rtf"):
        return _RTF
    if data.startswith(b"PK"):
        refuse_locked(Package(data))
        return _TEXT
    version, _, locked = _information(data)
    if locked:
        raise Unreadable(*_LOCKED_WORDS)
    return _OLDER if 0 < version < 0xC0 else _WORD


def _converted(source: Path, kind: _Kind, name: str) -> _Made:
    """The better of what the converters make of the file."""
    first = _by_python(source, name) if kind is _WORD and find_spec("doc2docx") else None
    if first is not None and _size(first) >= _LEAST * _information(source.read_bytes())[1]:
        return first
    program = office.program()
    second = _by_office(program, source, kind, name) if program else None
    if first is not None and second is not None:
        return max(first, second, key=_size)
    if first is not None:
        reason = "转换旧版 Word 时可能漏了文字，请用办公软件另存为 .docx 再核对一次。"
        first.document.unread.append(Unread(Place(0, 0, 0), reason))
        return first
    if second is not None:
        return second
    raise _refusal(kind, program)


def _refusal(kind: _Kind, program: str | None) -> Unreadable:
    save = "用办公软件打开，另存为 .docx 后再试。"
    if program:
        return Unreadable(f"{kind.name} 文件转换不成功，可能已损坏。", f"请{save}")
    advice = f"请{office.advice()}，或{save}"
    if kind is not _WORD:
        return Unreadable(f"读{kind.name}要先转换格式。", advice)
    if find_spec("doc2docx"):
        return Unreadable(f"{kind.name} 文件转换不成功，可能已损坏，或版本太旧。", advice)
    return Unreadable(f"读{kind.name}要先转换格式。", f'请执行 pip install "quanheng[doc]"，{advice[1:]}')


def _by_python(source: Path, name: str) -> _Made | None:
    target = source.with_name("converted.docx")
    try:
        code = office.run([sys.executable, "-c", _CONVERT, str(source), str(target)], SECONDS)
    except Unreadable:  # its time is over; there may be another converter
        return None
    if code == _LOCKED:
        raise Unreadable(*_LOCKED_WORDS)
    return _read(target.read_bytes(), name) if code == 0 and target.is_file() else None


def _by_office(program: str, source: Path, kind: _Kind, name: str) -> _Made | None:
    for reading in kind.filters:
        made = office.convert(program, source, "docx", reading)
        if made is not None:
            return _read(made, name)
    return None


def _read(made: bytes, name: str) -> _Made | None:
    """What the converter wrote; None when it holds nothing, or is itself damaged."""
    try:
        document = docx.read(made, name)
    except Exception:  # noqa: BLE001  (the file is at fault, and another converter may do better)
        return None
    return _Made(document, made) if document.blocks else None


def _size(made: _Made) -> int:
    """Characters with a mark for each paragraph and cell, as Word counts them."""
    document = made.document
    texts = [block.text for block in document.blocks]
    texts += [cell.text for _, table in document.tables() for cell in table.cells]
    return sum(map(len, texts)) + len(texts)


def _information(data: bytes) -> tuple[int, int, bool]:
    """Version number of an old Word file, characters of its main text, whether it is locked; zeros if unknown.

    Both stand in the head of the stream WordDocument ([MS-DOC] 2.5.1, 2.5.4), whose first sector the
    directory of the container tells ([MS-CFB] 2.6.1).
    """
    entry = data.find("WordDocument\0".encode("utf-16-le"))
    if entry < 0 or len(data) < entry + 128 or not data.startswith(b"\xd0\xcf\x11\xe0"):
        return 0, 0, False
    (shift,) = unpack_from("<H", data, 30)
    (sector,) = unpack_from("<I", data, entry + 0x74)
    at = (sector + 1) << min(shift, 12)
    if len(data) < at + 0x50:
        return 0, 0, False
    mark, version = unpack_from("<HH", data, at)
    (characters,) = unpack_from("<i", data, at + 0x4C)
    if mark not in (0xA5EC, 0xA5DC):
        return 0, 0, False
    (flags,) = unpack_from("<H", data, at + 0x0A)
    return version, max(characters, 0), bool(flags & 0x0100)
