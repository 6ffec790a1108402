"""Word and Excel files differ by the clock; this settles the dates inside so that a new run gives the same bytes."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIXED = (2025, 3, 20, 9, 0, 0)


def settle(path: Path) -> None:
    """Rewrite a .docx or .xlsx with fixed dates; leave other files alone."""
    if path.suffix not in (".docx", ".xlsx"):
        return
    with ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            body = _STAMP.sub(b"2025-03-20T09:00:00Z", data) if name == "docProps/core.xml" else data
            info = ZipInfo(name, _FIXED)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, body)
