"""A report is sent back, comes anew, and is reviewed with what was said of it before."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from quanheng.web.documents.models import Document
from tests.web.browser import Seat, follow
from tests.web.conftest import County
from tests.web.review_kit import report
from tests.web.review_room import Room, county, room

__all__ = ["county", "room"]


@pytest.fixture
def reports(county: County, tmp_path: Path) -> tuple[Path, Path]:
    """With a wrong sum; and put right, with other weights in the form."""
    wrong, right = tmp_path / "自评报告.md", tmp_path / "自评报告（改）.md"
    wrong.write_bytes(report(county.department.name))
    again = report(county.department.name, wrong=False).decode()
    again = again.replace("21公里 | 30 | 30", "21公里 | 25 | 25").replace("96% | 30 | 30", "96% | 35 | 35")
    right.write_text(again, encoding="utf-8")
    return wrong, right


def test_a_report_is_sent_back_and_comes_anew(county: County, room: Room, reports: tuple[Path, Path]) -> None:
    wrong, right = reports
    filler, signer, bureau = room["accountant"], room["leader"], room["performance"]
    page = filler.page
    follow(page.get_by_role("link", name="我的单位"))
    follow(page.get_by_role("link", name="建立", exact=True))
    follow(page.get_by_role("button", name="建立"))
    book = page.url
    follow(page.get_by_role("link", name="报送材料"))
    filler.upload("上传并核对", wrong)
    hands_in(filler, signer, book)
    sends_back(bureau, county)
    document = Document.objects.get()
    place = f"/quick/{document.pk}/"
    for name in ("leader", "performance", "division", "third_party"):
        assert room[name].answered(f"{place}next/", {}) == 403
    assert room["stranger"].answered(f"{place}next/", {}) == 404
    corrects(filler, book, right)
    assert bureau.answered(f"{place}2/") == 404
    hands_in(filler, signer, book)
    assert filler.answered(f"{place}next/", {}) in {409, 422}
    reviews_again(bureau, county)


def hands_in(filler: Seat, signer: Seat, book: str) -> None:
    """Through accountant and leader; errors that are left want a reason."""
    for one, name in ((filler, "送审签"), (signer, "报送")):
        one.page.goto(f"{book}sign/")
        reason = one.page.get_by_label(f"{name}的理由")
        if reason.count():
            reason.fill("已知悉")
        follow(one.page.get_by_role("button", name=name, exact=True))
        expect(one.page.get_by_text(f"已{name}").first).to_be_visible()


def sends_back(bureau: Seat, county: County) -> None:
    """The reviewer decides on all, and sends it back with a reason, which has to be given."""
    page = bureau.page
    bureau.go("/")
    follow(page.get_by_role("row", name=county.department.name).get_by_role("link"))
    follow(page.get_by_role("button", name="开始复核"))
    desk = page.url
    follow(page.locator("main table th a").first)
    for kind, key, tag in (("error", "1", "holds"), ("note", "1", "holds"), ("missing", "3", "explain")):
        page.locator(f"article.finding.{kind}").click()
        page.keyboard.press(key)
        expect(page.locator(f"article.finding.{kind} .tag-{tag}")).to_be_visible()
    page.goto(desk)
    page.get_by_label("退回的理由").fill("支出合计与分项不符，请改正后重新报送。")
    bureau.looked_at("80-desk-returning")
    follow(page.get_by_role("button", name="退回修改"))
    bureau.looked_at("81-desk-returned")


def corrects(filler: Seat, book: str, right: Path) -> None:
    """The unit reads why on its first page and on the book, and puts a new draft in the place of the old one."""
    page = filler.page
    filler.go("/")
    expect(page.get_by_text("财政局退回：支出合计与分项不符")).to_be_visible()
    filler.looked_at("82-home-returned")
    follow(page.get_by_role("link", name="绩效自评").first)
    assert page.url == book
    expect(page.locator(".sent-back")).to_contain_text("支出合计与分项不符")
    filler.looked_at("83-book-returned")
    follow(page.get_by_role("link", name="报送材料"))
    follow(page.get_by_role("link", name="自评报告", exact=True))
    page.locator("summary", has_text="新稿").click()
    filler.upload("核对新稿", right, field="#next")
    expect(page.locator("article.finding.error")).to_have_count(0)
    expect(page.locator("article.finding.missing .said")).to_contain_text("复核待说明")
    expect(page.locator("article.finding.note .said")).to_contain_text("原文已变，待重核")
    filler.looked_at("84-draft-again")


def reviews_again(bureau: Seat, county: County) -> None:
    """What did not change keeps its verdict; what changed is asked about again; what is gone is told."""
    page = bureau.page
    bureau.go("/")
    follow(page.get_by_role("row", name=county.department.name).get_by_role("link"))
    expect(page.get_by_text("退回过 1 次，单位已重新报送")).to_be_visible()
    expect(page.locator(".renewed")).to_contain_text("已消失 1 条")
    expect(page.locator(".renewed")).to_contain_text("原来的结论保留 1 条")
    expect(page.locator(".renewed")).to_contain_text("原文已变待重核 1 条")
    bureau.looked_at("85-desk-again")
    follow(page.get_by_role("button", name="开始复核"))
    follow(page.locator("main table th a").first)
    expect(page.locator("article.finding.missing .tag-explain")).to_be_visible()
    expect(page.locator("article.finding.note .tag-again")).to_be_visible()
    bureau.looked_at("86-draft-kept")
