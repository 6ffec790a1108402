"""A unit's own files for a task: taken, checked, handed in, and shut when the bureau has them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quanheng.report import words
from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.campaigns.steps import take
from quanheng.web.departments.models import Book
from quanheng.web.documents.models import Document, Draft, Finding
from quanheng.web.documents.verdicts import decide
from quanheng.web.events.log import broken
from tests.web.review_kit import report


@pytest.fixture
def book(county: Any) -> Book:
    county.campaign.forms = ["self_evaluation_report", "final_accounts"]
    county.campaign.save()
    made: Book = Book.objects.create(unit=county.department, year=2025, task=county.task)
    return made


def given(name: str = "自评.md", **more: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, report("青岭县水务局", **more))}


def test_a_file_is_checked_and_what_is_owed_is_told(county: Any, book: Book) -> None:
    client, page = county.client("accountant"), reverse("book-material", args=[book.pk])
    assert "还没有材料" in client.get(page).content.decode()
    client.post(page, given())
    shown = client.get(page).content.decode()
    assert f"还缺：{words.KINDS['final_accounts']}" in shown
    assert "错误 1" in shown
    document = Document.objects.get()
    assert (document.task, document.unit, document.owner) == (county.task, county.department, None)
    assert county.client("stranger").get(page).status_code == 404
    assert county.client("leader").post(page, given()).status_code == 403


def test_errors_in_the_files_want_a_reason_before_handing_in(county: Any, book: Book) -> None:
    client = county.client("accountant")
    client.post(reverse("book-material", args=[book.pk]), given())
    step = reverse("book-step", args=[book.pk, "prepare"])
    assert "处错误" in client.post(step, {"version": 1, "task": county.task.pk}, follow=True).content.decode()
    client.post(step, {"version": 1, "task": county.task.pk, "reason": "待财政核对"})
    county.task.refresh_from_db()
    assert county.task.state == Task.State.TO_SIGN


def test_an_error_that_was_answered_with_a_reason_is_not_asked_about_again(county: Any, book: Book) -> None:
    client, accountant = county.client("accountant"), county.people["accountant"]
    client.post(reverse("book-material", args=[book.pk]), given())
    (finding,) = Finding.objects.filter(severity="error")
    decide(finding.draft.document, finding, "later", "", accountant)
    step = reverse("book-step", args=[book.pk, "prepare"])
    assert (
        "1 处错误" in client.post(step, {"version": 1, "task": county.task.pk}, follow=True).content.decode()
    )
    decide(finding.draft.document, finding, "not", "另有一笔列在附表", accountant, version=1)
    client.post(step, {"version": 1, "task": county.task.pk})
    county.task.refresh_from_db()
    assert county.task.state == Task.State.TO_SIGN


def test_after_handing_in_the_files_stay(county: Any, book: Book) -> None:
    client, page = county.client("accountant"), reverse("book-material", args=[book.pk])
    client.post(page, given())
    take(county.task, "prepare", county.people["accountant"], 1)
    take(county.task, "submit", county.people["leader"], 2)
    assert Draft.objects.get().submitted_at is not None
    assert client.post(page, given("另一份.md", wrong=False)).status_code == 409
    drop = reverse("book-material-drop", args=[book.pk, Document.objects.get().pk])
    assert client.post(drop).status_code == 409
    assert Document.objects.count() == 1
    assert "材料不能再动" in client.get(page).content.decode()


def test_a_file_that_nobody_has_seen_can_be_taken_off(county: Any, book: Book) -> None:
    client = county.client("accountant")
    client.post(reverse("book-material", args=[book.pk]), given())
    drop = reverse("book-material-drop", args=[book.pk, Document.objects.get().pk])
    assert county.client("leader").post(drop).status_code == 403
    client.post(drop)
    assert not Document.objects.exists()
    assert list(broken()) == []


def test_a_task_finds_the_book_that_was_opened_before(county: Any) -> None:
    early = Book.objects.create(unit=county.other, year=2025)
    task = Task.objects.create(campaign=county.campaign, unit=county.other)
    early.refresh_from_db()
    assert early.task == task


def test_a_task_without_a_book_is_shown_with_the_way_to_open_one(county: Any) -> None:
    client = county.client("accountant")
    page = client.get(reverse("departments")).content.decode()
    assert f"?unit={county.department.pk}&amp;year=2025" in page
    assert county.campaign.title not in county.client("stranger").get(reverse("departments")).content.decode()


def _second(county: Any) -> Task:
    """The self-evaluation of the year, after the campaign that the county has already."""
    campaign = Campaign.objects.create(
        kind="self_evaluation", year=2025, title="自评", unit=county.root, deadline=county.campaign.deadline
    )
    made: Task = Task.objects.create(campaign=campaign, unit=county.department)
    return made


def test_a_second_campaign_of_the_year_is_worked_on_when_the_first_is_handed_in(
    county: Any, book: Book
) -> None:
    take(county.task, "prepare", county.people["accountant"], 1)
    take(county.task, "submit", county.people["leader"], 2)
    second = _second(county)
    book.refresh_from_db()
    assert (book.task, set(book.tasks.all())) == (second, {county.task, second})
    client = county.client("accountant")
    client.post(reverse("book-material", args=[book.pk]), given())
    assert Document.objects.get().task == second
    reviewer = county.client("performance")
    assert reviewer.get(reverse("book", args=[book.pk])).status_code == 200, "the first part is under review"
    assert county.campaign.title in client.get(reverse("book", args=[book.pk])).content.decode()
    assert county.campaign.title not in client.get(reverse("departments")).content.decode()


def test_while_the_first_is_not_handed_in_the_unit_chooses(county: Any, book: Book) -> None:
    second = _second(county)
    book.refresh_from_db()
    assert book.task == county.task
    turn = reverse("book-turn", args=[book.pk, second.pk])
    assert county.client("leader").post(turn).status_code == 403
    client = county.client("accountant")
    strange = Task.objects.create(campaign=county.campaign, unit=county.other)
    assert client.post(reverse("book-turn", args=[book.pk, strange.pk])).status_code == 404
    assert client.post(turn).status_code == 302
    book.refresh_from_db()
    assert book.task == second
    step = reverse("book-step", args=[book.pk, "prepare"])
    answer = client.post(step, {"version": 1, "task": county.task.pk, "reason": "已核"})
    assert "已经转到另一项任务" in answer.content.decode()
    body = {"task": county.task.pk, "reason": "已核"}
    api = client.post(
        f"/api/v1/books/{book.pk}/steps/prepare", body, "application/json", headers={"If-Match": '"1"'}
    )
    assert api.status_code == 412
    second.refresh_from_db()
    assert second.state == Task.State.DRAFT
    assert list(broken()) == []
