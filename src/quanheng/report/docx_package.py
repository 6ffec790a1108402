"""A Word package with some parts replaced and new ones joined; everything else stays byte for byte."""

from __future__ import annotations

import posixpath
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NEW = (1980, 1, 1, 0, 0, 0)


class PackageCopy:
    """Collects the changes to a zip of XML parts."""

    def __init__(self, data: bytes) -> None:
        self._source = ZipFile(BytesIO(data))
        self._changed: dict[str, bytes] = {}

    def part(self, name: str) -> bytes | None:
        """The bytes of a part as they are now."""
        if name in self._changed:
            return self._changed[name]
        return self._source.read(name) if name in self._source.namelist() else None

    def put(self, name: str, root: etree._Element) -> None:
        """Replace or add a part."""
        self._changed[name] = etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def relate(self, source: str, kind: str, target: str) -> None:
        """Let part `source` have a relation of `kind` to part `target`, both named from the root."""
        folder, file = posixpath.split(source)
        name = posixpath.join(folder, "_rels", file + ".rels")
        known = self.part(name)
        root = etree.fromstring(known or f'<Relationships xmlns="{_RELATION}"/>'.encode())
        path = posixpath.relpath(target, folder or ".")
        if any(posixpath.normpath(posixpath.join(folder, r.get("Target", ""))) == target for r in root):
            return
        ids = {r.get("Id") for r in root}
        number = next(n for n in range(1, len(ids) + 2) if f"rIdQ{n}" not in ids)
        etree.SubElement(root, f"{{{_RELATION}}}Relationship", Id=f"rIdQ{number}", Type=kind, Target=path)
        self.put(name, root)

    def declare(self, name: str, content: str) -> None:
        """Say what kind of content a new part has."""
        root = etree.fromstring(self.part("[Content_Types].xml") or b"")
        if not any(o.get("PartName") == f"/{name}" for o in root):
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content)
            self.put("[Content_Types].xml", root)

    def bytes(self) -> bytes:
        """The package: old parts in their order, new ones behind them."""
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as target:
            for info in self._source.infolist():
                target.writestr(info, self._changed.get(info.filename, self._source.read(info)), ZIP_DEFLATED)
            for name in sorted(set(self._changed) - set(self._source.namelist())):
                target.writestr(ZipInfo(name, _NEW), self._changed[name], ZIP_DEFLATED)
        return made.getvalue()
