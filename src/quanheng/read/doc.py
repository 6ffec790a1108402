"""Old Word (.doc, .wps), RTF and OpenDocument: turned into a new format by a converter, then read as that.

Old Word goes to msdoc2docx (pure Python); what that cannot read, and the other formats, to LibreOffice
where it is installed. Both run in a process of their own with a time limit.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quanheng.read import docx, xlsx
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from quanheng.model.document import Document

SECONDS = 90
"""A conversion that takes longer is stopped."""

_LOCKED, _FAILED = 3, 4
# The converter runs in its own interpreter so that a hostile file can take neither our time nor our memory.
_CONVERT = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
except ImportError:
    pass
from doc2docx import convert
from doc2docx.errors import EncryptedDocumentError
try:
    convert(sys.argv[1], sys.argv[2])
except EncryptedDocumentError:
    sys.exit({_LOCKED})
except Exception:
    sys.exit({_FAILED})
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    ending: str
    target: str


_WORD = _Kind("旧版 Word（.doc、.wps）", "doc", "docx")
_RTF = _Kind("RTF", "rtf", "docx")
_TEXT = _Kind("ODF 文档（.odt）", "odt", "docx")
_SHEET = _Kind("ODF 表格（.ods）", "ods", "xlsx")


def read(data: bytes, name: str) -> Document:
    """Return the document, its format "doc" (or that of the sheet reader).

    Raises Unreadable for locked and damaged files, and with advice where no converter is installed.
    """
    kind = _kind(data)
    with TemporaryDirectory(prefix="quanheng-") as folder:
        source = Path(folder) / f"source.{kind.ending}"
        source.write_bytes(data)
        made = _converted(source, kind)
    if kind.target == "xlsx":
        return xlsx.read(made, name)
    document = docx.read(made, name)
    document.format = "doc"
    return document


def _kind(data: bytes) -> _Kind:
    if data.startswith(b"{\\rtf"):
        return _RTF
    if data.startswith(b"PK"):
        # The first entry of an OpenDocument package is its type, stored without compression.
        return _SHEET if b"opendocument.spreadsheet" in data[:200] else _TEXT
    return _WORD


def _converted(source: Path, kind: _Kind) -> bytes:
    """Bytes of the converted file."""
    tried = False
    if kind is _WORD and find_spec("doc2docx"):
        tried = True
        made = _by_python(source)
        if made is not None:
            return made
    office = which("soffice") or which("libreoffice")
    if office:
        tried = True
        made = _by_office(office, source, kind.target)
        if made is not None:
            return made
    if tried:
        raise Unreadable(
            f"{kind.name}文件转换不成功，可能已损坏。", f"请用办公软件打开，另存为 .{kind.target} 后再试。"
        )
    way = '执行 pip install "quanheng[doc]"，或' if kind is _WORD else ""
    raise Unreadable(
        f"读{kind.name}要先转换格式。", f"请{way}安装 LibreOffice，或另存为 .{kind.target} 后再试。"
    )


def _by_python(source: Path) -> bytes | None:
    target = source.with_name("converted.docx")
    code = _run([sys.executable, "-c", _CONVERT, str(source), str(target)])
    if code == _LOCKED:
        raise Unreadable("文件设有打开密码。", "请取消密码，另存一份后再试。")
    return target.read_bytes() if code == 0 and target.is_file() else None


def _by_office(office: str, source: Path, target: str) -> bytes | None:
    """Two LibreOffice processes must not share a profile: each run has its own in the temporary folder."""
    out = source.parent / "out"
    profile = (source.parent / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    _run([*command, "--convert-to", target, "--outdir", str(out), str(source)])
    # It ends with 0 also where it has written nothing.
    made = out / f"{source.stem}.{target}"
    return made.read_bytes() if made.is_file() and made.stat().st_size else None


def _run(command: list[str]) -> int:
    """Exit status; raises Unreadable when the time is over."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as fault:
        raise Unreadable(f"转换格式超过 {SECONDS} 秒，已停止。", "请另存为 .docx 后再试。") from fault
    except OSError:
        return _FAILED
    return done.returncode
