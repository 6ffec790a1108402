"""A long document in a browser: how long until the first finding, to another page, to the next finding, to a word.

    python -m bench.big_document --pages 200 --findings 400

Uploads a Word file of some twenty pages for the first finding, then one with that many pages and slips. Prints
milliseconds, seen by Chromium at 1366 × 768.
"""

from __future__ import annotations

import argparse
import io
import time
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, sync_playwright

from bench.visits import PASSWORD, Workspace

CHROMIUM = "/usr/bin/chromium"
_LINES = 30
"""Paragraphs that fill a page of Word, about."""
_HERE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def report(pages: int, findings: int) -> bytes:
    """A Word report of so many pages, with slips spread over it; the other paragraphs agree with themselves."""
    made = Document()
    made.add_paragraph("青岭县水务局2024年度部门整体支出绩效自评报告")
    lines = pages * _LINES
    every = max(1, lines // max(findings, 1))
    slips = 0
    for number in range(lines):
        if number % _LINES == 0:
            made.add_heading(f"第{number // _LINES + 1}部分 {number // _LINES + 1}号工程", 2)
            if number:
                made.paragraphs[-1].paragraph_format.page_break_before = True
        whole = 1000 + number
        part, other = 600, whole - 600
        wrong = number % every == 0 and slips < findings
        slips += wrong
        made.add_paragraph(
            f"{number + 1}号工程2024年支出{whole}.00万元，其中：工程费{part}.00万元，"
            f"设备费{other + (90 if wrong else 0)}.00万元。"
        )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def timed(page: Page, act: object, script: str, argument: object = None) -> float:
    """Milliseconds from an action until a condition holds on the page and is painted."""
    start = time.perf_counter()
    act()  # type: ignore[operator]
    page.wait_for_function(script, arg=argument, timeout=120_000, polling=10)
    page.evaluate(_HERE)
    return 1000 * (time.perf_counter() - start)


def upload(page: Page, base: str, file: Path) -> tuple[float, float]:
    """Milliseconds from the choice of the file until the first finding is seen, and until the result is there."""
    page.goto(f"{base}/quick/")
    start = time.perf_counter()
    page.set_input_files("input[type=file]", str(file))  # the page sends it at once
    page.wait_for_selector(".early li, #cards article", timeout=300_000)
    first = 1000 * (time.perf_counter() - start)
    page.wait_for_selector("#cards article", timeout=600_000)
    return first, 1000 * (time.perf_counter() - start)


def main() -> None:
    """Parse the command line, walk, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--findings", type=int, default=400)
    given = parser.parse_args()
    with Workspace() as workspace, sync_playwright() as play:
        base = f"http://127.0.0.1:{workspace.port}"
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{base}/account/login/")
        page.fill("input[name=login]", "kuaiji")
        page.fill("input[name=password]", PASSWORD)
        page.click("main button")
        small, big = workspace.home / "二十页.docx", workspace.home / "大文件.docx"
        small.write_bytes(report(20, 40))
        big.write_bytes(report(given.pages, given.findings))
        first, whole = upload(page, base, small)
        print(f"20 pages: first finding {first:.0f} ms, result {whole:.0f} ms after the choice of the file")
        first, whole = upload(page, base, big)
        cards = page.locator("#cards article").count()
        print(f"{given.pages} pages: first finding {first:.0f} ms, result {whole:.0f} ms, {cards} findings")
        _use(page, given.pages)
        browser.close()


def _use(page: Page, pages: int) -> None:
    start = time.perf_counter()
    page.reload()
    page.wait_for_selector("#cards article")
    page.evaluate(_HERE)
    print(f"open the result again: {1000 * (time.perf_counter() - start):.0f} ms")
    place = (
        "n => { const a = document.querySelectorAll('.outline a')[n]; const t = document.getElementById(a.hash.slice(1));\
      const r = t.getBoundingClientRect(); return r.top > -5 && r.top < innerHeight; }"
    )
    chapters = page.locator(".outline a")
    jumps = []
    last = chapters.count() - 1
    for number in (last // 2, last, 1, last // 3):
        chapters.nth(number).scroll_into_view_if_needed()
        click = "n => document.querySelectorAll('.outline a')[n].click()"
        jumps.append(timed(page, lambda: page.evaluate(click, number), place, number))  # noqa: B023
    print(f"to another page: {max(jumps):.0f} ms at most of {len(jumps)}")
    page.click("#findings h2")
    steps = []
    chosen = "() => { const c = document.querySelector('#cards .selected'); return c ? c.id : ''; }"
    for _ in range(10):
        before = page.evaluate(chosen)
        other = f"before => ({chosen})() !== before"
        steps.append(timed(page, lambda: page.keyboard.press("j"), other, before))
    print(f"to the next finding (j): {max(steps):.0f} ms at most of {len(steps)}")
    find = "w => { getSelection().removeAllRanges(); return window.find(w); }"
    start = time.perf_counter()
    found = page.evaluate(find, f"{pages - 1}号工程")
    page.evaluate(_HERE)
    print(
        f"search for a word on the last pages: {1000 * (time.perf_counter() - start):.0f} ms, found: {found}"
    )


if __name__ == "__main__":
    main()
