"""The public pages: every figure's link lands where it stands; findings only when somebody confirmed them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from quanheng import pipeline
from quanheng.cli import main
from quanheng.compare import Panel, prepare
from quanheng.model.review import Failure
from quanheng.pipeline import Publication
from tests.compare.conftest import Made, checked
from tests.generator.counties import County, county

CELL = re.compile(
    r'<td class="number"><a href="\.\./(doc/[0-9a-f]+\.html)#([^"]+)" title="原文：([^"]*)">([^<]*)</a>'
)


@pytest.fixture(scope="module")
def site(wrong: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "pages"
    made = pipeline.publish(str(wrong[1]), out, None, lambda _: None, Publication())
    assert not isinstance(made, Failure)
    assert made == sum(file.is_file() for file in out.rglob("*")) - 1  # the manifest
    return out


def parsed(data: bytes) -> Any:
    """The tree of a page."""
    return html.fromstring(data)


def departments(site: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted((site / "d").glob("*.html")):
        yield file, file.read_text("utf-8")


def test_every_figure_leads_to_the_same_characters_in_its_document(site: Path) -> None:
    followed = 0
    for _, text in departments(site):
        for page, anchor, quote, _ in CELL.findall(text):
            tree = parsed((site / page).read_bytes())
            (mark,) = tree.xpath("//*[@id=$id]", id=unescape(anchor))
            assert mark.tag == "mark"
            assert mark.text == unescape(quote)
            followed += 1
    assert followed > 500


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    for file in site.rglob("*.html"):
        ids[file.resolve()] = set(parsed(file.read_bytes()).xpath("//@id"))
    for file in site.rglob("*.html"):
        for href in parsed(file.read_bytes()).xpath("//a/@href"):
            name, _, anchor = href.partition("#")
            target = (file.parent / name).resolve() if name else file.resolve()
            assert target.exists(), href
            assert not anchor or anchor in ids[target], href


def test_the_search_page_lists_everybody_without_a_script(site: Path, wrong: Made) -> None:
    tree = parsed((site / "index.html").read_bytes())
    names = set(tree.xpath("//ul[@class='units']/li/a/text()"))
    assert names == {year.name for year in wrong[0].years}
    assert tree.xpath("//form[@hidden]")
    for file in (site / "d").glob("*.html"):
        assert not parsed(file.read_bytes()).xpath("//script | //link | //img")


def test_pages_have_one_heading_a_title_and_a_language(site: Path) -> None:
    for file in site.rglob("*.html"):
        tree = parsed(file.read_bytes())
        assert tree.get("lang") == "zh-CN"
        assert len(tree.xpath("//h1")) == 1
        assert tree.findtext(".//title")
        levels = [int(one.tag[1]) for one in tree.xpath("//h1|//h2|//h3|//h4")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), file
        assert all(svg.get("aria-label") for svg in tree.iter("{*}svg", "svg"))


def test_what_nobody_confirmed_is_not_shown(site: Path) -> None:
    for _, text in departments(site):
        assert "已确认的问题" not in text
        assert "未经确认" not in text


WRONG = (
    "<html><body><h1>青岚县水利局2023年度部门决算</h1><h2>一、支出情况</h2>"
    "<p>2023年支出合计1200.50万元，其中：基本支出800.00万元，项目支出300.50万元。</p></body></html>"
)


class _WithError(County):
    def files(self) -> Iterator[tuple[str, str]]:
        yield from super().files()
        yield "错.html", WRONG


def test_a_confirmed_finding_is_shown_with_its_place(tmp_path: Path) -> None:
    out = checked(_WithError(county(5, departments=2, years=2).years), tmp_path)
    prepare(out, [], lambda _: None)
    panel = Panel(out)
    (found,) = [f for d in panel.departments() for f in panel.findings(d.slug)]
    accept = tmp_path / "accept.json"
    for state, shown in (("成立", True), ("待说明", False)):
        accept.write_text(json.dumps({"verdicts": {found.key[:8]: state}}), "utf-8")
        pipeline.publish(str(out), tmp_path / "site", None, lambda _: None, Publication(accept=str(accept)))
        text = "".join(text for _, text in departments(tmp_path / "site"))
        assert ("已确认的问题" in text) is shown
        assert (found.message in unescape(text)) is shown


def test_remarks_are_shown_only_when_asked_and_as_not_confirmed(wrong: Made, tmp_path: Path) -> None:
    pipeline.publish(str(wrong[1]), tmp_path / "site", None, lambda _: None, Publication(remarks=True))
    told = [text for _, text in departments(tmp_path / "site") if "（未经确认）" in text]
    assert len(told) >= 7


def test_a_build_that_was_interrupted_is_built_again(wrong: Made, tmp_path: Path) -> None:
    def interrupt(words: str) -> None:
        if words.startswith("写出 2 页"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.publish(str(wrong[1]), tmp_path, None, interrupt, Publication())
    assert pipeline.publish(str(wrong[1]), tmp_path, None, lambda _: None, Publication()) == len(
        [file for file in tmp_path.rglob("*") if file.is_file() and file.name != "quanheng.json"]
    )


def test_a_site_is_replaced_and_a_strangers_folder_left_alone(wrong: Made, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert main(["public", str(wrong[1]), "--out", str(site)]) == 0
    gone = site / "d" / "gone.html"
    gone.write_text("old", "utf-8")
    manifest = site / "quanheng.json"
    listed = json.loads(manifest.read_text("utf-8"))["files"]
    manifest.write_text(json.dumps({"files": [*listed, "d/gone.html"]}), "utf-8")
    assert (
        main(["public", str(wrong[1]), "--out", str(site), "--title", "新名称", "--contact", "0734-000"]) == 0
    )
    assert not gone.exists()
    assert "新名称" in (site / "index.html").read_text("utf-8")
    assert "0734-000" in (site / "about.html").read_text("utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine", "utf-8")
    assert main(["public", str(wrong[1]), "--out", str(tmp_path / "other")]) == 2
    assert [file.name for file in (tmp_path / "other").iterdir()] == ["mine.txt"]
