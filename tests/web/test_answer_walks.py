"""What a unit answers to a letter, asking for more time or not accepting it, and what the reviewers say to that."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import docx
from playwright.sync_api import expect

from quanheng.web.campaigns.letters import put_together, sign
from quanheng.web.campaigns.models import Task
from quanheng.web.documents.models import Document, Draft, Finding
from quanheng.web.documents.verdicts import decide
from quanheng.web.events.models import Event
from quanheng.web.rectification.earlier import last_year
from quanheng.web.rectification.models import Answer, Item
from tests.web.browser import Seat, follow
from tests.web.conftest import County
from tests.web.review_kit import handed_in
from tests.web.review_room import Room, county, room

__all__ = ["county", "room"]


def issued(county: County) -> Task:
    """A signed letter with one matter, as the unit finds it."""
    reviewer = county.people["performance"]
    task = handed_in(county)
    Document.objects.update(year=county.campaign.year)
    finding = Finding.objects.get(severity="error")
    decide(finding.draft.document, finding, "holds", "", reviewer)
    letter = put_together(task, reviewer)
    sign(letter, reviewer, letter.version, task.version)
    county.task.refresh_from_db()
    return county.task


def test_more_time_is_asked_for_refused_and_granted(county: County, room: Room) -> None:
    task = issued(county)
    filler, bureau = room["accountant"], room["performance"]
    first = Item.objects.get().due
    page = filler.page
    filler.go("/")
    follow(page.get_by_role("link", name="绩效自评").first)
    follow(page.get_by_role("button", name="签收"))
    asks_for(filler, first + timedelta(days=10), "")
    expect(page.get_by_role("alert")).to_contain_text("申请延期要写明理由")
    expect(page.get_by_label("申请延期")).to_be_checked()
    filler.looked_at("90-extension-lacking")
    asks_for(filler, first + timedelta(days=10), "等省里批复口径")
    expect(page.locator("article.item .state").first).to_have_text("申请延期")
    filler.looked_at("91-extension-asked")
    item = Item.objects.get()
    settling = f"/rectification/item/{item.pk}/settle/"
    posted = {"passed": "1", "version": str(item.version), "words": "同意"}
    for name, status in (("accountant", 403), ("leader", 403), ("third_party", 403), ("stranger", 404)):
        assert room[name].answered(settling, posted) == status
    refuses_time(bureau, county)
    assert Item.objects.get().due == first
    page.reload()
    expect(page.locator("article.item")).to_contain_text("不同意延期")
    filler.looked_at("94-extension-denied")
    page.locator("summary", has_text="答复").click()
    asks_for(filler, first + timedelta(days=5), "审计进点，五日内补齐")
    given = first + timedelta(days=3)
    grants_time(bureau, county, given)
    page.reload()
    expect(page.locator("article.item h2")).to_contain_text(given.isoformat())
    assert (Item.objects.get().due, Item.objects.get().state) == (given, Item.State.WORKING)
    kinds = [one.kind for one in Answer.objects.order_by("pk")]
    assert kinds == ["extend", "denied", "extend", "granted"]
    assert Event.objects.filter(action="settle", words__contains="同意延期至").exists()
    assert task.items.count() == 1


def asks_for(filler: Seat, until: date, why: str) -> None:
    """The form of an item, filled in for more time."""
    page = filler.page
    page.get_by_label("申请延期").check()
    page.get_by_label("延期至").fill(until.isoformat())
    page.get_by_label("答复内容").fill(why)
    follow(page.get_by_role("button", name="提交答复"))


def refuses_time(bureau: Seat, county: County) -> None:
    """No wants a reason."""
    page = bureau.page
    bureau.go("/")
    follow(page.get_by_role("link", name=county.department.name))
    bureau.looked_at("92-extension-to-decide")
    follow(page.get_by_role("button", name="不同意延期"))
    expect(page.get_by_role("alert")).to_contain_text("要写明理由")
    page.get_by_label("复核意见").fill("期限已够，请按期办结")
    follow(page.get_by_role("button", name="不同意延期"))
    expect(page.locator("article.item .state").first).to_have_text("整改中")
    bureau.looked_at("93-extension-refused")


def grants_time(bureau: Seat, county: County, until: date) -> None:
    """Yes moves the deadline, there and on the board, to the day that the reviewer writes."""
    page = bureau.page
    bureau.go("/rectification/")
    expect(page.get_by_text("申请延期").first).to_be_visible()
    bureau.looked_at("95-board-extension")
    follow(page.get_by_role("link", name=county.department.name))
    page.get_by_label("延期至").fill(until.isoformat())
    follow(page.get_by_role("button", name="同意延期", exact=True))
    bureau.looked_at("96-extension-granted")


def test_a_unit_does_not_accept_a_finding(county: County, room: Room, tmp_path: Path) -> None:
    issued(county)
    proof = tmp_path / "批复.pdf"
    proof.write_bytes(b"%PDF-1.4 proof")
    filler, bureau = room["accountant"], room["performance"]
    page = filler.page
    filler.go("/rectification/")
    follow(page.locator(".board a.item"))
    follow(page.get_by_role("button", name="签收"))
    does_not_accept(filler, "合计含上年结转50万元", proof)
    filler.looked_at("100-objection")
    upholds(bureau, county)
    page.reload()
    expect(page.locator("article.item")).to_contain_text("维持原意见")
    page.locator("summary", has_text="答复").click()
    does_not_accept(filler, "决算批复第三条写明含结转50万元，见佐证", proof)
    for name, status in (("leader", 403), ("third_party", 403), ("auditor", 403), ("stranger", 404)):
        item = Item.objects.get()
        words = {"passed": "1", "version": str(item.version), "words": "采纳"}
        assert room[name].answered(f"/rectification/item/{item.pk}/settle/", words) == status
    withdraws(bureau, county)
    tells_everywhere(bureau, filler, county)


def does_not_accept(filler: Seat, why: str, proof: Path) -> None:
    """不认可 with its reason and what proves it."""
    page = filler.page
    page.get_by_label("不认可").check()
    page.get_by_label("答复内容").fill(why)
    page.get_by_label("佐证").set_input_files(str(proof))
    follow(page.get_by_role("button", name="提交答复"))
    expect(page.locator("article.item .said").last).to_contain_text("不认可")


def upholds(bureau: Seat, county: County) -> None:
    """The reviewer keeps to the letter, and says why."""
    page = bureau.page
    bureau.go("/")
    follow(page.get_by_role("link", name=county.department.name))
    bureau.looked_at("101-objection-to-decide")
    page.get_by_label("复核意见").fill("报告正文没有写结转，请补充说明或更正")
    follow(page.get_by_role("button", name="维持原意见"))
    bureau.looked_at("102-objection-upheld")


def withdraws(bureau: Seat, county: County) -> None:
    """Adopting wants a reason as well: it takes back what a signed letter says."""
    page = bureau.page
    bureau.go("/")
    follow(page.get_by_role("link", name=county.department.name))
    follow(page.get_by_role("button", name="采纳，撤销这一项"))
    expect(page.get_by_role("alert")).to_contain_text("要写明理由")
    page.get_by_label("复核意见").fill("决算批复已写明含结转")
    follow(page.get_by_role("button", name="采纳，撤销这一项"))
    expect(page.locator("article.item .state").first).to_have_text("已撤销")
    bureau.looked_at("103-objection-adopted")


def tells_everywhere(bureau: Seat, filler: Seat, county: County) -> None:
    """Item, letter, paper, draft, log, and next year's check."""
    page = bureau.page
    assert (Item.objects.get().state, Task.objects.get().state) == (Item.State.WITHDRAWN, Task.State.CLOSED)
    bureau.go(f"/campaigns/desk/{county.task.pk}/letter/")
    expect(page.locator("table.issued")).to_contain_text("采纳单位意见，撤销：决算批复已写明含结转")
    bureau.looked_at("104-letter-afterwards")
    with page.expect_download() as got:
        page.get_by_role("link", name="整改复核结果（Word）").click()
    table = docx.Document(str(got.value.path())).tables[0]
    assert "采纳单位意见，撤销" in table.rows[1].cells[3].text
    bureau.go(f"/quick/{Document.objects.get().pk}/1/")
    expect(page.locator("article.finding.error .tag-not")).to_be_visible()
    filler.go("/log/?words=撤销")
    expect(filler.page.get_by_text("0001 采纳单位意见，撤销").first).to_be_visible()
    filler.looked_at("105-log-objection")
    draft = Draft.objects.get()
    Document.objects.filter(pk=draft.document_id).update(year=county.campaign.year + 1)
    assert last_year(Document.objects.get(), county.people["performance"], draft) == []
