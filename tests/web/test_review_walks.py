"""What goes to and fro between a unit, a third party and the bureau, by people before browsers.

A third party drafts and the bureau confirms; a report is sent back and comes anew; more time is asked for; a unit does
not accept what a letter says. In each, who has no part in it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, expect

from quanheng.web.campaigns.letters import put_together, sign
from quanheng.web.campaigns.models import Assignment, Letter, ReviewScore, Task
from quanheng.web.documents.models import Document, Draft, Finding, Verdict
from quanheng.web.documents.verdicts import decide
from quanheng.web.events.log import broken
from quanheng.web.events.models import Event
from quanheng.web.files.store import content
from quanheng.web.rectification.earlier import last_year
from quanheng.web.rectification.models import Answer, Item
from tests.web.browser import Seat, chromium, follow, seat
from tests.web.conftest import County, make_county
from tests.web.review_kit import handed_in, report

OTHERS = ("stranger", "section", "manager")
"""They have no part in the review of the department: its pages are not there for them."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def county(transactional_db: None) -> County:  # noqa: ARG001
    made = make_county()
    made.campaign.office = {"复核单位": "青岭县财政局", "联系人": "周工", "联系电话": "2266"}
    made.campaign.forms = ["self_evaluation_report"]
    made.campaign.save()
    return made


class Room:
    """Everybody who is needed, each signed in at a window of their own."""

    def __init__(self, open_: ExitStack, browser: Browser, address: str) -> None:
        self._open, self._browser, self._address = open_, browser, address
        self.seats: dict[str, Seat] = {}

    def __getitem__(self, name: str) -> Seat:
        """The person at their window; who has not come yet comes and signs in."""
        if name not in self.seats:
            self.seats[name] = self._open.enter_context(seat(self._browser, self._address, name))
            self.seats[name].sign_in()
        return self.seats[name]

    @property
    def heard(self) -> list[str]:
        """What must not happen, of all."""
        return [f"{one.name}: {words}" for one in self.seats.values() for words in one.heard]


@pytest.fixture
def room(county: County, live_server: Any, browser: Browser) -> Iterator[Room]:  # noqa: ARG001
    with ExitStack() as open_:
        made = Room(open_, browser, live_server.url)
        yield made
        assert not made.heard, "\n".join(made.heard)
        assert list(broken()) == []


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
