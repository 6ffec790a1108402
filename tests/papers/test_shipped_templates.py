"""Every shipped template, broken the way an editor breaks one: said with the name, nothing made."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quanheng.report.papers.filling import TemplateFault
from quanheng.report.papers.kinds import ALL, shipped, template

_MAIN = "word/document.xml"
_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)


def edited(name: str, edit: Callable[[str], str]) -> bytes:
    with ZipFile(BytesIO(shipped(name))) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    before = parts[_MAIN].decode()
    parts[_MAIN] = edit(before).encode()
    assert parts[_MAIN].decode() != before
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return made.getvalue()


def faults(name: str, edit: Callable[[str], str]) -> str:
    with pytest.raises(TemplateFault) as caught:
        template(name, edited(name, edit))
    return "\n".join(caught.value.faults)


@pytest.mark.parametrize("name", ALL)
def test_as_shipped_it_is_whole(name: str) -> None:
    assert template(name).name.startswith(name)


@pytest.mark.parametrize("name", ALL)
def test_an_unclosed_field(name: str) -> None:
    assert "没有写完，缺“}}”" in faults(name, lambda text: text.replace("}}", "}", 1))


@pytest.mark.parametrize("name", ALL)
def test_a_field_that_does_not_exist(name: str) -> None:
    said = faults(name, lambda text: re.sub(r"\{\{[^{}]+\}\}", "{{查无此栏}}", text, count=1))
    assert "没有字段“查无此栏”" in said


def rows(name: str) -> list[str]:
    with ZipFile(BytesIO(shipped(name))) as package:
        return [row for row in _ROW.findall(package.read(_MAIN).decode()) if "{{" in row]


# A line of a working paper an office may do without; the row of a list and the row of totals it may not.
ROWS = [
    (name, at)
    for name in ALL
    for at, row in enumerate(rows(name))
    if re.search(r"\{\{[^{}.]+\.", re.sub(r"<[^>]+>", "", row)) or "总分" in row
]


@pytest.mark.parametrize(("name", "at"), ROWS)
def test_a_deleted_table_row(name: str, at: int) -> None:
    row = rows(name)[at]
    fields = re.findall(r"\{\{([^{}.]+)[^{}]*\}\}", re.sub(r"<[^>]+>", "", row))
    said = faults(name, lambda text: text.replace(row, "", 1))
    assert any(f"“{field}" in said for field in fields), said
