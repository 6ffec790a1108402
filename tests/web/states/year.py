"""States of a department's year."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.lexicon.workbook import layout
from quanheng.web.campaigns.models import Task
from quanheng.web.departments import grid as grids
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.models import Book, Entry, Evidence, Part, Written
from quanheng.web.documents.models import Document
from quanheng.web.events.log import record
from quanheng.web.jobs.models import Job
from quanheng.web.ledgers.models import Frozen
from tests.web.operations.states import drafting, no_book
from tests.web.papers import WRONG
from tests.web.states.acts import LONG, Act, both, changed, done, gone, limited
from tests.web.states.state import Rows, State

_FILES = {"file": ("自评报告.txt", WRONG.encode())}
_LEAVES = {"version": "1"}


def _alone(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """A year for which the bureau has no task."""
    Book.objects.filter(pk=rows["book"].pk).update(task=None)


def _empty(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    """A year that was opened and nothing put in."""
    gone(Evidence, Frozen, Written)(rows, patch)
    Entry.objects.filter(book=rows["book"]).delete()
    Entry.history.filter(book_id=rows["book"].pk).delete()
    Part.objects.filter(book=rows["book"]).delete()


def _long(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    """Names as long as they come, in the unit, the indicators and the files."""
    changed("department", name=LONG)(rows, patch)
    texts = Entry.objects.filter(book=rows["book"], key__contains="level3")
    texts.update(value=f"{LONG}完成的指标")
    Evidence.objects.update(name=f"{LONG}.pdf")
    Written.objects.update(name=f"{LONG}自评报告.docx", told=[f"{LONG}没有数据，写【待补】"])
    Document.objects.filter(pk=rows["document"].pk).update(title=LONG)


def _mistyped(rows: Rows) -> dict[str, str]:
    """The table as it stands, with a word in the place of a number."""
    part = Part.objects.get(book=rows["book"], section="income")
    cells = grids.grid(layout().section("income"), record_of(rows["book"])).cells()
    given = {name: cell.value for name, cell in cells.items()}
    given[next(name for name, value in given.items() if value)] = "十二"
    return {**given, "version": str(part.version)}


def _sent_back(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    """The bureau sent it back with a long reason."""
    changed("task", state="returned")(rows, patch)
    record(
        rows["performance"], "return", rows["task"], unit=rows["department"], words=f"{LONG}的数对不上，" * 4
    )


def _writing(**fields: Any) -> Act:
    def act(rows: Rows, _: pytest.MonkeyPatch) -> None:
        job = Job.objects.create(
            kind="write", title="生成文稿", unit=rows["department"], by=rows["accountant"],
        args={"book": rows["book"].pk}
        )  # fmt: skip
        Job.objects.filter(pk=job.pk).update(**fields)

    return act


def _audit(
    page: str, name: str = "demo", who: str = "kuaiji", args: str = "audit-book", **more: Any
) -> State:
    return State(page, name, who, args, scene="demo", **more)


STATES = [
    State("departments", "filled"),
    State("departments", "empty", scene="people", shows="还没有建立年度数据"),
    State("departments", "waiting", first=done(no_book), shows="财政局发来"),
    State("departments", "reader", "auditor"),
    State("book-new", "filled"),
    State("book-new", "lacking", sends={"year": "二〇二五"}, status=422),
    State("book-new", "there-is-one", status=422, shows="已经建立", sends=lambda r: {
        "unit": str(r["department"].pk), "year": "2025", "framework": r["book"].framework}),
    State("book-new", "unreadable-file", status=422, sends=lambda r: {
        "unit": str(r["department"].pk), "year": "2024", "framework": r["book"].framework}, files={"sources": ("坏.xlsx", b"PK\x03\x04no")}),
    State("book-new", "403", "leader", status=403, shows="由单位财务办理"),
    _audit("book"),
    _audit("book", "section", "gushi"),
    State("book", "filled", args="book"),
    State("book", "no-task", args="book", first=_alone, shows="还没有发这一年的任务"),
    State("book", "empty", args="book", first=_empty),
    State("book", "returned", args="book", first=_sent_back, shows="财政局退回修改"),
    State("book", "late", args="book", first=changed("campaign", deadline="2026-03-01"), shows="已超期"),
    State("book", "long", args="book", first=_long),
    State("book", "reviewer", "performance", "book"),
    State("book-return", "no-reason", args="book income", sends={"reason": ""}, lands="book", shows="退回要写明理由"),
    State("book-take", "none", args="book", sends={}, lands="book", shows="请先选择文件"),
    State("book-take", "unreadable", args="book", files={"files": ("坏.xlsx", b"PK\x03\x04no")}, lands="book"),
    _audit("book-section", args="audit-book income"),
    State("book-section", "filled", args="book income"),
    State("book-section", "empty", args="book income", first=_empty),
    State("book-section", "indicators", args="book indicators"),
    State("book-section", "long", args="book indicators", first=_long),
    State("book-section", "conflict", args="book income", sends={"version": "0"}, status=409),
    State("book-section", "wrong", args="book income", sends=_mistyped, status=422),
    State("book-section", "read-only", "auditor", "book income"),
    State("book-history", "filled", args="book"),
    State("book-history", "empty", args="book", first=_empty, shows="还没有改动"),
    _audit("book-check"),
    State("book-check", "filled", args="book"),
    State("book-check", "whole", args="book", query="?whole=1"),
    State("book-check", "empty", args="book", first=_empty),
    _audit("book-check", "off", "zhujian", "housing-book"),
    _audit("book-indicators"),
    State("book-indicators", "filled", args="book"),
    State("book-indicators", "empty", args="book", first=_empty),
    State("book-indicators", "long", args="book", first=_long),
    State("book-indicators", "read-only", "auditor", "book"),
    State("book-evidence", "none", args="book", sends={"indicator": "x"}, lands="book-indicators",
        shows="请先选择佐证文件"),
    State("book-evidence", "too-big", args="book", sends={"indicator": "x"},
        files={"files": ("a.pdf", b"%PDF-1.4 too long")},
          first=limited("UPLOAD_LIMIT", 3), lands="book-indicators", shows="超过"),
    _audit("book-monitoring"),
    State("book-monitoring", "filled", args="book"),
    State("book-monitoring", "empty", args="book", first=_empty),
    State("book-monitoring", "saved", args="book", sends={"month": "6", "value-0": "12"}, shows="监控已保存"),
    State("book-monitoring", "read-only", "auditor", "book"),
    _audit("book-documents"),
    State("book-documents", "filled", args="book"),
    State("book-documents", "empty", args="book", first=gone(Written), shows="还没有生成文稿"),
    State("book-documents", "begun", args="book", sends={"kind": ["self-evaluation"]}, shows="排队"),
    State("book-documents", "waiting", args="book", first=_writing(state="waiting"),
        pieces=("job",)),
    State("book-documents", "running", args="book",
        first=_writing(state="running", step="写自评报告", done=1, total=4)),
    State("book-documents", "failed", args="book",
        first=_writing(state="failed", error="程序内部出错（ValueError），日志存于 made/log")),
    State("book-documents", "long", args="book", first=_long),
    State("book-document-hand", "none", args="book written", first=_alone, sends={}, status=409),
    _audit("book-material"),
    State("book-material", "filled", args="book"),
    State("book-material", "no-task", args="book", first=_alone),
    State("book-material", "empty", args="book",
        first=both(done(drafting), lambda r, _: Document.objects.filter(task=r["task"]).update(task=None))),
    State("book-material", "open", args="book", first=done(drafting)),
    State("book-material", "none", args="book", first=done(drafting), sends={}, shows="还没有选择文件"),
    State("book-material", "too-big", args="book", files=_FILES,
        first=both(done(drafting), limited("UPLOAD_LIMIT", 9)), status=409),
    State("book-material", "closed", args="book", files=_FILES, status=409, shows="没有收下"),
    State("book-material", "begun", args="book", files=_FILES, first=done(drafting), shows="正在核对"),
    State("book-material-drop", "not-now", args="book document", sends={}, status=409),
    _audit("book-sign"),
    State("book-sign", "filled", args="book"),
    State("book-sign", "empty", args="book", first=both(done(drafting), _empty)),
    State("book-sign", "to-prepare", args="book", first=done(drafting)),
    State("book-sign", "to-sign", "leader", "book", first=changed("task", state="to_sign")),
    State("book-sign", "to-withdraw", "leader", "book", first=changed("task", state="submitted")),
    State("book-step", "refused", args="book prepare", first=done(drafting), lands="book-sign",
          sends=lambda r: {"reason": "", "task": str(r["task"].pk), "version": str(Task.objects.get(pk=r["task"].pk).version)}),
    State("book-step", "conflict", args="book prepare", first=done(drafting), status=409, shows="已被别人改动",
          sends=lambda r: {"reason": "改", "task": str(r["task"].pk), "version": "0"}),
    State("book-frozen", "filled", args="book frozen"),
    State("book", "404", "stranger", "book", status=404),
]  # fmt: skip
