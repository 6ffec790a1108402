"""Processes in the workspace: a science and technology project through its whole cycle by five roles and more."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quanheng.ledgers.processes.load import process
from quanheng.web.events.log import broken
from quanheng.web.ledgers.models import Acting, Batch, Ledger, Move, Row, RowEvidence, Run
from quanheng.web.ledgers.progress import states
from quanheng.web.ledgers.running import Waiting, course
from quanheng.web.units.models import User
from tests.generator.registers.rows import credit_code

FIRM = "青岭一号科技有限公司"
ROLES = {
    "firm": ("enterprise", FIRM, ""),
    "clerk": ("science", "", ""),
    "expert1": ("expert", "省农科院", ""),
    "expert2": ("expert", "省水科院", ""),
    "expert3": ("expert", "大学", ""),
    "tied": ("expert", "大学", FIRM),
    "chief": ("bureau", "", ""),
    "finance": ("finance", "县财政局", ""),
    "citizen": ("public", "", ""),
}


@pytest.fixture
def ledger(county: Any) -> Ledger:
    """The ledger of projects with everybody named; only the clerk belongs to the unit."""
    made: Ledger = Ledger.objects.create(
        unit=county.department, name="science-projects", section="", year=2025
    )
    accountant = county.client("accountant")
    for name, (role, organisation, ties) in ROLES.items():
        user = User.objects.create_user(name, password="long enough to pass")
        given = {"user": user.pk, "role": role, "organisation": organisation, "ties": ties}
        assert accountant.post(f"/ledgers/{made.pk}/process/appoint/", given).status_code == 302
    assert Acting.objects.count() == len(ROLES)
    return made


def _client(name: str) -> Client:
    made = Client()
    made.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return made


def _papers(step: str) -> dict[str, Any]:
    names = process("science-project").step(step).evidence
    return {
        f"paper-{n}": SimpleUploadedFile(f"{one}.pdf", b"%PDF " + one.encode()) for n, one in enumerate(names)
    }


START = date.today() - timedelta(days=200)


def _file(client: Client, ledger: Ledger, **more: str) -> Any:
    given = {
        "title": "高效节水灌溉装备", "enterprise": FIRM, "code": credit_code(1), "fiscal": "20", "own": "30",
        "on": START.isoformat(), **more,
    }  # fmt: skip
    return client.post(f"/ledgers/{ledger.pk}/process/begin/file/", {**given, **_papers("file")})


class Walk:
    """One project; each step names who takes it, and what is refused before."""

    def __init__(self, run: Run) -> None:
        self.number, self.day = run.pk, START

    def take(self, who: str, step: str, *, days: int = 1, papers: bool = True, **given: str) -> Any:
        self.day += timedelta(days=days)
        version = Run.objects.get(pk=self.number).version
        data = {"version": version, "on": self.day.isoformat(), **given, **(_papers(step) if papers else {})}
        return _client(who).post(f"/ledgers/run/{self.number}/take/{step}/", data)

    def done(self, who: str, step: str, state: str, **given: Any) -> None:
        answer = self.take(who, step, **given)
        assert answer.status_code == 302, answer.context and answer.context["messages"]
        assert Run.objects.get(pk=self.number).state == state

    def refused(self, who: str, step: str, why: str, **given: Any) -> None:
        before, day = Move.objects.count(), self.day
        answer = self.take(who, step, **given)
        self.day = day
        assert answer.status_code == 422
        assert why in answer.content.decode()
        assert Move.objects.count() == before


def _an_expert_sees_nothing_of_another(walk: Walk) -> None:
    address = f"/ledgers/run/{walk.number}/"
    seen = _client("expert2").get(address).content.decode()
    assert "80分" not in seen
    assert "经费偏高" not in seen
    opinion = RowEvidence.objects.get(paper="评审意见")
    assert _client("expert2").get(f"{address}paper/{opinion.pk}/").status_code == 404
    assert _client("expert1").get(f"{address}paper/{opinion.pk}/").status_code == 200
    assert "经费偏高" not in _client("expert2").get(f"{address}print/review/").content.decode()


def test_a_project_walks_its_whole_cycle_with_refusals_at_each_wrong_step(ledger: Ledger) -> None:
    assert _file(_client("clerk"), ledger).status_code == 403
    bare = _client("firm").post(f"/ledgers/{ledger.pk}/process/begin/file/", {"title": "只有名称"})
    assert bare.status_code == 422
    assert "没有附：项目申报书" in bare.content.decode()
    assert _file(_client("firm"), ledger).status_code == 302
    walk = Walk(Run.objects.get())
    walk.refused("firm", "formal", "由科技主管股室办理")
    walk.refused("clerk", "formal", "没有附：形式审查表", papers=False)
    walk.done("clerk", "formal", "形式审查", days=5)
    walk.refused("clerk", "decide", "只能在审定之后办")
    walk.done("clerk", "invite", "评审")
    assert _client("firm").get(f"/ledgers/run/{walk.number}/").status_code == 200
    walk.refused("tied", "review", "应当回避", score="90")
    walk.refused("expert1", "review", "没有填：评审平均分")
    walk.done("expert1", "review", "评审", score="80", note="经费偏高")
    _an_expert_sees_nothing_of_another(walk)
    walk.refused("expert2", "review", "没有填：评审平均分")  # another's score is not one's own
    walk.done("expert2", "review", "评审", score="85")
    walk.refused("clerk", "conclude", "要 3 人，现有 2 人")
    walk.done("expert3", "review", "评审", score="90")
    walk.done("clerk", "conclude", "审定")
    assert Row.objects.get().data["score"] == 8500
    walk.refused("clerk", "decide", "由科技主管部门、财政部门办理")
    walk.done("chief", "decide", "审定")
    walk.refused("chief", "decide", "已经签署")
    walk.done("finance", "decide", "公示")
    walk.refused("chief", "approve", "还没有满7个工作日", number="QLKJ-1")
    walk.done("citizen", "object", "公示")
    walk.refused("chief", "approve", "有 1 件异议没有处理", number="QLKJ-1", days=40)
    walk.done("clerk", "settle", "公示", days=3)
    walk.refused("chief", "approve", "没有填：立项号", days=20)
    walk.done("chief", "approve", "立项", days=20, number="QLKJ-1")
    walk.done("firm", "sign", "立项", due=(date.today() + timedelta(days=90)).isoformat())
    walk.done("clerk", "sign", "签订", due=(date.today() + timedelta(days=90)).isoformat())
    walk.refused("finance", "pay", "大于立项的财政资金", paid_amount="25", allotted=walk.day.isoformat())
    walk.done("finance", "pay", "实施", paid_amount="20", allotted=walk.day.isoformat())
    walk.done("clerk", "midterm", "中期", days=20)
    walk.done("firm", "change", "变更")
    walk.done("clerk", "resume", "实施")
    walk.done("clerk", "accept", "验收", days=20)
    walk.done("clerk", "assess", "绩效考核", performance="92", used="19.5")
    walk.done("chief", "apply", "结题")
    run = Run.objects.get()
    assert run.ended
    row = Row.objects.get()
    assert (row.data["state"], row.data["used"], row.data["accepted"] > row.data["paid"]) == (
        "结题",
        19_500_000,
        True,
    )
    assert Move.objects.filter(run=run).count() == 21
    assert row.evidence.count() == sum(len(one.papers) for one in Move.objects.all())
    assert not list(broken())


def test_who_has_no_part_sees_nothing_and_a_firm_only_its_own(county: Any, ledger: Ledger) -> None:
    _file(_client("firm"), ledger)
    run = Run.objects.get()
    other = User.objects.create_user("firm2", password="long enough to pass")
    given = {"user": other.pk, "role": "enterprise", "organisation": "青岭二号有限公司"}
    county.client("accountant").post(f"/ledgers/{ledger.pk}/process/appoint/", given)
    assert _client("firm2").get(f"/ledgers/run/{run.pk}/").status_code == 404
    assert _client("expert1").get(f"/ledgers/run/{run.pk}/").status_code == 404  # not in review yet
    assert county.client("stranger").get(f"/ledgers/run/{run.pk}/").status_code == 404
    assert _client("firm").get(f"/ledgers/{ledger.pk}/").status_code == 404  # the rows are the unit's
    assert county.client("section").post(f"/ledgers/{ledger.pk}/process/appoint/", {}).status_code == 403
    paper = run.row.evidence.get()
    assert _client("firm").get(f"/ledgers/run/{run.pk}/paper/{paper.pk}/").status_code == 200
    assert _client("firm2").get(f"/ledgers/run/{run.pk}/paper/{paper.pk}/").status_code == 404
    assert "高效节水灌溉装备" in _client("clerk").get("/ledgers/mine/").content.decode()
    dismissed = Acting.objects.get(user__username="clerk")
    county.client("accountant").post(f"/ledgers/{ledger.pk}/process/dismiss/{dismissed.pk}/")
    assert _client("clerk").get(f"/ledgers/run/{run.pk}/").status_code == 404


def test_what_was_done_on_paper_is_entered_for_who_did_it(county: Any, ledger: Ledger) -> None:
    clerk = county.client("section")
    given = {"person": "郑工", "role": "enterprise", "organisation": FIRM}
    assert _file(clerk, ledger, **given).status_code == 302
    move = Move.objects.get()
    assert (move.person, str(move.by)) == ("郑工", "section")
    run = Run.objects.get()
    address = f"/ledgers/run/{run.pk}/take/formal/"
    base = {"version": run.version, "on": START.isoformat(), "person": "王科员"}
    assert clerk.post(address, {**base, "role": "expert", **_papers("formal")}).status_code == 422
    assert clerk.post(address, {**base, "role": "science", **_papers("formal")}).status_code == 302
    again = clerk.post(f"/ledgers/run/{run.pk}/take/invite/", {**base, "role": "science"})
    assert again.status_code == 302  # sent back to look: the version is old
    assert Run.objects.get().state == "形式审查"
    late = {
        **base,
        "version": run.version + 1,
        "role": "science",
        "on": (date.today() + timedelta(days=3)).isoformat(),
    }
    assert "还没有到" in clerk.post(f"/ledgers/run/{run.pk}/take/invite/", late).content.decode()


def test_forms_are_printed_and_a_row_is_taken_into_the_process(county: Any, ledger: Ledger) -> None:
    clerk = county.client("section")
    given = {
        "title": "旧项目",
        "enterprise": FIRM,
        "code": credit_code(2),
        "filed": "2024-03-01",
        "state": "实施",
    }
    clerk.post(f"/ledgers/{ledger.pk}/add/", given)
    row = Row.objects.get()
    assert clerk.post(f"/ledgers/{ledger.pk}/row/{row.pk}/take-in/").status_code == 302
    assert clerk.post(f"/ledgers/{ledger.pk}/row/{row.pk}/take-in/").status_code == 404
    run = Run.objects.get()
    assert run.state == "实施"
    clerk.post(f"/ledgers/{ledger.pk}/row/{row.pk}/", {**given, "state": "结题", "version": row.version})
    assert Row.objects.get().data["state"] == "实施"  # only a step moves it
    for form in process("science-project").forms:
        page = clerk.get(f"/ledgers/run/{run.pk}/print/{form}/")
        assert page.status_code == 200
        assert "旧项目" in page.content.decode()
    assert clerk.get(f"/ledgers/{ledger.pk}/process/").status_code == 200


def test_a_pasted_table_does_not_move_a_row_that_is_on_its_way(county: Any, ledger: Ledger) -> None:
    clerk = county.client("section")
    head = "项目名称\t承担单位\t统一社会信用代码\t立项日期\t状态\n"

    def paste(state: str, filed: str = "2024-03-01") -> Batch:
        text = f"{head}旧项目\t{FIRM}\t{credit_code(2)}\t{filed}\t{state}\n"
        clerk.post(f"/ledgers/{ledger.pk}/paste/", {"text": text, "html": ""})
        return Batch.objects.latest("pk")

    first = paste("实施")
    clerk.post(f"/ledgers/{ledger.pk}/batch/{first.pk}/take/")
    row = Row.objects.get()
    clerk.post(f"/ledgers/{ledger.pk}/row/{row.pk}/take-in/")
    batch = paste("结题")
    assert "状态由办理步骤来定" in clerk.get(f"/ledgers/{ledger.pk}/batch/{batch.pk}/").content.decode()
    clerk.post(f"/ledgers/{ledger.pk}/batch/{batch.pk}/take/")
    assert Row.objects.get().data["state"] == "实施"
    clerk.post(f"/ledgers/{ledger.pk}/batch/{first.pk}/undo/")
    assert not Row.objects.get().deleted  # what came with a table and is on its way stays


def test_the_api_takes_steps_by_the_same_rules(ledger: Ledger) -> None:
    cells = json.dumps({"title": "土壤墒情", "enterprise": FIRM, "code": credit_code(7)})
    plan = {"papers": "项目申报书", "files": SimpleUploadedFile("书.pdf", b"%PDF-1.4 plan")}
    at = f"/api/v1/ledgers/{ledger.pk}/runs"
    assert _client("stranger").post(f"{at}/file", {"cells": cells}).status_code == 404
    assert _client("expert1").post(f"{at}/file", {"cells": cells}).status_code == 403
    firm, clerk = _client("firm"), _client("clerk")
    refused = firm.post(f"{at}/file", {"cells": cells})
    assert (refused.status_code, "项目申报书" in refused.json()["detail"]) == (409, True)
    made = firm.post(f"{at}/file", {"cells": cells, **plan})
    assert (made.status_code, made.json()["organisation"]) == (201, FIRM)
    own = f"/api/v1/runs/{made.json()['id']}"
    assert [one["run"]["id"] for one in firm.get("/api/v1/runs").json()["items"]] == [made.json()["id"]]
    assert _client("expert1").get(own).status_code == 404
    paper = SimpleUploadedFile("表.pdf", b"%PDF-1.4 form")
    form = {"papers": "形式审查表", "files": paper}
    assert clerk.post(f"{own}/steps/formal", form).status_code == 428
    assert clerk.post(f"{own}/steps/formal", form, headers={"If-Match": '"9"'}).status_code == 412
    assert clerk.post(f"{own}/steps/none", form, headers={"If-Match": made["ETag"]}).status_code == 404
    paper.seek(0)
    taken = clerk.post(f"{own}/steps/formal", form, headers={"If-Match": made["ETag"]})
    assert (taken.status_code, taken.json()["state"]) == (200, "形式审查")
    assert list(broken()) == []


def test_a_side_way_that_was_gone_stands_where_it_left_the_line(county: Any) -> None:
    ledger = Ledger.objects.create(unit=county.department, name="rectification", section="", year=2025)
    way = process("rectification")
    row = Row.objects.create(ledger=ledger, key="1", data={"number": "1", "problem": "没有量化"})
    run = Run.objects.create(ledger=ledger, row=row, process=way.name, state="延期")
    for number, (source, target) in enumerate(
        (("", "反馈"), ("反馈", "签收"), ("签收", "措施"), ("措施", "整改"), ("整改", "延期")), 1
    ):
        Move.objects.create(
            run=run,
            number=number,
            step="x",
            person="某",
            role="finance",
            on=START,
            source=source,
            target=target,
        )
    shown = states(course(run), run)
    assert shown[3:] == [("整改", "done"), ("延期", "now"), ("佐证", ""), ("复核", ""), ("销号", "")]
    waiting = Waiting(run, course(run), [], [])
    assert waiting.title == "1 没有量化"
