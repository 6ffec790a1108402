"""A headless Chromium that hears everything: console, failed answers, requests to elsewhere, faults of access."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, sync_playwright

from tests.web.pictures import changed, small

PASSWORD = "long enough to pass"
OFFICE = {"width": 1366, "height": 768}
DOUBLE = {"width": 683, "height": 384}
"""What a page of 1366x768 has to lay itself out in when the reader zooms to 200 %."""
_GRAVE = {"serious", "critical"}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; the ORM may be asked beside it, for Playwright's loop is not ours.

    Where there is none the test fails, unless WITHOUT says that it is to be left out.
    """
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None and "chromium" in os.environ.get("WITHOUT", "").split():
        pytest.skip("按 WITHOUT 的要求不用浏览器测试")
    assert path, "没有 chromium。请执行 tools/system，或 apt-get install chromium"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def follow(place: Locator) -> None:
    """Click what leads to another page, and be there before anything else is done.

    A click alone may come back while the old page still stands: that one would be looked at, and who comes next, at
    this window or at another, would come before the server has heard of it.
    """
    with place.page.expect_navigation():
        place.click()


@dataclass
class Seat:
    """A person before a browser of their own. `heard` is what must not happen, in words; `provoked` a status that may."""

    name: str
    address: str
    context: BrowserContext
    page: Page
    heard: list[str] = field(default_factory=list)
    provoked: int = 0

    def go(self, path: str) -> None:
        """Open an address of the workspace."""
        self.page.goto(self.address + path)

    def sign_in(self, password: str = PASSWORD) -> None:
        """With the password of the tests, or another."""
        self.go("/account/login/")
        self.page.get_by_label("用户名").fill(self.name)
        self.page.get_by_label("密码", exact=True).fill(password)
        follow(self.page.get_by_role("button", name="登录"))

    def upload(self, button: str, *files: Path, field: str = "input[type=file]") -> None:
        """Choose files in the first file field of the page and send them."""
        self.page.locator(field).first.set_input_files([str(file) for file in files])
        follow(self.page.get_by_role("button", name=button).first)

    def answered(self, path: str, given: dict[str, Any] | None = None) -> int:
        """The status that the address answers this person with, without leaving the page; `given` is posted."""
        if given is None:
            return self.context.request.get(self.address + path).status
        token = next(str(one["value"]) for one in self.context.cookies() if one["name"] == "csrftoken")
        sent = self.context.request.post(
            self.address + path, form=given, headers={"X-CSRFToken": token}, max_redirects=0
        )
        return sent.status

    def looked_at(self, name: str) -> None:
        """Grave faults of access go to `heard`, sideways scrolling and another look than before at both sizes."""
        for one in Axe().run(self.page).response["violations"]:
            if one["impact"] in _GRAVE:
                where = "; ".join(str(node["target"]) + " " + node["html"][:90] for node in one["nodes"][:3])
                self.heard.append(f"{name}: axe {one['id']} {one['help']}: {where}")
        for label, size in (("", OFFICE), ("-200", DOUBLE)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # the library wants its own dict
            self._wide(f"{name}{label}")
            self._picture(f"{name}{label}")
        self.page.set_viewport_size(OFFICE)  # type: ignore[arg-type]

    def _wide(self, name: str) -> None:
        over: int = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over > 0:
            self.heard.append(f"{name}: {over} pixels too wide: {self.page.evaluate(_WIDEST)}")

    def _picture(self, name: str) -> None:
        picture = self.page.screenshot(animations="disabled")
        folder = os.environ.get("QUANHENG_PICTURES")
        if folder:
            kept = Path(folder) / "small" / f"{name}.png"
            kept.parent.mkdir(parents=True, exist_ok=True)
            small(picture).save(kept, optimize=True)
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=not name.endswith("-200"))
        elif words := changed(name, picture):
            self.heard.append(words)


_WIDEST = """() => [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right >
  document.documentElement.clientWidth + 1).slice(0, 3).map(one => one.tagName + '.' + one.className)"""


@contextmanager
def seat(browser: Browser, address: str, name: str) -> Iterator[Seat]:
    """A browser window for one person; what was heard is asserted by the caller."""
    context = browser.new_context(viewport=OFFICE, locale="zh-CN", accept_downloads=True)  # type: ignore[arg-type]
    made = Seat(name, address, context, context.new_page())
    made.page.set_default_timeout(20_000)
    _listen(made)
    try:
        yield made
    finally:
        context.close()


def _listen(made: Seat) -> None:
    host = urlsplit(made.address).netloc

    def request(asked: Any) -> None:
        if urlsplit(asked.url).netloc not in {host, ""}:
            made.heard.append(f"request to elsewhere: {asked.url}")

    def console(message: Any) -> None:
        # A refusal that the walk provokes shows as a failed request; everything else is ours.
        expected = rf"status of (403|404|409|422|{made.provoked})"
        if message.type == "error" and not re.search(expected, message.text):
            made.heard.append(f"console: {message.text} at {made.page.url}")

    def response(answer: Response) -> None:
        if answer.status >= 500 and answer.status != made.provoked:
            made.heard.append(f"{answer.status} {answer.url}")

    made.context.on("request", request)
    made.page.on("console", console)
    made.page.on("pageerror", lambda fault: made.heard.append(f"page error: {fault} at {made.page.url}"))
    made.context.on("response", response)
