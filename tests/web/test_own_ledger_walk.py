"""An office describes a ledger, a measure and a process before a browser, and they work there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from quanheng.web.events.log import broken
from quanheng.web.ledgers.models import Ledger, Run
from tests.web.browser import Seat, follow, seat
from tests.web.conftest import County, make_county
from tests.web.test_ledgers_of_offices import LEDGER, PROCESS

ROWS = (
    ("青岭1站", "2025-01-11", "2", "一般"),
    ("青岭2站", "2025-02-11", "3", "重大"),
    ("青岭3站", "2025-03-11", "4", "重大"),
)
MEASURE = {
    "title": "重大隐患", "kind": "sum", "of": "c3", "unit": "处",
    "column-0": "c4", "op-0": "is", "value-0": "重大", "year": "2025",
}  # fmt: skip

TAKEN = (
    ("s2", "下达整改", "2025-09-02", "王某", "r1", "整改"),
    ("s3", "复查销号", "2025-09-03", "王某", "r1", "整改"),
    ("s3", "复查销号", "2025-09-04", "李某", "r2", "销号"),
)
"""The steps after the first: what was done on which day by whom as what, and where the row then stands."""


@pytest.fixture
def clerk(transactional_db: None, live_server: Any, browser: Browser) -> Iterator[Seat]:  # noqa: ARG001
    county: County = make_county()
    assert county.department
    with seat(browser, live_server.url, "section") as made:
        made.sign_in()
        yield made
        assert not made.heard, "\n".join(made.heard)


def _fill(clerk: Seat, given: Mapping[str, Any], form: str = "form") -> None:
    """Fill the fields of a form as a person would: type, choose or tick."""
    for name, value in given.items():
        fields = clerk.page.locator(f"{form} [name='{name}']")
        kind = fields.first.evaluate("one => one.type")
        if kind == "checkbox":
            for one in [value] if isinstance(value, str) else value:
                clerk.page.locator(f"{form} [name='{name}'][value='{one}']").check()
        elif kind == "select-one":
            fields.first.select_option(value)
        else:
            fields.first.fill(value)


def _press(clerk: Seat, words: str) -> None:
    follow(clerk.page.get_by_role("button", name=words, exact=True).first)


def test_what_an_office_describes_works(clerk: Seat, tmp_path: Path) -> None:
    clerk.go("/ledgers/own/")
    _fill(clerk, LEDGER)
    _press(clerk, "保存")
    ledger = Ledger.objects.get(name="own-1")
    for row in ROWS:
        clerk.go(f"/ledgers/{ledger.pk}/add/")
        _fill(clerk, dict(zip(("c1", "c2", "c3", "c4"), row, strict=True)))
        _press(clerk, "保存")

    clerk.go(f"/ledgers/{ledger.pk}/measures/build/")
    _fill(clerk, MEASURE)
    _press(clerk, "算出来看")
    expect(clerk.page.locator(".value b")).to_have_text("7")
    _press(clerk, "保存这个取数")
    clerk.go(f"/ledgers/{ledger.pk}/measures/?year=2025")
    follow(clerk.page.get_by_role("link", name="重大隐患"))
    expect(clerk.page.locator(".value b")).to_have_text("7")

    clerk.go(f"/ledgers/{ledger.pk}/own-process/")
    _fill(clerk, PROCESS | {"who-1": ""})
    _press(clerk, "保存流程")
    expect(clerk.page.locator(".error-summary")).to_contain_text("没有写由谁办")
    _fill(clerk, {"who-1": "安全股"})
    _press(clerk, "保存流程")

    clerk.go(f"/ledgers/{ledger.pk}/process/begin/s1/")
    clerk.page.get_by_text("代为登记别人在纸面上办的").click()
    first = {"c1": "青岭9站", "c2": "2025-09-01", "on": "2025-09-01", "person": "王某", "role": "r1"}
    _fill(clerk, first)
    _press(clerk, "检查登记")
    expect(clerk.page.locator(".error-summary")).to_contain_text("没有附：检查记录表")
    paper = tmp_path / "记录.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    clerk.page.locator("input[type=file]").first.set_input_files(str(paper))
    if not clerk.page.get_by_label("办理人姓名").is_visible():
        clerk.page.get_by_text("代为登记别人在纸面上办的").click()
    _fill(clerk, first)
    _press(clerk, "检查登记")
    for step, title, on, who, role, state in TAKEN:
        card = clerk.page.locator(f"#other-{step}")
        card.locator("summary").first.click()
        more = {"c3": "2"} if step == "s3" else {}
        _fill(clerk, {"on": on, "person": who, "role": role, **more}, f"#other-{step} form")
        follow(card.get_by_role("button", name=f"登记“{title}”"))
        assert Run.objects.get().state == state
    assert Run.objects.get().ended
    expect(clerk.page.get_by_text("已经走完，没有下一步。")).to_be_visible()
    assert not list(broken())
