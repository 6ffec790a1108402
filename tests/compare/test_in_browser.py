"""The pages for the public and of a comparison in a browser: axe-core finds nothing, and no script is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from quanheng import pipeline
from quanheng.cli import main
from quanheng.model.review import Failure
from quanheng.pipeline import Publication
from tests.compare.conftest import Made
from tests.web.browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def site(wrong: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "pages"
    wanted = Publication(contact="0000-0000000", remarks=True)
    made = pipeline.publish(str(wrong[1]), out, None, lambda _: None, wanted)
    assert not isinstance(made, Failure)
    return out


def test_axe_has_nothing_to_say(site: Path, wrong: Made, browser: Browser, tmp_path: Path) -> None:
    compared = tmp_path / "比较.html"
    assert main(["compare", str(wrong[1]), "--format", "html", "-o", str(compared)]) == 0
    largest = sorted((site / "d").glob("*.html"), key=lambda file: -file.stat().st_size)[:2]
    documents = sorted((site / "doc").glob("*.html"))[:2]
    for file in (site / "index.html", site / "about.html", compared, *largest, *documents):
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(file.as_uri())
        found = Axe().run(page)
        assert found.response["passes"], "axe looked at nothing"
        assert found.violations_count == 0, (file.name, found.generate_report())
        page.close()


def test_a_unit_is_found_with_and_without_a_script(site: Path, wrong: Made, browser: Browser) -> None:
    name = wrong[0].years[0].name
    plain = browser.new_page(java_script_enabled=False)
    plain.goto((site / "index.html").as_uri())
    assert not plain.locator("#search").is_visible()
    plain.get_by_role("link", name=name, exact=True).first.click()
    assert plain.locator("h1").inner_text() == name
    plain.locator("td.number a").first.click()
    target = plain.url.partition("#")[2]
    assert plain.locator(f"[id='{target}']").is_visible()
    scripted = browser.new_page()
    scripted.goto((site / "index.html").as_uri())
    before = scripted.locator("ul.units li:visible").count()
    scripted.fill("#words", name)
    assert 1 <= scripted.locator("ul.units li:visible").count() < before
    assert scripted.get_by_role("link", name=name, exact=True).first.is_visible()


def test_nothing_is_wider_than_a_small_screen(site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for file in (site / "index.html", *sorted((site / "d").glob("*.html"))[:3]):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, file.name
