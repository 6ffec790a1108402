"""Where documents come from: a file, a folder, a zip of documents, standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from quanheng.read import LARGEST, Unreadable
from quanheng.read.archive import MOST_BYTES, guard
from quanheng.read.endings import ENDINGS

_DEEPEST = 2
_NOT_CONTAINERS = ("[Content_Types].xml", "OFD.xml", "mimetype")

Failed = Callable[[str, Unreadable], None]


def sources(path: str, failed: Failed | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of every document at `path`; "-" is standard input.

    Folders are walked in sorted order; hidden files, lock files and unknown endings are passed over.
    What cannot be opened goes to `failed` and the rest goes on; without `failed` Unreadable is raised.
    """
    report = failed if failed is not None else _raise
    if path == "-":
        yield path, sys.stdin.buffer.read(LARGEST + 1)
        return
    for file in files(path, report):
        yield from documents(file, report)


def files(path: str, report: Failed) -> Iterator[Path]:
    """The files at `path` as `sources` opens them, none of them opened yet."""
    place = Path(path)
    if not place.exists():
        report(path, Unreadable("找不到这个文件或文件夹。", "请检查路径。"))
    elif place.is_dir():
        yield from _files(place, report)
    else:
        yield place


def unpacked(name: str, data: bytes, failed: Failed) -> Iterator[tuple[str, bytes]]:
    """The documents of a zip that is already in memory, or the file itself when it is none."""
    yield from _Unpacking(failed).documents(name, data, _DEEPEST)


def _raise(_name: str, fault: Unreadable) -> None:
    raise fault


def _files(folder: Path, report: Failed) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        report(str(folder), Unreadable("没有权限打开这个文件夹。", "请检查文件夹的权限。"))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry, report)
        elif entry.is_file() and _known(entry.name):
            yield entry


def _known(name: str) -> bool:
    return name.rsplit(".", 1)[-1].lower() in ENDINGS


def documents(file: Path, report: Failed) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the file, or of each document in it where it is a zip of documents."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except PermissionError:
        report(
            str(file),
            Unreadable(
                "文件打不开：没有权限，或正被别的程序占用。", "请关闭正在使用它的程序，或检查文件权限。"
            ),
        )
    except OSError as fault:
        report(str(file), Unreadable("文件打不开。", fault.strerror or ""))
    else:
        yield from _Unpacking(report).documents(str(file), data, _DEEPEST)


class _Unpacking:
    """Documents of one zip and of the zips in it, with one limit on what all of them may swell to."""

    def __init__(self, report: Failed) -> None:
        self._report = report
        self._left = MOST_BYTES
        self._told_deep = False

    def documents(self, name: str, data: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
        """The documents of a zip, or the file itself when it is no container of documents."""
        entries = _members(data)
        if entries is None:
            yield name, data
            return
        if depth == 0:
            if not self._told_deep:  # a zip may hold thousands of them
                self._report(name, Unreadable("压缩包里又套压缩包，层数太多。", "请解压后直接核对文件夹。"))
            self._told_deep = True
            return
        try:
            guard(entries, len(data))
        except Unreadable as fault:
            self._report(name, fault)
            return
        wanted = [(shown, entry) for shown, entry in _named(entries) if _wanted(shown)]
        if not wanted:  # the reader knows what else it may be, and says so
            yield name, data
            return
        with ZipFile(BytesIO(data)) as archive:
            for shown, entry in wanted:
                yield from self._entry(f"{name}/{shown}", archive, entry, depth)

    def _entry(self, name: str, archive: ZipFile, entry: ZipInfo, depth: int) -> Iterator[tuple[str, bytes]]:
        self._left -= entry.file_size
        if self._left < 0:
            self._report(name, Unreadable("压缩包展开后过大，没有读这个文件。", "请分成几个压缩包后再试。"))
            return
        try:
            data = archive.read(entry)
        except Exception:  # noqa: BLE001 - damaged entries fail in every way
            self._report(name, Unreadable("压缩包里的这个文件已损坏。", "请重新压缩后再试。"))
            return
        yield from self.documents(name, data, depth - 1)


def _members(data: bytes) -> list[ZipInfo] | None:
    """The entries of a zip; None for what is none, is a document itself, or cannot be opened."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        entries = ZipFile(BytesIO(data)).infolist()
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds; the reader says what is wrong
        return None
    return None if any(entry.filename in _NOT_CONTAINERS for entry in entries) else entries


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    if not parts or parts[-1].startswith(".") or any(p.startswith(("~$", "__MACOSX")) for p in parts):
        return False
    return _known(name)


def entry_name(entry: ZipInfo) -> str:
    """The name of a zip entry; Chinese Windows writes GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return entry.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return entry.filename


def _named(entries: list[ZipInfo]) -> list[tuple[str, ZipInfo]]:
    return sorted(((entry_name(e), e) for e in entries if not e.is_dir()), key=lambda pair: pair[0])
