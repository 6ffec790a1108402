"""The command `compare`: its formats, its words, its refusals."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from openpyxl import load_workbook

from quanheng.cli import main
from quanheng.compare import panel
from quanheng.report import comparison_page
from tests.compare.conftest import Made


def written(out: Path, target: Path, *more: str) -> bytes:
    assert main(["compare", str(out), "-o", str(target), *more]) == 0
    return target.read_bytes()


def test_every_format_tells_the_same_remarks(
    wrong: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = wrong[1]
    tree = json.loads(written(out, tmp_path / "a.json"))
    messages = [remark["message"] for remark in tree["remarks"]]
    assert len(messages) == 7
    book = load_workbook(BytesIO(written(out, tmp_path / "a.xlsx")))
    assert [row[4].value for row in book["需要核实"].iter_rows(min_row=2)] == messages
    tree_: Any = html.fromstring(written(out, tmp_path / "a.html"))
    page = tree_.text_content()
    assert main(["compare", str(out)]) == 0
    shown = "".join(capsys.readouterr().out.split())
    for message in messages:
        assert message in page
        assert "".join(message.split()) in shown


def test_the_table_has_a_row_for_every_value(wrong: Made, tmp_path: Path) -> None:
    tree = json.loads(written(wrong[1], tmp_path / "a.json"))
    text = written(wrong[1], tmp_path / "a.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == len(tree["values"])
    assert {row["单位"] for row in rows} == {one["name"] for one in tree["departments"]}


def test_the_definition_of_the_share_stands_beside_it(
    wrong: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["compare", str(wrong[1])])
    assert "相符（含尾差）÷（相符+不符）" in "".join(capsys.readouterr().out.split())


def test_a_department_shows_its_years(wrong: Made, capsys: pytest.CaptureFixture[str]) -> None:
    name = wrong[0].years[0].name
    assert main(["compare", str(wrong[1]), "--department", name]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("单位 1 ")
    assert "支出（决算）" in shown
    assert "2020" in shown


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["{nothing}"], "没有批量核对的结果"),
        (["{out}", "--department", "没有这个局"], "没有名称含“没有这个局”的单位"),
        (["{out}", "--links", "{nothing}/l.csv"], "读不出来"),
    ],
)
def test_what_cannot_be_compared_is_told(
    wrong: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], words: str
) -> None:
    told = [part.replace("{nothing}", str(tmp_path)).replace("{out}", str(wrong[1])) for part in given]
    assert main(["compare", *told]) == 2
    assert words in capsys.readouterr().err


def test_the_page_draws_every_department_and_says_where_a_figure_stands(wrong: Made, tmp_path: Path) -> None:
    made, out = wrong
    tree: Any = html.fromstring(written(out, tmp_path / "a.html"))
    units = tree.xpath("//section[@class='unit']")
    assert {unit.findtext("h2") for unit in units} == {year.name for year in made.years}
    for unit in units:
        assert len(unit.xpath(".//figure//*[local-name()='svg']")) >= 2
        spans = unit.xpath(".//td[@class='number']/span")
        assert len(spans) > 10
        assert not unit.xpath(".//a[@href]")
        for span in spans:
            place, _, text = span.get("title").partition("：")
            assert ".html" in place
            assert text[0].isdigit()
    rules = tree.xpath("//nav[@aria-label='各单位']//a/@href")
    assert [href.lstrip("#") for href in rules] == tree.xpath("//section[@class='unit']/h2/@id")


def test_a_page_on_many_departments_lists_no_figures_and_says_so(
    wrong: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison_page, "MOST", 3)
    monkeypatch.setattr(panel, "FIRST", 2)
    text = written(wrong[1], tmp_path / "a.html").decode()
    assert 'class="unit"' not in text
    assert "没有逐一列出" in text
    assert "需要核实（7 条）" in text
    assert "另有 5 条" in text
    alone = wrong[0].years[0].name
    assert 'class="unit"' in written(wrong[1], tmp_path / "b.html", "--department", alone).decode()
