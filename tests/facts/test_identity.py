"""Title pages and file names in many forms: what is said is read, what is not said is None."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quanheng.facts import extract
from quanheng.facts.identity_years import title_years
from quanheng.model.document import Block, Document, Table, TableCell

Known = tuple[str, str | None, int | None, str | None, str | None]


def known(lines: list[str], file: str = "", table: list[list[str]] | None = None) -> Known:
    """Kind, organisation, year, jurisdiction and scope of a document with that title page."""
    blocks = [Block(number, "paragraph", text) for number, text in enumerate(lines)]
    if table:
        cells = [TableCell(r, c, text) for r, row in enumerate(table) for c, text in enumerate(row)]
        blocks.append(Block(len(blocks), "table", "", table=Table(0, len(table), len(table[0]), cells)))
    facts = extract(Document(file or "x.docx", "docx", blocks))
    return facts.kind, facts.organisation, facts.year, facts.jurisdiction, facts.scope


def _titles() -> Iterator[tuple[str, str, list[str], Known]]:
    for row in (Path(__file__).parent / "titles.txt").read_text("utf-8").splitlines()[1:]:
        name, file, lines, *rest = row.split(" | ")
        kind, organisation, year, jurisdiction, scope = (None if field == "-" else field for field in rest)
        expected = (kind or "unknown", organisation, int(year) if year else None, jurisdiction, scope)
        yield name, file.removeprefix("-"), lines.split(" / "), expected


TITLES = list(_titles())


@pytest.mark.parametrize(
    ("file", "lines", "expected"),
    [row[1:] for row in TITLES],
    ids=[name for name, *_ in TITLES],
)
def test_a_title_page_says_what_the_document_is(file: str, lines: list[str], expected: Known) -> None:
    assert known(lines, file) == expected


def test_the_cell_beside_the_label_names_the_department() -> None:
    rows = [["项目名称", "防汛抗旱"], ["主管部门", "石门县水利局"], ["实施单位", "石门县防汛办公室"]]
    assert known(["项目支出绩效自评表", "（2024年度）"], table=rows) == (
        "self_evaluation_form", "石门县水利局", 2024, "430726", "project",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["XX局", "", "（填写单位名称）", "××县××局"])
def test_a_label_that_is_not_filled_in_names_nobody(text: str) -> None:
    assert known(["2024年度部门整体支出绩效自评表", f"填报单位：{text}"])[1] is None


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("2024年度部门决算", [2024]),
        ("2025年3月", []),
        ("二〇二五年三月", []),
        ("二〇二五年度", [2025]),
        ("2022—2024年项目", [2022, 2024]),
        ("2023年部门决算及2024年部门预算", [2023, 2024]),
        ("2024年度部门决算（2025年8月公开）", [2024]),
        ("石民字〔2025〕12号", []),
    ],
)
def test_the_years_of_a_title(line: str, years: list[int]) -> None:
    assert title_years([line]) == years
