"""From a finding that holds to a closed item, and into next year's check."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Document, Draft, Finding
from quanheng.web.documents.verdicts import decide
from quanheng.web.events.log import broken
from quanheng.web.rectification import items
from quanheng.web.rectification.models import Item

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
def item(county: Any, draft: Draft) -> Item:
    finding = Finding.objects.get(draft=draft, severity="error")
    decide(draft.document, finding, "holds", "", county.people["performance"])
    made = items.issue(county.task, county.people["performance"])
    assert [i.message for i in made] == [finding.message]
    return made[0]


def test_submission_opens_the_newest_draft(draft: Draft, county: Any) -> None:
    assert draft.submitted_at is not None
    assert Draft.objects.visible_to(county.people["performance"], "view_whole").count() == 1
    later = receive("二稿.txt", [RIGHT.encode()], county.people["accountant"], document=draft.document)
    seen = Draft.objects.visible_to(county.people["performance"], "view_whole")
    assert later not in seen


def test_items_are_made_once_and_by_signers_only(item: Item, county: Any) -> None:
    assert items.issue(county.task, county.people["performance"]) == []
    with pytest.raises(PermissionDenied):
        items.issue(county.task, county.people["third_party"])
    assert (item.ask, item.due) == (Item.Ask.CORRECT, timezone.localdate() + timedelta(days=30))


def test_a_corrected_file_marks_the_item_gone_and_it_is_closed(item: Item, county: Any) -> None:
    accountant, reviewer = county.people["accountant"], county.people["performance"]
    assert items.acknowledge(county.task, accountant) == 1
    assert items.marks(county.task)[0].state == ""
    receive("更正稿.txt", [RIGHT.encode()], accountant, document=item.document)
    mark = items.marks(county.task)[0]
    assert mark.state == "已消失"
    answered = items.answer(mark.item, items.Said("corrected", draft=mark.draft), accountant, 2)
    handed = answered.answers.get().draft
    assert handed is not None
    assert handed.submitted_at is not None
    with pytest.raises(PermissionDenied):
        items.settle(answered, True, "", accountant, 3)
    with pytest.raises(Stale):
        items.settle(answered, True, "", reviewer, 1)
    assert items.settle(answered, True, "", reviewer, 3).state == Item.State.CLOSED
    assert list(broken()) == []


def test_an_uncorrected_file_still_has_it(item: Item, county: Any) -> None:
    receive("改名.txt", [WRONG.encode() + b"\n"], county.people["accountant"], document=item.document)
    assert items.marks(county.task)[0].state == "仍在"


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
    assert items.settle(row, True, "", county.people["performance"], 2).due == until


def test_what_stays_open_comes_up_next_year(item: Item, county: Any) -> None:
    assert items.carry(county.task, county.people["performance"]) == 1
    again = WRONG.replace("2025", "2026")
    draft = receive("下一年.txt", [again.encode()], county.people["accountant"], unit=county.department)
    draft.document.year = 2026
    draft.document.save()
    found = items.last_year(draft.document)
    assert [(i.pk, repeated) for i, repeated in found] == [(item.pk, True)]


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
    reviewer.post(f"{address}settle/", {"passed": "1", "version": 3})
    item.refresh_from_db()
    assert item.state == Item.State.CLOSED
    assert "已销号" in reviewer.get("/rectification/").content.decode()
