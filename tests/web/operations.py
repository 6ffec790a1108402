"""Every operation of the API: with which right its object is found, which right it needs, and a good request.

`test_every_operation.py` reads this table as `test_every_address.py` reads that of the pages, and demands that
somebody gets each operation done, and that every write is in the log. An operation without a line fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from quanheng.web.campaigns.models import Letter, ReviewScore, Task
from quanheng.web.departments import exchange
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.indicators import name_of
from quanheng.web.departments.models import Book
from quanheng.web.disclosure.models import Release
from quanheng.web.documents.models import Draft, Verdict
from quanheng.web.ledgers import batches
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.rows import add_row, set_deleted, type_inputs
from quanheng.web.rectification.models import Answer, Item

Given = dict[str, Any] | Callable[[dict[str, Any]], dict[str, Any]] | None


def file(name: str = "新稿.md", words: str = "2025年支出100.00万元。") -> dict[str, Any]:
    """An upload in the field `file`."""
    return {"file": SimpleUploadedFile(name, words.encode())}


def papers(*names: str) -> dict[str, Any]:
    """Files of a step, each with what it is."""
    return {
        "papers": list(names),
        "files": [SimpleUploadedFile(f"{one}.pdf", b"%PDF-1.4 x") for one in names],
    }


@dataclass(frozen=True)
class Line:
    """`at` fills the address: names of rows of the world, or values; `match` gives the version for If-Match."""

    name: str
    see: str
    at: str = ""
    needs: str = ""
    body: Given = None
    form: Given = None
    """Sent as a form with files instead of JSON."""
    match: str = ""
    """The row whose version is sent; `mine` for that of the person's own verdict, `proposals` for what was shown."""
    when: Callable[[dict[str, Any]], object] | None = None
    """Brings the rows into the state in which the operation is done."""
    also: frozenset[int] = frozenset()
    """Answers of the request itself to some who have the right: another's unit in a form is no choice of theirs."""
    quiet: bool = False
    """A write that decides nothing, so that no event tells it."""
    query: str = ""
    """What follows the address."""

    def __str__(self) -> str:
        return self.name


DOCUMENT, DRAFT = "document=document", "document=document number=1"
FINDING = f"{DRAFT} finding=finding"
WHOLE, QUICK = "view_whole@document", "view_whole@quick"
SPEAKS = "decide@document decide_own@document propose_verdict@document"
SETTLES = "decide@document decide_own@document"

OWN_LEDGER = {
    "title": "加油站检查",
    "states": ["登记", "整改", "销号"],
    "columns": [{"title": "加油站", "key": True, "name": "c1"}, {"title": "检查日", "type": "date"}],
}
OWN_PROCESS = {
    "title": "检查办理",
    "steps": [
        {"title": "登记", "sources": ["新登记"], "to": "登记", "who": ["安全股"]},
        {"title": "销号", "sources": ["登记"], "to": "销号", "who": ["安全股", "企业"], "days": 5},
    ],
}
NEW_ROW = {
    "enterprise": "青岭二号有限公司",
    "code": "91430121MA4L2X3Y5D",
    "number": "202543012108000002",
    "entered": "2025-05-01",
    "state": "入库",
}
NEW_PROJECT = {
    "cells": '{"title": "土壤墒情", "enterprise": "青岭一号有限公司", "code": "91430121MA4L2X3Y5D"}',
    "person": "王明",
    "role": "enterprise",
    "organisation": "青岭一号有限公司",
}
PUBLIC = "view_whole@publication confirm_publication@publication"
LEDGER, FILLS = "view@ledger", "edit_section@ledger"
TASK, SET, ITEM = "comment@task", "campaign@campaign", "view_whole@item"
CAMPAIGN = "campaign@campaign comment@task"
BOOK, OURS = "book=book", "view@book"
SECTION = f"{BOOK} section=income"


def reviewing(rows: dict[str, Any]) -> None:
    """The unit's part under review, its letter a draft again."""
    Task.objects.filter(pk=rows["task"].pk).update(state=Task.State.REVIEWING)
    Letter.objects.update(state=Letter.State.DRAFT)
    Item.objects.all().delete()


def released(state_: str, **more: Any) -> Callable[[dict[str, Any]], object]:
    """The version of the world in that state."""
    return lambda rows: Release.objects.filter(pk=rows["release"].pk).update(state=state_, **more)


