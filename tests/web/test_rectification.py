"""From a finding that holds to a closed item, and into next year's check."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from quanheng.web.campaigns.letters import edited, put_together, sign
from quanheng.web.campaigns.models import Campaign, Letter, Task
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Document, Draft, Finding, Verdict
from quanheng.web.documents.verdicts import decide
from quanheng.web.events.log import broken
from quanheng.web.rectification import items, outcome, settling
from quanheng.web.rectification.earlier import earlier_of, last_year
from quanheng.web.rectification.models import Item
from quanheng.web.rectification.rechecks import marks, rechecks

WRONG = (
    "青岭县水务局2025年度部门整体支出绩效自评报告\n"
    "2025年支出1000.00万元，其中基本支出600.00万元，占支出的70.00%，项目支出400.00万元，占支出的40.00%。"
)
RIGHT = WRONG.replace("70.00%", "60.00%")


@pytest.fixture
def draft(county: Any) -> Draft:
    people, task = county.people, county.task
    made = receive("自评.txt", [WRONG.encode()], people["accountant"], unit=county.department, task=task)
    Document.objects.update(year=2025)
    task = take(task, "prepare", people["accountant"], 1)
    county.task = take(task, "submit", people["leader"], 2)
    made.refresh_from_db()
    return made


@pytest.fixture
def letter(county: Any, draft: Draft) -> Letter:
    reviewer = county.people["performance"]
    county.task = take(county.task, "take_up", reviewer, county.task.version)
    finding = Finding.objects.get(draft=draft, severity="error")
    decide(draft.document, finding, "holds", "", reviewer)
    made: Letter = put_together(county.task, reviewer)
    return made


@pytest.fixture
def item(county: Any, letter: Letter) -> Item:
    signed(letter, county)
    return Item.objects.get()


def signed(letter: Letter, county: Any) -> None:
    sign(letter, county.people["performance"], letter.version, county.task.version)
    county.task.refresh_from_db()


def test_submission_opens_the_newest_draft(draft: Draft, county: Any) -> None:
    assert draft.submitted_at is not None
    assert Draft.objects.visible_to(county.people["performance"], "view_whole").count() == 1
    later = receive("二稿.txt", [RIGHT.encode()], county.people["accountant"], document=draft.document)
    seen = Draft.objects.visible_to(county.people["performance"], "view_whole")
    assert later not in seen


def test_signing_a_letter_makes_its_items(letter: Letter, county: Any) -> None:
    given = {
        "新-组": "建议",
        "新-位置": "全文",
        "新-问题": "没有附满意度问卷",
        "新-要求": "下年附上",
        "更正-1-问题": "占比写错",
    }
    letter = edited(letter, given, county.people["performance"], letter.version)
    with pytest.raises(PermissionDenied):
        sign(letter, county.people["third_party"], letter.version, county.task.version)
    assert not Item.objects.exists()
    signed(letter, county)
    first, second = Item.objects.order_by("number")
    assert (first.message, first.ask, len(first.keys)) == ("占比写错", Item.Ask.CORRECT, 1)
    assert first.due == timezone.localdate() + timedelta(days=30)
    assert (second.message, second.ask, second.keys, second.draft) == (
        "没有附满意度问卷",
        Item.Ask.IMPROVE,
        [],
        None,
    )
    assert county.task.state == Task.State.OPINION


def test_the_days_of_the_letter_begin_when_it_is_received(item: Item, county: Any) -> None:
    Item.objects.update(due=timezone.localdate() - timedelta(days=3))
    county.campaign.answer_days = 20
    county.campaign.save()
    items.acknowledge(Task.objects.get(pk=county.task.pk), county.people["accountant"])
    item.refresh_from_db()
    assert item.due == timezone.localdate() + timedelta(days=20)
    county.task.refresh_from_db()
    assert county.task.state == Task.State.RECTIFYING


def test_a_corrected_file_marks_the_item_gone_and_it_is_closed(item: Item, county: Any) -> None:
    accountant, reviewer = county.people["accountant"], county.people["performance"]
    assert items.acknowledge(county.task, accountant) == 1
    assert state_for(county, "accountant") == ""
    receive("更正稿.txt", [RIGHT.encode()], accountant, document=item.document)
    assert state_for(county, "accountant") == "已消失"
    assert state_for(county, "performance") == ""
    mark = marks(county.task, rechecks(county.task, accountant))[0]
    answered = items.answer(mark.item, items.Said("corrected", draft=mark.draft), accountant, 2)
    handed = answered.answers.get().draft
    assert handed is not None
    assert handed.submitted_at is not None
    with pytest.raises(PermissionDenied):
        settling.settle(answered, settling.Word(True), accountant, 3)
    with pytest.raises(Stale):
        settling.settle(answered, settling.Word(True), reviewer, 1)
    assert state_for(county, "performance") == "已消失"
    assert settling.settle(answered, settling.Word(True), reviewer, 3).state == Item.State.CLOSED
    county.task.refresh_from_db()
    assert county.task.state == Task.State.CLOSED
    assert list(broken()) == []


def state_for(county: Any, role: str) -> str:
    return marks(county.task, rechecks(county.task, county.people[role]))[0].state


@pytest.mark.parametrize(
    ("text", "state", "new"),
    [
        (WRONG + "\n", "仍在", 0),
        (RIGHT, "已消失", 0),
        (WRONG.replace("70.00%", "80.00%"), "原问题已变，同一事项又有新问题", 1),
        (RIGHT.replace("40.00%", "45.00%"), "已消失", 1),
    ],
)
def test_a_new_file_is_laid_beside_the_items(
    item: Item, county: Any, text: str, state: str, new: int
) -> None:
    receive("改名.txt", [text.encode()], county.people["accountant"], document=item.document)
    assert state_for(county, "accountant") == state
    (found,) = rechecks(county.task, county.people["accountant"]).values()
    assert len([one for one in found.new if one.severity == "error"]) == new


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (items.Said("explained"), "要写内容"),
        (items.Said("extend"), "新的日期"),
        (items.Said("passed"), "选一种答复"),
    ],
)
def test_an_answer_that_lacks_something_is_refused(
    item: Item, county: Any, said: items.Said, words: str
) -> None:
    with pytest.raises(NotNow, match=words):
        items.answer(item, said, county.people["accountant"], item.version)


def test_an_extension_moves_the_deadline_when_it_is_granted(item: Item, county: Any) -> None:
    until = item.due + timedelta(days=10)
    row = items.answer(item, items.Said("extend", "等批复", until), county.people["accountant"], 1)
    assert row.due == item.due
    assert settling.settle(row, settling.Word(True), county.people["performance"], 2).due == until


def test_the_reviewer_may_set_another_day_but_no_earlier_one(item: Item, county: Any) -> None:
    reviewer, asked = county.people["performance"], item.due + timedelta(days=10)
    row = items.answer(item, items.Said("extend", "等批复", asked), county.people["accountant"], 1)
    with pytest.raises(NotNow, match="晚于原来的期限"):
        settling.settle(row, settling.Word(True, "", item.due), reviewer, 2)
    shorter = item.due + timedelta(days=4)
    assert settling.settle(row, settling.Word(True, "先办四天", shorter), reviewer, 2).due == shorter
    assert [one.until for one in row.answers.all()] == [asked, shorter]


def test_an_extension_that_is_denied_leaves_the_deadline(item: Item, county: Any) -> None:
    people, until = county.people, item.due + timedelta(days=10)
    with pytest.raises(NotNow, match="写明理由"):
        items.answer(item, items.Said("extend", "", until), people["accountant"], 1)
    row = items.answer(item, items.Said("extend", "等批复", until), people["accountant"], 1)
    with pytest.raises(NotNow, match="“不同意延期”要写明理由"):
        settling.settle(row, settling.Word(False, " "), people["performance"], 2)
    denied = settling.settle(row, settling.Word(False, "期限已够"), people["performance"], 2)
    assert (denied.due, denied.state) == (item.due, Item.State.WORKING)
    assert [one.kind for one in denied.answers.all()] == ["extend", "denied"]


def test_an_objection_is_upheld_or_the_item_is_withdrawn(item: Item, county: Any) -> None:
    people = county.people
    accountant, reviewer = people["accountant"], people["performance"]
    row = items.answer(item, items.Said("disagree", "含结转"), accountant, 1)
    row = settling.settle(row, settling.Word(False, "正文没有写"), reviewer, 2)
    assert (row.state, [one.kind for one in row.answers.all()]) == (
        Item.State.REFUSED,
        ["disagree", "upheld"],
    )
    row = items.answer(row, items.Said("disagree", "批复写明含结转"), accountant, 3)
    with pytest.raises(NotNow, match="采纳单位意见，撤销”要写明理由"):
        settling.settle(row, settling.Word(True), reviewer, 4)
    row = settling.settle(row, settling.Word(True, "批复属实"), reviewer, 4)
    assert (row.state, row.open) == (Item.State.WITHDRAWN, False)
    verdict = Verdict.objects.get(document=item.document, side="review", proposed=False)
    assert (verdict.choice, verdict.reason) == ("not", "整改中采纳单位意见：批复属实")
    county.task.refresh_from_db()
    assert county.task.state == Task.State.CLOSED
    document = next_year(county, WRONG, unit=county.department)
    assert last_year(document, accountant) == []
    told = docx.Document(BytesIO(outcome.written(county.task))).tables[0]
    assert [cell.text for cell in told.rows[1].cells][2:] == [
        "不认可：批复写明含结转", "采纳单位意见，撤销", "批复属实", "已撤销",
    ]  # fmt: skip
    assert list(broken()) == []


@pytest.mark.usefixtures("item")
def test_before_anything_is_decided_there_is_no_paper(county: Any) -> None:
    with pytest.raises(NotNow):
        outcome.written(county.task)


def next_year(county: Any, text: str, **more: Any) -> Document:
    draft = receive(
        "下一年.txt", [text.replace("2025", "2026").encode()], county.people["accountant"], **more
    )
    Document.objects.filter(pk=draft.document_id).update(year=2026)
    return Document.objects.get(pk=draft.document_id)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (WRONG, "又出现"),
        (RIGHT.replace("40.00%", "45.00%"), "同一规则又有"),
        (RIGHT, "本稿没有再发现"),
    ],
)
def test_what_was_wrong_comes_up_next_year(item: Item, county: Any, text: str, state: str) -> None:
    assert settling.carry(county.task, county.people["performance"]) == 1
    document = next_year(county, text, unit=county.department)
    assert [(e.item.pk, e.state) for e in last_year(document, county.people["accountant"])] == [
        (item.pk, state)
    ]
    assert last_year(document, county.stranger) == []
    assert item.document is not None
    assert last_year(item.document, county.people["accountant"]) == []


def test_the_self_check_shows_the_worst_of_all_papers(item: Item, county: Any) -> None:
    user, unit = county.people["accountant"], county.department
    assert [(e.state, e.why) for e in earlier_of(unit, 2026, user)] == [("未能核对", "还没有上传今年的材料")]
    next_year(county, RIGHT, unit=unit)
    assert [e.state for e in earlier_of(unit, 2026, user)] == ["本稿没有再发现"]
    next_year(county, WRONG + "\n", unit=unit)
    assert [(e.item.pk, e.state) for e in earlier_of(unit, 2026, user)] == [(item.pk, "又出现")]


def test_a_quick_check_knows_last_year_by_the_name_of_the_unit(item: Item, county: Any) -> None:
    document = next_year(county, WRONG)
    page = county.client("accountant").get(reverse("draft", args=[document.pk, 1]))
    found = last_year(document, county.people["accountant"])
    assert [e.item.pk for e in found] == [item.pk]
    assert "上年问题 1 项" in page.content.decode()


def test_another_kind_of_document_is_not_compared(item: Item, county: Any) -> None:
    document = next_year(county, WRONG, unit=county.department)
    document.kind = "budget"
    document.save()
    found = last_year(document, county.people["accountant"])
    assert [(e.item.pk, e.state) for e in found] == [(item.pk, "未能核对")]


def test_the_pages_walk_the_same_way(item: Item, county: Any) -> None:
    accountant, reviewer = county.client("accountant"), county.client("performance")
    page = f"/rectification/task/{county.task.pk}/"
    assert item.message in accountant.get(page).content.decode()
    assert county.client("stranger").get(page).status_code == 404
    assert county.client("section").get(page).status_code == 404
    accountant.post(f"{page}acknowledge/")
    given = {"document": item.document_id, "file": SimpleUploadedFile("改.txt", RIGHT.encode())}
    accountant.post(f"{page}draft/", given)
    assert "已消失" in accountant.get(page).content.decode()
    address = f"/rectification/item/{item.pk}/"
    assert reviewer.post(f"{address}answer/", {"kind": "corrected", "version": 2}).status_code == 403
    accountant.post(f"{address}answer/", {"kind": "corrected", "version": 2, "words": "第二部分"})
    assert reviewer.post(f"{address}settle/", {"passed": "1", "version": 1}).status_code == 409
    assert reviewer.get(f"{page}letter.docx").status_code == 200
    reviewer.post(f"{address}settle/", {"passed": "1", "version": 3})
    item.refresh_from_db()
    assert item.state == Item.State.CLOSED
    assert "已销号" in reviewer.get("/rectification/").content.decode()


def test_the_board_shows_one_year_and_tells_what_others_left_open(item: Item, county: Any) -> None:
    before = Campaign.objects.create(
        kind=county.campaign.kind,
        year=2024,
        title="上年",
        unit=county.root,
        deadline=county.campaign.deadline,
    )
    task = Task.objects.create(
        campaign=before, unit=county.department, state=Task.State.OPINION, submitted_at=timezone.now()
    )
    for number, state in enumerate((Item.State.SENT, Item.State.CLOSED), 1):
        Item.objects.create(
            task=task, unit=county.department, number=number, message=f"上年第{number}项", state=state,
            ask=Item.Ask.EXPLAIN, due=timezone.localdate(),
        )  # fmt: skip
    reviewer = county.client("performance")
    page = reviewer.get("/rectification/").content.decode()
    assert item.message[:20] in page
    assert "上年第" not in page
    assert '<a href="?year=2024">2024 年 1 项</a>' in page
    page = reviewer.get("/rectification/?year=2024").content.decode()
    assert "上年第1项" in page
    assert "上年第2项" in page
    assert item.message[:20] not in page
    assert reviewer.get("/rectification/?year=1990&unit=99999999").status_code == 200
