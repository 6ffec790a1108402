"""A campaign is set up and its units named and drawn; what comes in finds its unit."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from quanheng.web.campaigns import sampling
from quanheng.web.campaigns.forms import CampaignForm
from quanheng.web.campaigns.intake import assign, dismiss, take_in
from quanheng.web.campaigns.models import Receipt, Task
from quanheng.web.campaigns.naming import pasted, resolve
from quanheng.web.campaigns.setting_up import draw_again, set_up
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.disclosure.models import Publication
from quanheng.web.documents.models import Document
from quanheng.web.events.models import Event
from quanheng.web.units.models import User
from tests.web.review_kit import report

_R = Receipt.State


def test_a_pasted_column_loses_heads_numbers_and_doubles() -> None:
    text = "序号\t单位名称\n1\t水务局\n2\t文化馆\t备注\n2\t文化馆\n合计\t2"
    assert pasted(text) == ["水务局", "文化馆"]


def test_a_name_is_taken_only_when_it_is_the_same(county: Any) -> None:
    units = [county.department, county.other]
    same, short, elsewhere, near = resolve("青岭县水务局\n县文化馆\n白沙县水务局\n水务站", units)
    assert (same.unit, short.unit) == (county.department, county.other)
    assert elsewhere.unit is None
    assert near.unit is None
    assert county.department in elsewhere.proposals


def test_a_draw_can_be_repeated_from_its_seed() -> None:
    units = [sampling.Candidate(number, f"单位{number}", Decimal(number)) for number in range(1, 21)]
    one = sampling.draw(units, "random", Decimal(20), "3f2a")
    assert one == sampling.draw(list(reversed(units)), "random", Decimal(20), "3f2a")
    assert len(one.keys) == 4
    assert "种子 3f2a" in one.words
    assert one.keys != sampling.draw(units, "random", Decimal(20), "3f2b").keys
    most = sampling.draw(units, "amount", Decimal(10), "x")
    assert most.keys == {19, 20}
    assert "金额占 18.57%" in most.words  # 39 of 210


def test_unknown_units_come_last_and_are_told() -> None:
    units = [sampling.Candidate(1, "甲", None), sampling.Candidate(2, "乙", Decimal(5))]
    drawn = sampling.draw(units, "amount", Decimal(50), "x")
    assert drawn.keys == {2}
    assert "1 个单位没有数据" in drawn.words


def given(county: Any, **more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "kind": "self_evaluation", "year": 2025, "title": "2025年度自评复核", "unit": county.root.pk,
        "deadline": today + timedelta(days=20), "norms": "43", "material": ["self_evaluation_report"],
        "units": "青岭县水务局\n文化馆", "sampling": "all", "share": "20", "answer_days": "30",
    } | more  # fmt: skip


def test_a_campaign_gives_every_unit_its_part(county: Any, clerk: User, colleague: User) -> None:
    today = timezone.localdate()
    more = {
        "reviewers": [clerk.pk, colleague.pk],
        "third": [county.people["third_party"].pk],
        "third_from": today,
        "third_to": today + timedelta(days=9),
    }
    form = CampaignForm(clerk, given(county, **more))
    assert form.is_valid(), form.errors
    campaign, sample = set_up(form.cleaned_data, clerk)
    tasks = list(campaign.tasks.order_by("unit__path"))
    assert [task.unit for task in tasks] == [county.department, county.other]
    assert {task.reviewer for task in tasks} == {clerk, colleague}
    assert all(task.assignments.get().user == county.people["third_party"] for task in tasks)
    assert sample.words == "全部 2 个单位"
    assert Event.objects.get(action="campaign").detail["drawn"] == ["青岭县水务局", "青岭县文化馆"]


def test_a_campaign_of_disclosure_asks_every_unit_to_publish(county: Any, clerk: User) -> None:
    wanted = {"kind": "disclosure", "material": ["final_accounts", "self_evaluation_report"]}
    form = CampaignForm(clerk, given(county, **wanted))
    assert form.is_valid(), form.errors
    campaign, _ = set_up(form.cleaned_data, clerk)
    asked = Publication.objects.order_by("unit__path")
    assert [(one.unit, one.kind, one.year) for one in asked] == [
        (unit, "final_accounts", 2025) for unit in (county.department, county.other)
    ]
    assert {one.set_due for one in asked} == {campaign.deadline}
    evaluation = CampaignForm(clerk, given(county, material=["final_accounts"]))
    assert evaluation.is_valid()
    set_up(evaluation.cleaned_data, clerk)
    assert Publication.objects.count() == 2


def test_the_places_that_the_form_names_are_those_that_it_takes(county: Any, clerk: User) -> None:
    told = str(CampaignForm(clerk).fields["norms"].help_text)
    codes = re.findall(r"[、：](\S*?) \S+?(?=[、，])", told)
    assert "43" in codes
    for code in codes:
        assert CampaignForm(clerk, given(county, norms=code)).is_valid(), code


def test_unknown_names_are_asked_about_and_can_be_left_out(county: Any, clerk: User) -> None:
    form = CampaignForm(clerk, given(county, units="水务局\n水务总站"))
    assert not form.is_valid()
    assert [one.text for one in form.unresolved] == ["水务总站"]
    again = CampaignForm(clerk, given(county, units="水务局\n水务总站") | {"as:水务总站": "skip"})
    assert again.is_valid()
    assert again.skipped == ["水务总站"]


def test_only_the_performance_section_sets_work(county: Any) -> None:
    assert county.client("accountant").get("/campaigns/new/").status_code == 403
    assert county.client("third_party").get("/campaigns/new/").status_code == 403
    page = county.client("performance").get("/campaigns/new/")
    assert "青岭县水务局\n青岭县文化馆" in page.content.decode().replace("\r", "")


def test_no_draw_after_review_has_begun(county: Any, clerk: User) -> None:
    campaign = county.campaign
    Task.objects.create(campaign=campaign, unit=county.other)
    draw_again(campaign, "random", Decimal(50), "ab", clerk)
    assert campaign.tasks.filter(sampled=True).count() == 1
    campaign.tasks.filter(sampled=True).update(state=Task.State.REVIEWING)
    with pytest.raises(ValueError, match="已开始复核"):
        draw_again(campaign, "all", Decimal(100), "ab", clerk)


def test_files_find_their_units_by_content(county: Any, clerk: User) -> None:
    county.campaign.forms = ["self_evaluation_report", "self_evaluation_form"]
    county.campaign.save()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("甲.md", report("青岭县水务局"))
        out.writestr("乙.md", report("青岭县粮食局"))
        out.writestr("丙.md", report("青岭县水务局", year=2024))
    made = take_in(county.campaign, "材料.zip", [packed.getvalue()], clerk)
    states = dict(Receipt.objects.values_list("name", "state"))
    assert states == {"甲.md": _R.MATCHED, "乙.md": _R.UNMATCHED, "丙.md": _R.UNMATCHED}
    told = {one.name: one.told for one in Receipt.objects.filter(state=_R.UNMATCHED)}
    assert "青岭县粮食局" in told["乙.md"]
    assert "2024 年，本任务为 2025 年" in told["丙.md"]
    assert len(made) == 3
    task = Task.objects.get(pk=county.task.pk)
    assert task.state == Task.State.SUBMITTED
    standing = standings([task], clerk)[task.pk]
    assert (standing.errors, standing.lacking, standing.self_score) == (
        1,
        ["self_evaluation_form"],
        Decimal(98),
    )


def test_the_same_bytes_are_received_once(county: Any, clerk: User) -> None:
    for name in ("甲.md", "乙.md"):
        take_in(county.campaign, name, [report("青岭县水务局")], clerk)
    states = list(Receipt.objects.order_by("pk").values_list("state", flat=True))
    assert states == [_R.MATCHED, _R.DUPLICATE]
    assert Document.objects.count() == 1


def test_a_corrected_report_is_the_next_draft(county: Any, clerk: User) -> None:
    take_in(county.campaign, "甲.md", [report("青岭县水务局")], clerk)
    take_in(county.campaign, "甲改.md", [report("青岭县水务局", wrong=False)], clerk)
    document = Document.objects.get()
    assert [draft.number for draft in document.drafts.order_by("number")] == [1, 2]
    assert standings([county.task], clerk)[county.task.pk].errors == 0


def test_the_tray_is_emptied_by_one_click_and_once(county: Any, clerk: User) -> None:
    (receipt,) = take_in(county.campaign, "乙.md", [report("青岭县粮食局")], clerk)
    receipt.refresh_from_db()
    with pytest.raises(PermissionDenied):
        assign(receipt, county.task, county.people["third_party"])
    assign(receipt, county.task, clerk)
    assert Document.objects.get().unit == county.department
    with pytest.raises(NotNow, match="不用再归位"):
        assign(receipt, county.task, clerk)
    with pytest.raises(NotNow, match="不用再归位"):
        dismiss(receipt, clerk)
    assert Receipt.objects.get(pk=receipt.pk).state == _R.MATCHED
    (other,) = take_in(county.campaign, "丁.md", ["今天下午开会，请准时参加。".encode()], clerk)
    other.refresh_from_db()
    assert other.state == _R.UNMATCHED
    dismiss(other, clerk)
    other.refresh_from_db()
    assert other.state == _R.DISMISSED


def test_who_received_a_file_does_not_own_it(county: Any, clerk: User) -> None:
    take_in(county.campaign, "甲.md", [report("青岭县水务局")], clerk)
    assert Document.objects.get().owner is None
    with pytest.raises(PermissionDenied):
        take_in(county.campaign, "乙.md", [report("青岭县水务局")], county.people["accountant"])
