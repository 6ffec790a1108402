"""An Office package with some parts replaced and new ones joined; everything else stays byte for byte."""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from quanheng.read.package import STRICT, strictly

if TYPE_CHECKING:
    from quanheng.read.package import Package

_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NEW = (1980, 1, 1, 0, 0, 0)


class PackageCopy:
    """Collects the changes to a zip of XML parts, whose main part is `main`.

    A package in the strict namespaces, which `Package` reads as the usual ones, is written in them again.
    """

    def __init__(self, data: bytes, main: str) -> None:
        self._source = ZipFile(BytesIO(data))
        self._names = set(self._source.namelist())
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._strict = STRICT in (self.part(main) or b"")

    def part(self, name: str) -> bytes | None:
        """The bytes of a part as they are now."""
        if name in self._changed:
            return self._changed[name]
        return self._source.read(name) if name in self._names else None

    def free(self, pattern: str) -> str:
        """A name that no part has yet: `pattern` with the least number from 1 in place of {}."""
        taken = self._names | set(self._changed)
        return next(name for n in range(1, len(taken) + 2) if (name := pattern.format(n)) not in taken)

    def put(self, name: str, root: etree._Element) -> None:
        """Replace or add a part."""
        made = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
        self._changed[name] = strictly(made) if self._strict else made

    def put_bytes(self, name: str, data: bytes) -> None:
        """Replace or add a part as it is."""
        self._changed[name] = data

    def drop(self, name: str) -> None:
        """Leave a part out, with what is said of its kind; relations to it are the caller's."""
        self._dropped.add(name)
        root = etree.fromstring(self.part("[Content_Types].xml") or b"")
        for kind in [one for one in root if one.get("PartName") == f"/{name}"]:
            root.remove(kind)
        self.put("[Content_Types].xml", root)

    def relate(self, source: str, kind: str, target: str) -> str:
        """Let part `source` have a relation of `kind` to part `target`, both named from the root; its id."""
        folder, file = posixpath.split(source)
        name = posixpath.join(folder, "_rels", file + ".rels")
        known = self.part(name)
        root = etree.fromstring(known or f'<Relationships xmlns="{_RELATION}"/>'.encode())
        path = posixpath.relpath(target, folder or ".")
        for known_one in root:
            there = posixpath.normpath(posixpath.join("/", folder, known_one.get("Target", "")))
            if there == f"/{target}" and known_one.get("TargetMode") != "External":
                return known_one.get("Id", "")
        ids = {r.get("Id") for r in root}
        number = next(n for n in range(1, len(ids) + 2) if f"rIdQ{n}" not in ids)
        etree.SubElement(root, f"{{{_RELATION}}}Relationship", Id=f"rIdQ{number}", Type=kind, Target=path)
        self.put(name, root)
        return f"rIdQ{number}"

    def declare(self, name: str, content: str) -> None:
        """Say what kind of content a new part has."""
        root = etree.fromstring(self.part("[Content_Types].xml") or b"")
        if not any(o.get("PartName") == f"/{name}" for o in root):
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content)
            self.put("[Content_Types].xml", root)

    def declare_ending(self, ending: str, content: str) -> None:
        """Say what kind of content parts with an ending have."""
        root = etree.fromstring(self.part("[Content_Types].xml") or b"")
        if not any(d.get("Extension", "").lower() == ending for d in root):
            root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=content))
            self.put("[Content_Types].xml", root)

    def bytes(self) -> bytes:
        """The package: old parts in their order, new ones behind them."""
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as target:
            for info in self._source.infolist():
                if info.filename in self._dropped:
                    continue
                changed = self._changed.get(info.filename)
                content = self._source.read(info) if changed is None else changed
                target.writestr(info, content, ZIP_DEFLATED)
            for name in sorted(set(self._changed) - self._names):
                target.writestr(ZipInfo(name, _NEW), self._changed[name], ZIP_DEFLATED)
        return made.getvalue()


def ending(package: Package, main: str, usual: str) -> str:
    """The ending that a file must have by its main part: that with macros is .docm or .xlsm, not .docx."""
    root = package.xml("[Content_Types].xml")
    for kind in root if root is not None else ():
        if kind.get("PartName") == f"/{main}" and "macroEnabled" in kind.get("ContentType", ""):
            return usual[:-1] + "m"
    return usual
