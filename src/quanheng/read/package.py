"""The zip of XML parts behind docx and xlsx, opened with limits and without trust."""

from __future__ import annotations

import posixpath
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from quanheng.read.archive import guard
from quanheng.read.unreadable import Unreadable

_DECLARATIONS = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"))
STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Package:
    """The parts of one file by name."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        guard(self._zip.infolist(), len(data))
        self._names = set(self._zip.namelist())

    def part(self, name: str) -> bytes | None:
        """The bytes of a part in the transitional namespace, None if it is not there."""
        if name not in self._names:
            return None
        data = self._zip.read(name)
        if STRICT in data:
            for strict, usual in _STRICT_NAMES:
                data = data.replace(STRICT + strict, _TRANSITIONAL + usual)
        if any(mark in data for mark in _DECLARATIONS):
            raise _declared()
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, None if the part is not there."""
        data = self.part(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(data, parser)
        if (
            root.getroottree().docinfo.internalDTD is not None
        ):  # an encoding in which the mark looks different
            raise _declared()
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id to (last word of the type, name of the target part)."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        for item in root if root is not None else ():
            if item.get("TargetMode") != "External":
                target = item.get("Target", "")
                path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                kind = item.get("Type", "").rsplit("/", 1)[-1]
                found[item.get("Id", "")] = (kind, posixpath.normpath(path))
        return found

    def main(self, fallback: str) -> str:
        """Name of the main document part."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument" and target in self._names:
                return target
        return fallback


def strictly(data: bytes) -> bytes:
    """XML in the usual namespaces as it stands in a package of the strict ones."""
    for strict, usual in _STRICT_NAMES:
        data = data.replace(_TRANSITIONAL + usual, STRICT + strict)
    return data


def _declared() -> Unreadable:
    """Office files declare no document types; one that does means to swell or to fetch."""
    return Unreadable("文件里有不该出现的 XML 声明，已停止读取。", "请用办公软件另存一份后再试。")