a_draft = released("draft", published_at=None)
prepared = released("prepared", published_at=None)
questioned = released("questioned")


def deleted_row(rows: dict[str, Any]) -> None:
    """The row taken out."""
    rows["row"].refresh_from_db()
    set_deleted(rows["row"], True, rows["accountant"], "重复")


def taken(rows: dict[str, Any]) -> None:
    """The batch taken."""
    batches.take(rows["batch"], schema_of(rows["ledger"]), rows["accountant"])
    rows["batch"].refresh_from_db()


def sent(rows: dict[str, Any]) -> None:  # noqa: ARG001
    """Items that the unit has not received yet."""
    Item.objects.update(state=Item.State.SENT)


def decided(rows: dict[str, Any]) -> None:
    """The reviewers have said their word on the answer."""
    Answer.objects.create(item=rows["item"], kind=Answer.Kind.PASSED, by=rows["performance"])


def reported(rows: dict[str, Any]) -> None:
    """A month that an enterprise reported."""
    month = {
        "month": "2025-03",
        "enterprise": "青岭一号有限公司",
        "code": "91430121MA4L2X3Y5D",
        "industry": "食品",
        "output": "100",
        "source": "核定",
    }
    add_row(rows["monthly"], type_inputs(schema_of(rows["monthly"]), month), rows["accountant"])


def nothing_said(rows: dict[str, Any]) -> None:
    """A file of which nobody has seen or said anything."""
    drafting(rows)
    Item.objects.all().delete()
    ReviewScore.objects.all().delete()
    Verdict.objects.all().delete()
    Draft.objects.update(submitted_at=None)
    Release.objects.filter(draft__document=rows["document"]).delete()


def workbook(rows: dict[str, Any]) -> dict[str, Any]:
    """The book's own workbook, come back."""
    return {"files": SimpleUploadedFile("回来.xlsx", exchange.workbook(rows["book"]))}


def no_book(rows: dict[str, Any]) -> None:  # noqa: ARG001
    """The year has not been opened."""
    Book.objects.all().delete()


def drafting(rows: dict[str, Any]) -> None:
    """The unit's part before it was handed in."""
    Task.objects.filter(pk=rows["task"].pk).update(state=Task.State.DRAFT)


def state(name: str) -> Callable[[dict[str, Any]], object]:
    """The unit's part in a state."""
    return lambda rows: Task.objects.filter(pk=rows["task"].pk).update(state=name)


def new_campaign(rows: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "self_evaluation", "year": 2024, "title": "2024年度自评复核", "unit": rows["root"].pk,
        "deadline": "2027-06-30", "norms": "43", "material": ["self_evaluation_report"], "units": "青岭县水务局",
    }  # fmt: skip


def ticked(rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"tasks": {str(rows["task"].pk): None}, **more}


def new_role(rows: dict[str, Any]) -> dict[str, Any]:
    """A role that the department's leader has not."""
    return {"unit": rows["department"].pk, "role": "division"}


