"""From a file to a published version, its correction, the bureau's word, and whose turn it is."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.disclosure import board, owing, releases
from quanheng.web.disclosure.clock import clock, deadline
from quanheng.web.disclosure.concerns import concerns
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.disclosure.parts import ABSENT, FOUND, NAMED, TOLD
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Finding
from quanheng.web.documents.verdicts import decide
from quanheng.web.events.log import broken
from quanheng.web.rectification.models import Item
from tests.web.accounts import PRIVATE, RIGHT, SLIP, accounts
from tests.web.disclosure_kit import APPROVED, PAGE, draft_of, put_out, where


def test_the_clock_runs_from_the_approval(publication: Publication) -> None:
    found = deadline(publication)
    assert (found.due, found.certain) == (date(2025, 9, 21), True)
    assert "实施条例" in found.basis
    assert clock(publication).late == (timezone.localdate() - date(2025, 9, 21)).days


def test_a_basis_that_nobody_read_only_asks(publication: Publication) -> None:
    publication.approved_on = date(2019, 9, 1)
    found = clock(publication)
    assert not found.deadline.certain
    assert found.words.endswith("请核实")


def test_without_a_basis_there_is_no_deadline(county: Any) -> None:
    row = owing.owe(
        [county.department], "rectification", 2024, county.people["accountant"], owing.Days(APPROVED)
    )[0]
    assert deadline(row).due is None
    assert clock(row).words == "没有期限"


def test_the_bureau_sets_a_date_for_all_and_a_unit_none_for_itself(county: Any) -> None:
    bureau, unit = county.people["performance"], county.people["accountant"]
    rows = owing.owe(board.over(bureau), "self_evaluation", 2024, bureau, owing.Days(due=date(2025, 10, 1)))
    assert {r.unit for r in rows} >= {county.department, county.other}
    assert deadline(rows[0]).due == date(2025, 10, 1)
    owing.owe([county.department], "self_evaluation", 2024, unit, owing.Days(due=date(2030, 1, 1)))
    assert Publication.objects.get(unit=county.department, kind="self_evaluation").set_due == date(
        2025, 10, 1
    )
    with pytest.raises(PermissionDenied):
        owing.owe([county.other], "self_evaluation", 2024, unit, owing.Days())


def test_who_prepares_does_not_publish_and_the_other_way_round(county: Any, publication: Publication) -> None:
    people, draft = county.people, draft_of(county)
    with pytest.raises(PermissionDenied):
        releases.begin(publication, draft, people["leader"])
    row = releases.begin(publication, draft, people["accountant"])
    with pytest.raises(PermissionDenied):
        releases.prepare(row, "", "", people["leader"], row.version)
    row = releases.prepare(row, "", "", people["accountant"], row.version)
    with pytest.raises(PermissionDenied):
        releases.publish(row, where(), people["accountant"], row.version)
    with pytest.raises(Stale):
        releases.publish(row, where(), people["leader"], row.version - 1)
    with pytest.raises(NotNow, match="网址"):
        releases.publish(row, where(url=""), people["leader"], row.version)
    with pytest.raises(NotNow, match="http"):
        releases.publish(row, where(url="javascript:alert(1)"), people["leader"], row.version)
    with pytest.raises(NotNow, match="还没有到"):
        releases.publish(row, where(timezone.localdate() + timedelta(days=1)), people["leader"], row.version)
    row = releases.publish(row, where(), people["leader"], row.version)
    assert (row.state, clock(publication, row).late) == (Release.State.PUBLISHED, 0)
    assert list(broken()) == []


def test_an_open_error_needs_a_reason(county: Any, publication: Publication) -> None:
    accountant = county.people["accountant"]
    row = releases.begin(publication, draft_of(county, SLIP), accountant)
    assert concerns(row).errors
    with pytest.raises(NotNow, match="仍要公开"):
        releases.prepare(row, " ", "", accountant, row.version)
    finding = Finding.objects.filter(draft=row.draft, severity="error")
    for one in finding:
        decide(row.draft.document, one, "not", "附表另列", accountant)
    assert not concerns(row).errors


def test_private_data_is_told_before_it_is_out(county: Any, publication: Publication) -> None:
    row = releases.begin(publication, draft_of(county, PRIVATE), county.people["accountant"])
    assert any("个人信息" in words for words in concerns(row).words)


def test_another_year_and_unit_are_told(county: Any, publication: Publication) -> None:
    publication.year = 2023
    publication.save()
    row = releases.begin(publication, draft_of(county), county.people["accountant"])
    assert any("2024 年" in words and "2023 年" in words for words in concerns(row).words)


def test_the_parts_that_the_law_names(county: Any, publication: Publication) -> None:
    row = put_out(
        county,
        publication,
        RIGHT.replace(
            "政府采购支出总额80.00万元，其中：政府采购货物支出30.00万元，政府采购服务支出50.00万元",
            "政府采购情况见附表",
        ),
    )
    found = {part["name"]: part for part in row.parts}
    assert (found["机关运行经费"]["state"], found["机关运行经费"]["text"]) == (FOUND, "96.40万元")
    assert "实施条例" in found["政府采购"]["basis"]
    assert found["政府采购"]["state"] == NAMED
    assert found["绩效"]["state"] == TOLD
    assert ABSENT not in {part["state"] for part in row.parts}


def test_a_correction_keeps_both_and_lists_what_changed(county: Any, publication: Publication) -> None:
    first = put_out(county, publication, SLIP, reason="先按期公开")
    with pytest.raises(NotNow, match="一模一样"):
        releases.begin(publication, first.draft, county.people["accountant"])
    with pytest.raises(NotNow, match="更正说明"):
        put_out(county, publication, RIGHT)
    row = Release.objects.get(number=2)
    row = releases.prepare(row, "", "项目支出写错", county.people["accountant"], row.version)
    row = releases.publish(row, where(), county.people["leader"], row.version)
    changed = {(c["old"], c["new"]) for c in row.changes}
    assert ("560.00万元", "500.00万元") in changed
    assert {c["why"] for c in row.changes} == {""}
    first.refresh_from_db()
    assert first.out
    assert first.replaced
    with pytest.raises(NotNow, match="现行"):
        releases.withhold(row, "试试", county.people["leader"], row.version)


def test_what_another_unit_published_is_not_published_again(county: Any, publication: Publication) -> None:
    put_out(county, publication)
    other = owing.owe([county.other], "final_accounts", 2024, county.stranger, owing.Days(APPROVED))[0]
    copy = receive("决算.txt", [accounts()], county.stranger, unit=county.other)
    with pytest.raises(NotNow, match="另一个单位"):
        releases.begin(other, copy, county.stranger)


def test_the_bureau_confirms_or_asks(county: Any, publication: Publication) -> None:
    bureau, leader = county.people["performance"], county.people["leader"]
    row = put_out(county, publication)
    with pytest.raises(PermissionDenied):
        releases.confirm(row, leader, row.version)
    row = releases.question(row, "网址打不开", bureau, row.version)
    row = releases.relocate(row, where(url=f"{PAGE}?2"), leader, row.version)
    row = releases.confirm(row, bureau, row.version)
    assert (row.state, row.url) == (Release.State.CONFIRMED, f"{PAGE}?2")


def test_the_task_of_the_year_goes_on(county: Any, publication: Publication) -> None:
    draft = receive(
        "自评.txt", [accounts()], county.people["accountant"], unit=county.department, task=county.task
    )
    draft.refresh_from_db()
    Task.objects.update(state=Task.State.CLOSED)
    row = releases.begin(publication, draft, county.people["accountant"])
    row = releases.prepare(row, "", "", county.people["accountant"], row.version)
    releases.publish(row, where(), county.people["leader"], row.version)
    assert Task.objects.get(pk=county.task.pk).state == Task.State.PUBLISHED


def test_the_overview_counts_and_leaves_as_excel(county: Any, publication: Publication) -> None:
    bureau = county.people["performance"]
    owing.owe(board.over(bureau), "final_accounts", 2024, bureau, owing.Days())
    put_out(county, publication)
    made = board.county(bureau, "final_accounts", 2024)
    assert dict(made.counts)[board.OUT] == 1
    answer = county.client("performance").get("/disclosure/county.xlsx?kind=final_accounts&year=2024")
    sheet: Any = load_workbook(BytesIO(answer.content)).active
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    assert rows["青岭县水务局"][1:5] == ["2025-09-01", "2025-09-21", "2025-09-15", "按期公开"]
    assert county.client("stranger").get("/disclosure/county/").status_code == 403


def test_the_pages_walk_the_same_way(county: Any) -> None:
    accountant, leader, bureau = (county.client(name) for name in ("accountant", "leader", "performance"))
    assert "还没有布置过" in bureau.get("/disclosure/county/").content.decode()
    bureau.post("/disclosure/county/", {"kind": "final_accounts", "year": 2024, "approved_on": "2025-09-01"})
    row = Publication.objects.get(unit=county.department)
    page = f"/disclosure/{row.pk}/"
    assert "2024年度部门决算" in accountant.get("/disclosure/").content.decode()
    assert county.client("stranger").get(page).status_code == 404
    assert county.client("section").get(page).status_code == 404
    accountant.post(f"{page}file/", {"file": SimpleUploadedFile("决算.txt", accounts())})
    release = Release.objects.get()
    assert "单位正在准备" in bureau.get(page).content.decode()
    assert "决算.txt" not in bureau.get(page).content.decode()
    step = f"/disclosure/release/{release.pk}"
    accountant.post(f"{step}/prepare/", {"version": 1})
    assert leader.post(f"{step}/return/", {"version": 2}).status_code == 422
    given = {
        "version": 2,
        "published_on": "2025-09-20",
        "url": PAGE,
        "evidence": SimpleUploadedFile("a.png", b"x"),
    }
    assert accountant.post(f"{step}/publish/", given).status_code == 403
    given["evidence"] = SimpleUploadedFile("a.png", b"x")
    assert leader.post(f"{step}/publish/", given).status_code == 302
    assert bureau.get(f"{step}/evidence/").status_code == 200
    assert bureau.post(f"{step}/confirm/", {"version": 2}).status_code == 409
    bureau.post(f"{step}/confirm/", {"version": 3})
    release.refresh_from_db()
    assert release.state == Release.State.CONFIRMED
    assert "财政已核对" in bureau.get("/disclosure/county/").content.decode()


def test_home_says_whose_turn_it_is(county: Any, publication: Publication) -> None:
    def turn(role: str) -> list[str]:
        return [words for _, words in board.turns(county.people[role])]

    assert (turn("accountant"), turn("leader")) == (["选择文件"], [])
    row = releases.begin(publication, draft_of(county), county.people["accountant"])
    assert (turn("accountant"), turn("leader")) == (["送审签"], [])
    row = releases.prepare(row, "", "", county.people["accountant"], row.version)
    assert (turn("accountant"), turn("leader")) == ([], ["审签公开"])
    row = releases.publish(row, where(), county.people["leader"], row.version)
    releases.question(row, "缺附表", county.people["performance"], row.version)
    assert (turn("accountant"), turn("leader")) == ([], ["补正：缺附表"])


def test_a_published_file_that_is_put_right_has_to_be_corrected_there(
    county: Any, publication: Publication
) -> None:
    draft = receive(
        "决算.txt", [accounts()], county.people["accountant"], unit=county.department, task=county.task
    )
    draft.refresh_from_db()
    row = releases.begin(publication, draft, county.people["accountant"])
    row = releases.prepare(row, "", "", county.people["accountant"], row.version)
    page, client = f"/rectification/task/{county.task.pk}/", county.client("accountant")
    asked = {"task": county.task, "unit": county.department, "document": draft.document, "draft": draft}
    Item.objects.create(**asked, number=1, ask=Item.Ask.CORRECT, message="合计不符", due=timezone.localdate())
    assert "更正公开" not in client.get(page).content.decode()
    releases.publish(row, where(), county.people["leader"], row.version)
    assert "更正公开" in client.get(page).content.decode()


def test_the_api_lists_publications_in_as_many_queries_however_many_there_are(county: Any) -> None:
    draft, client, counts = draft_of(county), county.client("accountant"), []
    client.get("/api/v1/me")  # how the workspace is used is asked once
    for year in range(2015, 2025):
        row = Publication.objects.create(
            unit=county.department,
            kind="budget",
            year=year,
            approved_on=date(year, 2, 1),
            first_at=timezone.now(),
        )
        Release.objects.create(
            publication=row, draft=draft, number=1, state="published", published_at=timezone.now(),
            published_on=date(year, 2, 11),
        )  # fmt: skip
        if year in {2015, 2024}:
            with CaptureQueriesContext(connection) as asked:
                found = client.get("/api/v1/publications").json()
            counts.append(len(asked))
            assert {one["clock"] for one in found["items"]} == {"按期"}
    assert found["count"] == 10
    assert counts[0] == counts[1]
