"""States of campaigns, the review desk, letters and rectification."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from quanheng.web.campaigns import copied_job, letters, letters_job
from quanheng.web.campaigns.models import Letter, Receipt, ReviewScore, Task
from quanheng.web.documents.models import Document
from quanheng.web.events.log import record
from quanheng.web.jobs.models import Job
from quanheng.web.rectification.models import Answer, Item
from quanheng.web.units.models import Unit
from tests.web.operations.states import decided, reviewing, sent
from tests.web.review_kit import many_units, report
from tests.web.states.acts import LONG, Act, both, changed, done, gone, limited
from tests.web.states.state import Rows, State


class _County:
    """The county of the scene as the kits of the tests of review know it."""

    def __init__(self, rows: Rows) -> None:
        self.root, self.campaign, self.people = rows["unit"].parent, rows["campaign"], rows


def _many(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """Eighty units with long names."""
    many_units(_County(rows))
    for unit in Unit.objects.filter(name__startswith="青岭县第"):
        Unit.objects.filter(pk=unit.pk).update(name=f"{LONG}{unit.name[4:6]}")


def _nobody(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """A campaign without units."""
    Receipt.objects.filter(campaign=rows["campaign"]).delete()
    Task.objects.filter(campaign=rows["campaign"]).update(campaign=_another(rows))


def _another(rows: Rows) -> Any:
    other = type(rows["campaign"]).objects.get(pk=rows["campaign"].pk)
    other.pk, other.title = None, "另一项任务"
    other.save()
    return other


def _in_review(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    done(reviewing)(rows, patch)
    rows["task"].refresh_from_db()
    rows["letter"].refresh_from_db()


def _without_letter(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    _in_review(rows, patch)
    Letter.objects.all().delete()


def _stale_letter(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    _in_review(rows, patch)
    letters.edited(rows["letter"], {"总体情况": "甲写的"}, rows["performance"], rows["letter"].version)


def _no_material(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    _in_review(rows, patch)
    ReviewScore.objects.all().delete()
    Document.objects.filter(task=rows["task"]).update(task=None)


def _returned(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    _in_review(rows, patch)
    for words in ("缺绩效自评表", f"{LONG}的数对不上，请核对后重新报送"):
        record(rows["performance"], "return", rows["task"], unit=rows["department"], words=words)


def _job(start: Any, **fields: Any) -> Act:
    def act(rows: Rows, _: pytest.MonkeyPatch) -> None:
        start(rows)
        Job.objects.filter(pk=Job.objects.latest("pk").pk).update(**fields)

    return act


def _compared(**fields: Any) -> Act:
    return _job(lambda rows: copied_job.start(rows["campaign"], rows["performance"]), **fields)


def _packed(**fields: Any) -> Act:
    return _job(
        lambda rows: letters_job.start(rows["campaign"], [rows["task"]], rows["performance"]), **fields
    )


_ALIKE = "我们建立了工作机制。" * 8
_SHARED = {
    "units": 2,
    "sentences": 40,
    "found": 1,
    "common": 3,
    "groups": [
        {
            "units": ["青岭县水务局", LONG],
            "likeness": 96,
            "texts": [["青岭县水务局", _ALIKE], [LONG, _ALIKE]],
        }
    ],
}


def _ticked(rows: Rows) -> dict[str, str]:
    return {"task": str(rows["task"].pk)}


def _p(page: str, name: str, args: str = "campaign", **more: Any) -> State:
    return State(page, name, "performance", args, **more)


def _d(page: str, name: str, args: str = "campaign", who: str = "caizheng", **more: Any) -> State:
    return State(page, name, who, args, scene="demo", **more)


def _down(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


def _long_items(*_: Any) -> None:
    Item.objects.update(message=f"{LONG}的合计与各项之和不符，" * 4)
    Answer.objects.update(words=f"已由{LONG}核对更正，" * 5, evidence_name=f"{LONG}.pdf")


_NEW = {
    "kind": "self_evaluation",
    "year": "2025",
    "title": "自评",
    "deadline": "2026-04-30",
    "norms": "43",
    "units": "青岭县水务局\n青岭县没有的局\n水务",
}
STATES = [
    _p("campaigns", "filled", ""),
    State("campaigns", "empty", "performance", scene="people"),
    State("campaigns", "third-party", "third_party"),
    State("campaigns", "403", status=403, shows="由财政局绩效股"),
    _d("campaigns", "demo", ""),
    _p("campaign-new", "filled", ""),
    _p("campaign-new", "lacking", "", sends={"year": "二〇"}, status=422, shows="还不能下达"),
    _p("campaign-new", "unknown-units", "", status=422, shows="认不出的名称",
        sends=lambda r: _NEW | {"unit": str(r["unit"].parent_id)}),
    _d("campaign-board", "demo"),
    _p("campaign-board", "filled"),
    _p("campaign-board", "many", first=_many),
    _p("campaign-board", "nothing-found", query="?state=archived", first=_many),
    _p("campaign-board", "empty", first=_nobody, shows="还没有单位"),
    _p("campaign-board", "assigning", then=lambda page: page.get_by_text("分派").first.click()),
    _p("campaign-board", "returning", then=lambda page: page.get_by_text("退回", exact=True).last.click()),
    State("campaign-board", "third-party", "third_party", "campaign"),
    _p("campaign-act", "none", "campaign take_up", sends={}, status=422, shows="没有选单位"),
    _p("campaign-act", "reminder", "campaign remind", sends=_ticked),
    _p("campaign-act", "refused", "campaign take_up", sends=_ticked, lands="campaign-board"),
    _p("campaign-third", "lacking", sends=lambda r: {**_ticked(r), "person": str(r["third_party"].pk), "starts": ""},
        status=422, shows="没有分派"),
    _p("campaign-sampling", "filled"),
    _p("campaign-sampling", "many", first=_many),
    _p("campaign-draw", "wrong", sends={"method": "all", "share": "多"}, status=422, shows="没有抽样"),
    _p("campaign-draw", "conflict", sends={"method": "all", "share": "50", "version": "99"}, status=409),
    _p("campaign-intake", "filled"),
    _p("campaign-intake", "empty", first=lambda *_: Receipt.objects.all().delete()),
    _p("campaign-intake", "many", first=_many),
    _p("campaign-intake", "under-way", first=lambda *_: Receipt.objects.update(state="waiting")),
    _p("campaign-upload", "none", sends={}, status=422, shows="没有收到文件"),
    _p("campaign-upload", "too-big", files={"file": ("a.md", report("青岭县水务局"))},
        first=limited("UPLOAD_LIMIT", 9), lands="campaign-intake", shows="没有收的"),
    _p("campaign-upload", "begun", files={"file": ("a.md", report("青岭县文化馆"))}, lands="campaign-intake",
        shows="正在识别"),
    _p("campaign-settle", "refused", "campaign receipt", sends=lambda r: {"task": str(r["task"].pk)}, status=409,
        shows="没有归位",
       first=lambda *_: Receipt.objects.update(state="waiting")),
    _p("campaign-consistency", "filled"),
    _d("campaign-consistency", "demo"),
    _p("campaign-consistency", "running", first=_compared(state="running", step="读", done=1, total=3),
        pieces=("job",), then=_down),
    _p("campaign-consistency", "failed", first=_compared(state="failed", error="没有可以比的材料"), then=_down),
    _p("campaign-consistency", "compared", first=_compared(state="done", ended="2026-03-12T02:00Z", result=_SHARED),
        then=_down),
    _p("campaign-letters", "filled"),
    _p("campaign-letters", "many", first=_many),
    _p("campaign-letters", "empty", first=_nobody),
    _p("campaign-letters", "packing", first=_packed(state="running", step="写", done=1, total=3)),
    _p("campaign-letters", "failed", first=_packed(state="failed", error="有一个单位的材料读不出")),
    _p("campaign-letters-all", "none", sends={}, status=422, shows="没有选单位"),
    _p("campaign-letters-sign", "refused", sends=_ticked, lands="campaign-letters"),
    _p("campaign-summary", "filled"),
    _d("campaign-summary", "demo"),
    _p("campaign-summary", "many", first=_many),
    _p("campaign-summary", "empty", first=_nobody, shows="还没有收到材料"),
    _d("desk", "demo", "housing-task"),
    _p("desk", "filled", "task"),
    _p("desk", "reviewing", "task", first=_in_review),
    _p("desk", "to-take-up", "task", first=both(_in_review, changed("task", state="submitted"))),
    _p("desk", "empty", "task", first=_no_material, shows="还没有收到这个单位的材料"),
    _p("desk", "returned", "task", first=_returned, shows="退回过 2 次"),
    State("desk", "third-party", "third_party", "task", first=_in_review),
    _d("desk", "reader", "audit-task", "kuaiji", status=404),
    _p("desk-step", "conflict", "task return", first=_in_review, sends={"version": "0", "reason": "缺"}, status=409,
        shows="没有办成"),
    _p("desk-adopt", "conflict", "task", first=_in_review, sends={"seen": "old"}, status=409, shows="没有采纳"),
    _p("desk-sheet", "filled", "task"),
    _p("desk-sheet", "reviewing", "task", first=_in_review),
    _p("desk-sheet", "empty", "task", first=_no_material),
    _d("desk-sheet", "demo", "housing-task"),
    State("desk-sheet", "third-party", "third_party", "task", first=_in_review),
    _p("desk-score", "wrong", "task score", first=_in_review,
        sends=lambda r: {"choice": "recount:", "score": "多", "version": str(r["score"].version)}, status=422,
        shows="不是数"),
    _p("desk-score", "conflict", "task score", first=_in_review, sends={"choice": "agree", "version": "99"},
        status=409),
    _p("desk-history", "filled", "task score"),
    _p("desk-paper", "nothing", "task 工作底稿", first=_no_material, status=409),
    _p("desk-letter", "filled", "task"),
    _p("desk-letter", "none", "task", first=_without_letter),
    _p("desk-letter", "draft", "task", first=_in_review),
    _d("desk-letter", "demo", "disabled-task"),
    State("desk-letter", "third-party", "third_party", "task", first=_in_review),
    _p("desk-letter-new", "refused", "task", sends={}, status=409, shows="还不能拟意见"),
    _p("desk-letter-save", "conflict", "task", first=_stale_letter, status=409,
        sends=lambda r: {"letter": str(r["letter"].pk), "version": "1", "总体情况": "乙写的"}),
    _p("desk-letter-save", "refused", "task", sends=lambda r: {"letter": str(r["letter"].pk), "version": "1"},
        status=409),
    _p("desk-letter-sign", "conflict", "task", first=_in_review,
        sends=lambda r: {"letter": str(r["letter"].pk), "version": "99"}, status=409, shows="没有签发"),
    State("rectification", "filled"),
    State("rectification", "empty", scene="people"),
    State("rectification", "late", query="?late=1"),
    _d("rectification", "demo", ""),
    State("rectification-task", "filled", args="task"),
    State("rectification-task", "to-receive", args="task", first=done(sent)),
    State("rectification-task", "decided", args="task", first=done(decided)),
    State("rectification-task", "empty", args="task", first=gone(Answer, Item)),
    State("rectification-task", "long", args="task", first=_long_items),
    _p("rectification-task", "reviewer", "task"),
    _d("rectification-task", "demo", "disabled-task", "canlian"),
    _d("rectification-task", "demo-reviewer", "disabled-task"),
    State("rectification-draft", "none", args="task", sends=lambda r: {"document": str(r["document"].pk)},
        lands="rectification-task", shows="请先选择改好的文件"),
    State("rectification-answer", "lacking", args="item", first=changed("item", state="working"),
        sends=lambda r: {"kind": "explained", "words": "", "version": str(r["item"].version)}, status=422),
    State("rectification-answer", "conflict", args="item",
        sends={"kind": "explained", "words": "我写的", "version": "99"}, status=409, shows="我写的"),
    _p("rectification-settle", "lacking", "item",
        sends=lambda r: {"passed": "0", "words": "", "version": str(r["item"].version)}, status=422),
    State("rectification-outcome", "not-yet", args="task", status=409, shows="还不能写"),
]  # fmt: skip