OPERATIONS = [
    Line("me", "person"),
    Line("units", "person"),
    Line("unit", "view@own campaign@own people@own", "unit=department"),
    # administration
    Line("paste_units", "person", needs="people", body={"text": "青岭县林业局", "apply": True}),
    Line(
        "paste_people",
        "person",
        needs="people",
        body={"text": "刘站长\tliu\t青岭县水务局\t单位领导", "apply": True},
    ),
    Line(
        "make_unit",
        "person",
        needs="people",
        body=lambda w: {"name": "青岭县档案馆", "parent": w["department"].pk},
    ),
    Line(
        "change_unit",
        "person",
        "unit=department",
        "people",
        lambda w: {"name": "青岭县水利局", "parent": w["root"].pk},
        match="department",
    ),
    Line("people", "person", needs="people"),
    Line(
        "make_person",
        "person",
        needs="people",
        body=lambda w: {"shown": "王明", "username": "wangming", "role": new_role(w)},
    ),
    Line("one_person", "person", "user=leader", "people"),
    Line("change_person", "person", "user=leader", "people", {"shown": "李明"}, match="leader"),
    Line("give_role", "person", "user=leader", "people", new_role),
    Line("end_role", "person", "user=leader role=held", "people"),
    Line("reset_password", "person", "user=leader", "people", {}),
    Line("clear_second_factor", "person", "user=leader", "people", quiet=True),
    # documents
    Line("documents", "person"),
    Line("upload_document", "person", form=lambda _: file()),
    Line("document", WHOLE, DOCUMENT),
    Line("delete_document", WHOLE, DOCUMENT, "-"),
    Line("delete_document", QUICK, "document=quick"),
    Line("drafts", WHOLE, DOCUMENT),
    Line("next_draft", WHOLE, DOCUMENT, "edit@document", form=lambda _: file()),
    Line("draft", WHOLE, DRAFT),
    Line("draft", QUICK, "document=quick number=1"),
    Line("recheck", WHOLE, DRAFT, "check@document", {"year": 2025, "jurisdiction": "43"}),
    Line("changes", WHOLE, DRAFT),
    Line("figure", WHOLE, f"{DRAFT} figure=1"),
    Line("outline", WHOLE, DRAFT),
    Line("text", WHOLE, DRAFT),
    Line("page", WHOLE, f"{DRAFT} page=1"),
    Line("page_picture", WHOLE, f"{DRAFT} page=1"),
    Line("make_export", WHOLE, f"{DRAFT} form=json", quiet=True, body={}),
    Line("export", WHOLE, f"{DRAFT} form=json"),
    Line("findings", WHOLE, DRAFT),
    Line("finding", WHOLE, FINDING),
    Line("decide", WHOLE, FINDING, SPEAKS, {"choice": "later"}, match="mine"),
    Line("undo_verdict", WHOLE, FINDING, SPEAKS, match="mine"),
    Line("decide_rule", WHOLE, DRAFT, SPEAKS, {"rule": "no-such/rule", "choice": "later"}, quiet=True),
    Line("waivers", WHOLE, DOCUMENT),
    Line("waive", WHOLE, DOCUMENT, SETTLES, {"rule": "sums/parts", "reason": "没有"}),
    Line("unwaive", WHOLE, f"{DOCUMENT} waiver=waiver", SETTLES),
    # a department's year
    Line("books", "person"),
    Line(
        "open_book",
        "person",
        needs="edit",
        when=no_book,
        also=frozenset({422}),
        form=lambda w: {"unit": w["department"].pk, "year": 2025, "framework": w["book"].framework},
    ),
    Line("book", OURS, BOOK),
    Line("sections", OURS, BOOK),
    Line("section", "view_whole@book", SECTION),
    Line("fill_section", "view_whole@book", SECTION, "edit_section@book", {"cells": {}}, match="income_part"),
    Line("hand_section", "view_whole@book", SECTION, "edit_section@book", {}),
    Line("return_section", "view_whole@book", SECTION, "edit@book", {"reason": "缺项"}),
    Line("book_history", OURS, BOOK, "view_whole@book"),
    Line("book_workbook", OURS, BOOK, "view_whole@book"),
    Line("take_workbooks", OURS, BOOK, "edit@book", form=workbook),
    Line("check_book", OURS, BOOK, "view_whole@book"),
    Line("book_task", OURS, BOOK),
    Line(
        "book_step",
        OURS,
        f"{BOOK} step=prepare",
        "prepare_submission@task",
        lambda w: {"reason": "已核", "task": w["task"].pk},
        match="task",
        when=drafting,
    ),
    Line(
        "book_step",
        OURS,
        f"{BOOK} step=submit",
        "submit@task",
        lambda w: {"reason": "已核", "task": w["task"].pk},
        match="task",
        when=state("to_sign"),
    ),
    Line("book_tasks", OURS, BOOK, "view_whole@book"),
    Line("turn_to_task", OURS, BOOK, "edit@book", lambda w: {"task": w["task"].pk}),
    Line("indicators", OURS, BOOK, "view_whole@book"),
    Line("add_evidence", OURS, BOOK, "edit_section@book", form=lambda _: {"indicator": "产出", **file()}),
    Line("evidence_file", OURS, f"{BOOK} evidence=evidence"),
    Line("drop_evidence", OURS, f"{BOOK} evidence=evidence", "edit_section@book"),
    Line("monitoring", OURS, f"{BOOK} month=7", "view_whole@book"),
    Line("set_monitoring", OURS, f"{BOOK} month=7", "edit@book", {"values": {}, "paid": "100.00"}),
    Line("written", OURS, BOOK, "view_whole@book"),
    Line("write", OURS, BOOK, "edit@book", {"kinds": ["form"]}, quiet=True),
    Line("written_file", OURS, f"{BOOK} document=written", "view_whole@book"),
    Line("material", OURS, BOOK, "view_whole@book"),
    Line("add_material", OURS, BOOK, "edit@task", form=lambda _: file(), when=drafting),
    Line("add_written", OURS, f"{BOOK} document=written", "edit@task", body={}, when=drafting),
    Line("drop_material", OURS, f"{BOOK} document=document", "edit@task", when=nothing_said),
    # campaigns
    Line("campaigns", "person", needs="comment"),
    Line("new_campaign", "person", needs="campaign", body=new_campaign),
    Line("campaign", CAMPAIGN, "campaign=campaign"),
    Line("tasks", CAMPAIGN, "campaign=campaign"),
    Line("board_workbook", CAMPAIGN, "campaign=campaign"),
    Line("take_up", CAMPAIGN, "campaign=campaign", body=ticked, when=state("submitted"), quiet=True),
    Line(
        "send_back",
        CAMPAIGN,
        "campaign=campaign",
        body=lambda w: ticked(w, text="缺附表"),
        quiet=True,
        when=reviewing,
    ),
    Line("assign", CAMPAIGN, "campaign=campaign", SET, lambda w: ticked(w, reviewer=w["performance"].pk)),
    Line(
        "open_to_third",
        CAMPAIGN,
        "campaign=campaign",
        SET,
        lambda w: ticked(w, person=w["third_party"].pk, starts="2026-01-01", ends="2026-02-01"),
    ),
    Line("remind", CAMPAIGN, "campaign=campaign", SET, ticked),
    Line("draw", CAMPAIGN, "campaign=campaign", SET, {"method": "all"}, match="campaign", when=drafting),
    Line("receipts", CAMPAIGN, "campaign=campaign", SET),
    Line("take_in", CAMPAIGN, "campaign=campaign", SET, form=lambda _: file()),
    Line("place_receipt", CAMPAIGN, "campaign=campaign receipt=receipt", SET, {}),
    Line("consistency", CAMPAIGN, "campaign=campaign"),
    Line("compare_texts", CAMPAIGN, "campaign=campaign", body={}, quiet=True),
    Line("campaign_summary", CAMPAIGN, "campaign=campaign"),
    Line("summary_workbook", CAMPAIGN, "campaign=campaign"),
    Line("letters_of_all", CAMPAIGN, "campaign=campaign", body=ticked, quiet=True),
    # review
    Line("task", TASK, "task=task"),
    Line(
        "review_step",
        TASK,
        "task=task step=return",
        "return@task",
        {"reason": "缺附表"},
        match="task",
        when=reviewing,
    ),
    Line("review_step", TASK, "task=task step=pass", "accept@task", {}, match="task", when=reviewing),
    Line("proposed", TASK, "task=task"),
    Line(
        "adopt_proposals",
        TASK,
        "task=task",
        "decide@task",
        match="proposals",
        when=reviewing,
    ),
    Line("sent_back", TASK, "task=task"),
    Line("rules", TASK, "task=task"),
    Line("scores", TASK, "task=task"),
    Line("score", TASK, "task=task score=score"),
    Line(
        "decide_score",
        TASK,
        "task=task score=score",
        "propose_score@task",
        {"choice": "agree:"},
        match="score",
        when=reviewing,
    ),
    Line("score_history", TASK, "task=task score=score"),
    Line("paper", TASK, "task=task name=问题清单"),
    Line("letter", TASK, "task=task"),
    Line("put_together", TASK, "task=task", "draft_opinion@task", {}, when=reviewing),
    Line(
        "edit_letter",
        TASK,
        "task=task",
        "draft_opinion@task",
        {"texts": {"总体情况": "较好"}},
        match="letter",
        when=reviewing,
    ),
    Line(
        "sign_letter",
        TASK,
        "task=task",
        "sign_opinion@task",
        lambda w: {"task_version": Task.objects.get(pk=w["task"].pk).version},
        match="letter",
        when=reviewing,
    ),
    Line("letter_file", TASK, "task=task"),
    # rectification
    Line("items", "person"),
    Line("item", ITEM, "item=item"),
    Line(
        "answer",
        ITEM,
        "item=item",
        "answer@item",
        form={"kind": "explained", "words": "见附注"},
        match="item",
    ),
    Line("settle_item", ITEM, "item=item", "close_item@item", {"passed": True}, match="item"),
    Line("answer_evidence", ITEM, "answer=answer"),
    Line("item_marks", "view_whole@task", "task=task"),
    Line("told_outcome", "view_whole@task", "task=task", when=decided),
    Line("letter_to_act_on", "view_whole@task", "task=task"),
    Line("acknowledge", "view_whole@task", "task=task", "answer@task", {}, when=sent),
    Line("carry", "view_whole@task", "task=task", "close_item@task", {}),
    Line(
        "corrected_file",
        "view_whole@task",
        "task=task document=document",
        "answer@task",
        form=lambda _: file(),
    ),
    # publications
    Line("publications", "person"),
    Line(
        "owe",
        "person",
        needs="confirm_publication",
        body={"kind": "budget", "year": 2024},
        also=frozenset({403, 404}),
    ),
    Line("publication", PUBLIC, "publication=publication"),
    Line("versions_out", PUBLIC, "publication=publication"),
    Line(
        "choose_file",
        PUBLIC,
        "publication=publication",
        "prepare_publication@publication",
        form=lambda _: file(),
    ),
    Line(
        "choose_document",
        PUBLIC,
        "publication=publication",
        "prepare_publication@publication",
        lambda w: {"document": w["document"].pk},
        when=a_draft,
    ),
    Line("release", "view_whole@publication", "release=release"),
    Line("release_concerns", "view_whole@publication", "release=release"),
    Line(
        "discard_release",
        "view_whole@own",
        "release=release",
        "prepare_publication@own",
        match="release",
        when=a_draft,
    ),
    Line(
        "release_step",
        "view_whole@publication",
        "release=release step=confirm",
        "confirm_publication@publication",
        {},
        match="release",
    ),
    Line(
        "publish",
        "view_whole@own",
        "release=release",
        "publish@own",
        form={"published_on": "2026-01-01", "url": "https://example.org/"},
        match="release",
        when=prepared,
    ),
    Line(
        "relocate",
        "view_whole@publication",
        "release=release",
        "publish@publication",
        {"published_on": "2026-01-01", "url": "https://example.org/"},
        match="release",
        when=questioned,
    ),
    Line("release_evidence", "view_whole@publication", "release=release"),
    # ledgers
    Line("ledgers", "person"),
    Line("ledger", LEDGER, "ledger=ledger"),
    Line("ledger_columns", LEDGER, "ledger=ledger"),
    Line("ledger_rows", LEDGER, "ledger=ledger"),
    Line("add_row", LEDGER, "ledger=ledger", FILLS, {"cells": NEW_ROW}),
    Line("ledger_row", LEDGER, "ledger=ledger row=row"),
    Line(
        "change_row",
        LEDGER,
        "ledger=ledger row=row",
        FILLS,
        {"cells": {"enterprise": "青岭三号有限公司"}},
        match="row",
    ),
    Line("delete_row", LEDGER, "ledger=ledger row=row", FILLS, {"reason": "重复"}),
    Line("restore_row", LEDGER, "ledger=ledger row=row", FILLS, when=deleted_row),
    Line("row_evidence", LEDGER, "ledger=ledger row=row"),
    Line(
        "prove_row", LEDGER, "ledger=ledger row=row", FILLS, form=lambda _: {"page": "3", **file("名单.pdf")}
    ),
    Line("row_evidence_file", LEDGER, "ledger=ledger evidence=proof"),
    Line("drop_row_evidence", LEDGER, "ledger=ledger evidence=proof", FILLS),
    Line(
        "bring_table",
        LEDGER,
        "ledger=ledger",
        FILLS,
        quiet=True,
        form=lambda _: file("名单.csv", "企业名称,信用代码\n青岭四号,1\n"),
    ),
    Line("table_batches", LEDGER, "ledger=ledger", FILLS),
    Line("table_batch", LEDGER, "ledger=ledger batch=batch", FILLS),
    Line(
        "choose_columns",
        LEDGER,
        "ledger=ledger batch=batch",
        FILLS,
        {"columns": {"0": "enterprise"}},
        quiet=True,
    ),
    Line("take_batch", LEDGER, "ledger=ledger batch=batch", FILLS, {}),
    Line("undo_batch", LEDGER, "ledger=ledger batch=batch", FILLS, when=taken),
    Line("drop_batch", LEDGER, "ledger=ledger batch=batch", FILLS, quiet=True),
    Line("rows_file", LEDGER, "ledger=ledger"),
    Line("watched_sums", LEDGER, "ledger=monthly"),
    Line("watch", LEDGER, "ledger=monthly", when=reported),
    Line("describe_ledger", "edit_section@own", "unit=department", body=OWN_LEDGER),
    Line("ledger_description", LEDGER, "ledger=own", FILLS),
    Line("redescribe_ledger", LEDGER, "ledger=own", FILLS, OWN_LEDGER, match="declared"),
    Line("process_description", LEDGER, "ledger=own", FILLS),
    Line("describe_process", LEDGER, "ledger=own", FILLS, OWN_PROCESS, match="declared_process"),
    Line("ledgers_to_keep", "person", "unit=department", "edit", also=frozenset({404})),
    Line(
        "keep_ledgers",
        "person",
        "unit=department",
        "edit",
        {"sections": {"high-tech-enterprises": "办公室"}},
        also=frozenset({404}),
    ),
    Line("arrange_ledger", LEDGER, "ledger=ledger", "edit@ledger", {"section": "办公室", "year": 2024}),
    Line("leave_ledger", LEDGER, "ledger=monthly", "edit@ledger"),
    Line("measures", LEDGER, "ledger=ledger"),
    Line("build_measure", LEDGER, "ledger=ledger", FILLS, {"inputs": {"kind": "count", "title": "家数"}}),
    Line("measure", LEDGER, "ledger=ledger measure=entered"),
    Line(
        "rebuild_measure",
        LEDGER,
        "ledger=ledger measure=saved-1",
        FILLS,
        {"inputs": {"kind": "count", "title": "家数"}},
    ),
    Line("drop_measure", LEDGER, "ledger=ledger measure=saved-1", FILLS),
    Line(
        "bind_measure",
        LEDGER,
        "ledger=ledger measure=entered",
        "edit@book",
        lambda w: {"book": w["book"].pk, "indicator": name_of(record_of(w["book"]).indicators[0])},
    ),
    Line("bindings", OURS, BOOK, "view_whole@book"),
    Line("unbind_indicator", OURS, f"{BOOK} binding=binding", "edit@book"),
    Line("take_results", OURS, BOOK, "edit@book", {}),
    Line("frozen_results", OURS, BOOK, "view_whole@book"),
    Line("frozen_result", OURS, f"{BOOK} frozen=frozen", "view_whole@book"),
    # processes: who acts in one from outside is in test_processes.py
    Line("ledger_process", LEDGER, "ledger=projects"),
    Line("ledger_runs", LEDGER, "ledger=projects"),
    Line(
        "begin_run",
        LEDGER,
        "ledger=projects step=file",
        FILLS,
        form=lambda _: NEW_PROJECT | papers("项目申报书"),
    ),
    Line("take_row_in", LEDGER, "ledger=projects row=project", FILLS, body={}),
    Line("my_runs", "person"),
    Line("run", LEDGER, "run=run"),
    Line("take_step", LEDGER, "run=run step=formal", form=lambda _: papers("形式审查表"), match="run"),
    Line("run_paper", LEDGER, "run=run paper=paper"),
    Line("acting", LEDGER, "ledger=projects"),
    Line(
        "appoint",
        LEDGER,
        "ledger=projects",
        "edit@ledger",
        lambda w: {"user": w["leader"].pk, "role": "bureau"},
    ),
    Line("dismiss", LEDGER, "ledger=projects acting=acting", "edit@ledger"),
    # jobs and the log
    Line("jobs", "person"),
    Line("job_letters", "view@zip", "job=zip"),
    Line("job", "view@job", "job=job"),
    Line("cancel_job", "view@job", "job=job", body={}),
    Line("events", "person", needs="log"),
    Line("verify_events", "person", needs="log"),
    Line("events_file", "person", needs="log"),
    Line("public_pages", "person", needs="confirm_publication"),
    Line(
        "change_public_pages",
        "person",
        needs="confirm_publication",
        body={"open": True, "problems": False, "contact": "绩效股"},
        match="face",
    ),
    Line("publications_file", "person", needs="confirm_publication", query="kind=self_evaluation&year=2025"),
]
