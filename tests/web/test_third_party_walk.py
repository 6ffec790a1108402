"""A third party drafts a review and the bureau confirms it; who has no part in it is refused."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import docx
from playwright.sync_api import expect

from quanheng.web.campaigns.models import Assignment, Letter, ReviewScore, Task
from quanheng.web.documents.models import Verdict
from quanheng.web.files.store import content
from quanheng.web.rectification.models import Item
from tests.web.browser import Seat, follow
from tests.web.conftest import County
from tests.web.review_kit import handed_in
from tests.web.review_room import Room, county, room

__all__ = ["county", "room"]

OTHERS = ("stranger", "section", "manager")
"""They have no part in the review of the department: its pages are not there for them."""


def test_a_third_party_drafts_and_the_bureau_confirms(county: County, room: Room) -> None:
    task = handed_in(county)
    Task.objects.create(campaign=county.campaign, unit=county.other)
    foreign = handed_in(county, county.other)
    desk, foreign_desk = f"/campaigns/desk/{task.pk}/", f"/campaigns/desk/{foreign.pk}/"
    drafts_the_review(room["third_party"], county, foreign_desk)
    third, bureau = room["third_party"], room["performance"]
    for name, post in (("take_up", {}), ("return", {"reason": "缺附表"}), ("pass", {})):
        assert third.answered(f"{desk}step/{name}/", {"version": str(task.version), **post}) == 403
        assert third.answered(f"{foreign_desk}step/{name}/", {"version": "1", **post}) == 404
    letter = Letter.objects.get()
    given = {"letter": str(letter.pk), "version": str(letter.version), "task_version": str(task.version)}
    assert third.answered(f"{desk}letter/sign/", given) == 403
    assert third.answered(f"{desk}adopt/", {"seen": ""}) == 403
    assert third.answered(f"/campaigns/{county.campaign.pk}/sampling/") == 403
    for name in OTHERS:
        assert room[name].answered(desk) == 404
    confirms(bureau, county)
    assert {one.state for one in ReviewScore.objects.filter(task=task, review_score__isnull=False)} == {
        "settled"
    }
    settled = Verdict.objects.filter(side=Verdict.Side.REVIEW, proposed=False)
    assert {(one.choice, str(one.by)) for one in settled} == {
        ("holds", "performance"),
        ("explain", "performance"),
    }
    Assignment.objects.update(ends=date.today() - timedelta(days=1))
    assert third.answered(desk) == 404
    third.go("/")
    expect(third.page.get_by_text("暂无待办").first).to_be_visible()
    third.looked_at("78-third-over")


def drafts_the_review(third: Seat, county: County, foreign_desk: str) -> None:
    """Verdicts, points and a letter, for the one unit that was assigned; another's is not there."""
    page = third.page
    third.go("/")
    third.looked_at("70-third-home")
    expect(page.get_by_text(county.other.name)).to_have_count(0)
    follow(page.get_by_role("link", name="复核工作"))
    follow(page.locator("main table a").first)
    expect(page.locator("table tbody tr")).to_have_count(1)
    third.looked_at("71-third-board")
    assert third.answered(foreign_desk) == 404
    follow(page.get_by_role("link", name=county.department.name))
    expect(page.get_by_role("button", name="退回修改")).to_have_count(0)
    expect(page.get_by_role("button", name="通过")).to_have_count(0)
    third.looked_at("72-third-desk")
    follow(page.locator("main table th a").first)
    page.locator("article.finding.error").click()
    page.keyboard.press("1")
    expect(page.locator("article.finding.error .said")).to_contain_text("建议成立")
    page.locator("article.finding.missing").click()
    page.keyboard.press("3")
    expect(page.locator("article.finding.missing .said")).to_contain_text("建议待说明")
    expect(page.locator(".adopt")).to_have_count(0)
    third.looked_at("73-third-draft")
    follow(page.get_by_role("link", name="复核台"))
    follow(page.get_by_role("link", name="复核表", exact=True))
    row = page.locator("article.score-row").nth(2)
    row.get_by_label("扣分理由").select_option("no-proof:100")
    row.get_by_role("button", name="提出建议").click()
    expect(page.locator("article.score-row").nth(2)).to_contain_text("建议")
    third.looked_at("74-third-sheet")
    follow(page.get_by_role("link", name="意见书", exact=True))
    follow(page.get_by_role("button", name="拟意见书"))
    expect(page.locator("[data-block]")).to_have_count(2)
    expect(page.get_by_role("button", name="签发")).to_have_count(0)
    page.get_by_label("总体情况").fill("你单位自评得分98分，本次复核提出两项事项。")
    follow(page.get_by_role("button", name="保存", exact=True))
    third.looked_at("75-third-letter")


def confirms(bureau: Seat, county: County) -> None:
    """A letter that rests on proposals cannot be signed; adopted they are the bureau's word, then it can."""
    page = bureau.page
    bureau.go("/")
    follow(page.get_by_role("row", name=county.department.name).get_by_role("link"))
    desk = page.url
    expect(page.get_by_role("heading", name="等您采纳的建议")).to_be_visible()
    bureau.looked_at("76-desk-proposals")
    follow(page.get_by_role("link", name="意见书", exact=True))
    expect(page.get_by_text("还只是建议").first).to_be_visible()
    follow(page.get_by_role("button", name="签发", exact=True))
    expect(page.get_by_role("heading", name="没有签发")).to_be_visible()
    page.goto(desk)
    follow(page.locator("main table th a").first)
    card = page.locator("article.finding.error")
    expect(card.get_by_role("button", name="采纳")).to_be_visible()
    bureau.looked_at("76-draft-proposals")
    card.get_by_role("button", name="采纳").click()
    expect(card.locator(".tag-holds")).to_be_visible()
    page.goto(desk)
    follow(page.get_by_role("button", name="全部采纳"))
    expect(page.get_by_text("已采纳：结论 1 条，复核得分 1 项")).to_be_visible()
    bureau.looked_at("77-desk-adopted")
    follow(page.get_by_role("link", name="意见书", exact=True))
    follow(page.get_by_role("button", name="签发", exact=True))
    expect(page.get_by_text("整改事项已下达")).to_be_visible()
    assert Item.objects.count() == 2
    assert "本次复核提出两项事项" in _text(Letter.objects.get())


def _text(letter: Letter) -> str:
    assert letter.file is not None
    return "\n".join(one.text for one in docx.Document(BytesIO(content(letter.file))).paragraphs)
