"""Word files into PDF by LibreOffice, all of a set in one run."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from quanheng.read import Unreadable, office

_SECONDS = 120.0


class NoOffice(Exception):
    """LibreOffice is not there or wrote nothing; the message is Chinese and says what to do."""


def encode(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF of each Word file, by the same name. Raises NoOffice."""
    program = office.program()
    if program is None:
        raise NoOffice(f"写 PDF 要用 LibreOffice，请先{office.advice()}")
    with tempfile.TemporaryDirectory(prefix="quanheng-") as given:
        folder = Path(given)
        sources = []
        for number, data in enumerate(documents.values()):
            source = folder / f"{number}.docx"
            source.write_bytes(data)
            sources.append(source)
        try:
            printed = office.convert_all(program, sources, "pdf", "MS Word 2007 XML")
        except Unreadable as fault:
            raise NoOffice(fault.message.rstrip("。")) from fault
        made = {name: data for name, data in zip(documents, printed, strict=True) if data is not None}
        missing = [name for name in documents if name not in made]
        if missing:
            raise NoOffice(
                f"LibreOffice 没有写出 {'、'.join(missing)} 的 PDF，请关闭其他 LibreOffice 窗口后再试"
            )
        return made
