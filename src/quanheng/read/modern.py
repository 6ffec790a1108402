"""Files of old and foreign formats in the format that they can be annotated in, by a converter."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quanheng.read import doc, office
from quanheng.read.detect import detect
from quanheng.read.unreadable import Unreadable

_SHEETS = {"xls": "MS Excel 97", "ods": "calc8"}
"""The import filters of LibreOffice for workbooks that are not xlsx."""


class Modern(NamedTuple):
    """The converted file, its ending, and what the original was, in Chinese."""

    data: bytes
    ending: str
    was: str


def modern(data: bytes, name: str) -> Modern | None:
    """The file as docx or xlsx; None for one that needs no conversion, or has none.

    Raises Unreadable for what cannot be converted, with advice where no converter is installed.
    """
    kind = detect(data, name)
    if kind == "doc":
        return Modern(doc.as_docx(data), ".docx", "旧格式的文档")
    if kind in _SHEETS:
        return Modern(_as_xlsx(data, kind), ".xlsx", "旧格式的表格")
    return None


def _as_xlsx(data: bytes, kind: str) -> bytes:
    program = office.program()
    save = "用表格软件打开，另存为 .xlsx 后再试。"
    if program is None:
        raise Unreadable("给旧格式的表格写批注要先转换格式。", f"请{office.advice()}，或{save}")
    with TemporaryDirectory(prefix="quanheng-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source.{kind}"
        source.write_bytes(data)
        made = office.convert(program, source, "xlsx", _SHEETS[kind])
    if made is None:
        raise Unreadable("旧格式的表格转换不成功，可能已损坏。", f"请{save}")
    return made
