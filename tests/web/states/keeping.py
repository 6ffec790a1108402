"""States of ledgers, measures and processes."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.web.jobs.models import Job
from quanheng.web.ledgers import doubts, keeping
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Ledger, SavedMeasure
from quanheng.web.ledgers.rows import Writing, add_row, type_inputs
from tests.generator.registers import industry
from tests.generator.registers.rows import YEAR
from tests.web.operations.states import deleted_row, taken
from tests.web.states.acts import LONG, changed, done, limited
from tests.web.states.state import Rows, State
from tests.web.test_ledger_monitor import WORKS


def _many(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """Eighty enterprises with long names and no codes, which the traps catch."""
    schema = schema_of(rows["ledger"])
    for number in range(80):
        given = {"enterprise": f"{LONG}第{number}有限责任公司", "code": f"{number}"}
        add_row(rows["ledger"], type_inputs(schema, given), rows["accountant"])
    doubts.check(rows["ledger"], rows["accountant"])


def _checking(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    _many(rows, patch)
    Job.objects.create(
        kind="ledger-check", title="查台账", args={"ledger": rows["ledger"].pk}, unit=rows["department"],
        by=rows["accountant"], state="running", step="查重", done=2, total=9,
    )  # fmt: skip


def _empty(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """A ledger that the unit has just begun to keep."""
    name = min(keeping.free(rows["department"]))
    rows["new"] = Ledger.objects.create(unit=rows["department"], name=name, year=2025)


def _months(rows: Rows, _: pytest.MonkeyPatch) -> None:
    Ledger.objects.filter(pk=rows["monthly"].pk).update(year=YEAR)
    rows["monthly"].refresh_from_db()
    writing = Writing(rows["monthly"], rows["accountant"])
    for row in industry.months(WORKS, last_year=True):
        writing.add(row)
    writing.write()


def _many_measures(*_: Any) -> None:
    """Twenty more that were built here."""
    like = SavedMeasure.objects.first()
    for number in range(20):
        assert like is not None
        like.pk, like.title = 100 + number, f"{LONG}取数{number}"
        like.save()


def _a(page: str, name: str, args: str = "ledger", **more: Any) -> State:
    return State(page, name, "accountant", args, **more)


def _d(page: str, name: str, args: str, who: str = "gushi", **more: Any) -> State:
    return State(page, name, who, args, scene="demo", **more)


_SOUND = {
    "enterprise": "青岭二号有限公司", "code": "91430121MA4L2X3Y5D", "number": "2025430121A8000123", "entered": "2025-03-01",
    "state": "入库", "version": "0",
}  # fmt: skip
STATES = [
    _a("ledgers", "filled", ""),
    State("ledgers", "empty", scene="people"),
    State("ledgers", "section", "gushi", scene="demo"),
    _a("ledger-take-up", "filled", ""),
    _a("ledger-take-up", "none", "", sends={}, shows="请先勾选"),
    State("ledger-take-up", "403", "section", status=403, shows="由单位财务办理"),
    _a("ledger", "filled"),
    _a("ledger", "empty", "new", first=_empty),
    _a("ledger", "many", first=_many),
    _a("ledger", "checking", first=_checking),
    _a("ledger", "nothing-found", query="?q=没有这一家"),
    _a("ledger", "second-page", query="?page=2", first=_many),
    State("ledger", "reader", "leader", "ledger"),
    _a("ledger-settings", "filled"),
    _a("ledger-settings", "wrong", sends={"year": "20"}),
    _a("ledger-settings", "own", "own"),
    _a("ledger-leave", "refused", sends={}, lands="ledger-settings"),
    _a("ledger-add", "filled"),
    _a("ledger-add", "wrong", sends={"enterprise": "", "listed_on": "三月"}, status=422),
    _a("ledger-row", "filled", "ledger row"),
    _a("ledger-row", "wrong", "ledger row", sends={"enterprise": "", "listed_on": "三月", "version": "2"},
        status=422),
    _a("ledger-row", "conflict", "ledger row", sends=_SOUND, status=409),
    _a("ledger-row", "deleted", "ledger row", first=done(deleted_row)),
    _a("ledger-row", "in-a-process", "projects other", first=lambda r, _: r.update(other=r["run"].row)),
    State("ledger-row", "reader", "leader", "ledger row"),
    _a("ledger-row-delete", "no-reason", "ledger row", sends={"reason": ""}, lands="ledger-row"),
    _a("ledger-prove", "none", "ledger row", sends={}, lands="ledger-row", shows="请先选择佐证文件"),
    _a("ledger-prove", "too-big", "ledger row", files={"files": ("a.pdf", b"%PDF-1.4 too long")},
        first=limited("UPLOAD_LIMIT", 3), lands="ledger-row", shows="超过"),
    _a("ledger-paste", "filled"),
    _a("ledger-paste", "nothing", sends={"text": ""}),
    _a("ledger-paste", "unreadable", files={"file": ("坏.xlsx", b"PK\x03\x04no")}),
    _a("ledger-paste", "looked-at",
        sends={"text": f"企业名称\t统一社会信用代码\n{LONG}\t91430121MA4L2X3Y5D\n青岭\t1\n"}, lands="ledger-batch"),
    _a("ledger-batch", "filled", "ledger batch"),
    _a("ledger-batch", "taken", "ledger batch", first=done(taken)),
    _a("ledger-measures", "filled"),
    _a("ledger-measures", "many", first=_many_measures),
    _a("ledger-measures", "empty", "own"),
    _a("ledger-measure", "filled", "ledger saved-1"),
    _a("ledger-measure", "nothing", "ledger entered"),
    _a("ledger-measure-bind", "none", "ledger entered", sends={}, lands="ledger-measure", shows="请选一个指标"),
    _a("ledger-measure-build", "filled"),
    _a("ledger-measure-build", "computed", query="?title=入库&kind=count"),
    _a("ledger-measure-build", "wrong", query="?title=合计&kind=sum", status=422),
    _a("ledger-measure-build", "not-kept", sends={"title": "", "kind": "sum"}, status=422),
    _a("ledger-batch", "chosen-anew", "ledger batch",
        sends={"column-0": "enterprise", "column-1": "enterprise"}),
    _a("ledger-monitor", "empty", "monthly"),
    _a("ledger-monitor", "filled", "monthly", first=_months, query="?last=6&target=23"),
    _a("my-steps", "filled", ""),
    State("my-steps", "empty", scene="people"),
    _d("my-steps", "demo", ""),
    _a("ledger-declare", "filled", ""),
    _a("ledger-declare", "wrong", "", sends={"title": "", "title-0": "加油站"}, status=422),
    _a("ledger-change", "filled", "own"),
    _a("ledger-change", "conflict", "own",
        sends={"title": "加油站检查", "title-0": "加油站", "key-0": "1", "version": "99"}, status=409),
    _a("process-declare", "filled", "own"),
    _a("process-declare", "wrong", "own", sends={"title-0": "登记"}, status=422),
    _a("ledger-process", "filled", "projects"),
    _a("ledger-process", "own", "own"),
    State("ledger-process", "reader", "leader", "projects"),
    _a("ledger-appoint", "none", "projects", sends={}, lands="ledger-process", shows="请选人员和身份"),
    _a("run-begin", "filled", "projects file"),
    _a("run-begin", "refused", "projects file", sends={"role": "", "title": ""}, status=422),
    _a("run-take-in", "taken", "projects project", sends={}, lands="run", shows="已纳入流程"),
    _a("run", "filled", "run"),
    _a("run", "long", "run", first=changed("department", name=LONG)),
    _a("run-take", "refused", "run formal", sends={"version": "1"}, status=422),
    _a("run-take", "conflict", "run formal", sends={"version": "99"}, lands="run", shows="别人刚办过一步"),
    _a("run-print", "filled", "run formal"),
    *(_d("ledger", f"demo-{number}", name) for number, name in enumerate(("contracts", "satisfaction"))),
]  # fmt: skip
