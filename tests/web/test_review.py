"""The bureau's side once the reports are in: board, scores by rule, what is compared over all units, the summary."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from quanheng.web.campaigns import bulk, copied_job, letters
from quanheng.web.campaigns.board import board, rows_of
from quanheng.web.campaigns.consistency import report as consistency
from quanheng.web.campaigns.deducting import Unsound, outcome, rules
from quanheng.web.campaigns.intake import take_in
from quanheng.web.campaigns.models import Campaign, ReviewScore, Task
from quanheng.web.campaigns.risk import parts, total
from quanheng.web.campaigns.scoring import Given, precedents, settle, totals
from quanheng.web.campaigns.sheet import _bring_up
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.campaigns.summary import summary
from quanheng.web.documents.models import Finding
from quanheng.web.documents.verdicts import decide
from quanheng.web.events.models import Event
from quanheng.web.units.models import User
from tests.web.review_kit import SHARED_SENTENCE, accept, handed_in, report, scores


def test_risk_is_the_documented_sum() -> None:
    made = parts({"error": 7, "doubt": 5, "missing": 2, "note": 4}, 1, Decimal("7206.67"), Decimal("0.16"))
    assert [part.points for part in made] == [21, 5, 2, 3, 2]
    assert [part.words for part in made][1:3] == ["疑点 5×1", "缺少内容 2×1"]
    assert total(parts({"error": 2, "doubt": 5}, 0, None, Decimal("8.8"))) == 16
    assert total(parts({}, 0, None, Decimal(5))) == 0  # more than 5, not 5


def test_facets_count_under_the_others(county: Any, clerk: User) -> None:
    handed_in(county)
    Task.objects.create(campaign=county.campaign, unit=county.other)
    tasks = list(county.campaign.tasks.select_related("unit", "campaign"))
    rows = rows_of(tasks, clerk)
    whole = board(rows, {}, "risk")
    assert [row.task.unit for row in whole.rows] == [county.department, county.other]
    assert whole.header["received"] == 1
    errors = board(rows, {"severity": ["error"]}, "risk")
    assert [row.task.unit for row in errors.rows] == [county.department]
    states = next(facet for facet in errors.facets if facet.name == "severity")
    assert {one.value: one.count for one in states.choices}["error"] == 1


def test_a_unit_that_has_not_handed_in_shows_no_content(county: Any, clerk: User) -> None:
    from quanheng.web.documents.intake import receive

    receive(
        "稿.md",
        [report("青岭县水务局")],
        county.people["accountant"],
        unit=county.department,
        task=county.task,
    )
    standing = standings([county.task], clerk)[county.task.pk]
    assert (standing.drafts, standing.errors, standing.spent) == ([], 0, None)
    page = county.client("performance").get(f"/campaigns/{county.campaign.pk}/")
    assert page.status_code == 200
    assert f"/campaigns/desk/{county.task.pk}/" not in page.content.decode()
    assert county.client("performance").get(f"/campaigns/desk/{county.task.pk}/").status_code == 404


def test_bulk_return_fills_the_text_and_names_who_was_refused(county: Any, clerk: User) -> None:
    task = handed_in(county)
    left = Task.objects.create(campaign=county.campaign, unit=county.other)
    found = standings([task, left], clerk)
    made = bulk.send_back([task, left], found, bulk.RETURN_TEXT, clerk, {task.pk: task.version})
    assert made.done == ["青岭县水务局"]
    assert "文化馆" in made.refused[0]
    said = Event.objects.get(action="return").words
    assert said.startswith("青岭县水务局：报送的材料核对出错误 1 处")


def test_a_reminder_names_what_is_owed(county: Any, clerk: User) -> None:
    county.campaign.forms = ["self_evaluation_report"]
    county.campaign.save()
    task = Task.objects.select_related("campaign", "unit").get(pk=county.task.pk)
    text = bulk.remind([task], standings([task], clerk), clerk)
    assert "1. 青岭县水务局：缺绩效自评报告（剩 20 天）" in text
    assert Event.objects.filter(action="remind").exists()


def test_text_and_per_cent_are_one_choice() -> None:
    known = {rule.id: rule for rule in rules("cn", 2025)}
    assert known["no-proof"].choices == [("no-proof:100", "无佐证，扣分值的100%")]
    assert [value for value, _ in known["not-assessable"].choices] == [
        f"not-assessable:{n}" for n in (100, 60, 30)
    ]
    made = outcome(known["not-assessable"], Decimal(30), Decimal(10), Decimal(10), None)
    assert (made.score, made.note) == (Decimal(7), "不可考核，扣分值的30%")
    kept = outcome(known["not-assessable"], Decimal(30), Decimal(10), Decimal(6), None)
    assert kept.score == Decimal(6)
    assert kept.note.endswith("自评不高于此，未再扣")
    with pytest.raises(Unsound, match="之间"):
        outcome(known["recount"], None, Decimal(10), Decimal(9), Decimal(11))


def test_scores_are_settled_proposed_and_versioned(county: Any, clerk: User) -> None:
    task = handed_in(county)
    first, second, third, _ = scores(task, clerk)
    assert (first.name, first.weight, first.self_score, first.sign) == (
        "修复渠道",
        Decimal(30),
        Decimal(30),
        "≥",
    )
    proposed = settle(first, Given("no-proof:100"), county.people["third_party"], 1)
    assert (proposed.state, proposed.review_score) == (ReviewScore.State.PROPOSED, Decimal(0))
    with pytest.raises(Stale):
        settle(first, Given("agree:"), clerk, 1)
    settled = settle(first, Given("not-assessable:30"), clerk, 2)
    assert (settled.state, settled.review_score) == (ReviewScore.State.SETTLED, Decimal(21))
    with pytest.raises(NotNow, match="已由"):
        settle(first, Given("agree:"), county.people["third_party"], 3)
    with pytest.raises(PermissionDenied):
        settle(second, Given("agree:"), county.people["accountant"], 1)
    with pytest.raises(Unsound, match="怎样算"):
        settle(second, Given("recount:", Decimal(20)), clerk, 1)
    with pytest.raises(Unsound, match="不要再写"):
        settle(second, Given("no-proof:100", comment="扣5分"), clerk, 1)
    with pytest.raises(Unsound, match="高于自评"):
        settle(third, Given("recount:", Decimal(30), comment="三项都已完成"), clerk, 1)
    above = settle(third, Given("recount:", Decimal(30), comment="三项都已完成", above="漏报一项"), clerk, 1)
    assert above.remark == "按评分标准重算；三项都已完成；高于自评的理由：漏报一项"
    assert precedents(county.campaign, clerk) == {"not-assessable": "同类问题已按 30% 扣 1 处"}
    assert first.history.count() == 3
    sums = totals(scores(task, clerk))
    assert (sums.settled, sums.review, sums.weight) == (2, None, Decimal(100))


def test_a_new_form_marks_the_decisions_it_touches(county: Any, clerk: User) -> None:
    task = handed_in(county)
    first, second, *_ = scores(task, clerk)
    settle(first, Given("agree:"), clerk, 1)
    settle(second, Given("agree:"), clerk, 1)
    changed = report("青岭县水务局").replace("21公里 | 30 | 30".encode(), "19公里 | 30 | 28".encode())
    take_in(county.campaign, "改.md", [changed], clerk)
    now = {score.name: score for score in scores(task, clerk)}
    assert (now["修复渠道"].changed, now["修复渠道"].self_score) == (True, Decimal(28))
    assert (now["验收合格率"].changed, now["验收合格率"].state) == (False, ReviewScore.State.SETTLED)


def test_unequal_treatment_is_found(county: Any, clerk: User, colleague: User) -> None:
    one = handed_in(county)
    Task.objects.create(campaign=county.campaign, unit=county.other)
    other = handed_in(county, county.other)
    settle(scores(one, clerk)[0], Given("not-assessable:30"), clerk, 1)
    rows = scores(other, colleague)
    settle(rows[0], Given("not-assessable:60"), colleague, 1)
    settle(rows[2], Given("recount:", Decimal(29), comment="另有一项", above="漏报"), colleague, 1)
    ReviewScore.objects.filter(pk=rows[3].pk).update(state="settled", review_score=0, by=colleague)
    found = consistency(county.campaign, clerk)
    assert [(u.name, [(s, len(r)) for s, r in u.shares]) for u in found.uneven] == [
        ("不可考核", [(Decimal(30), 1), (Decimal(60), 1)])
    ]
    assert [row.name for row in found.bare] == ["群众满意度"]
    assert [row.name for row in found.above] == ["群众用水改善"]
    assert {one.name: one.lowered for one in found.reviewers} == {"performance": 1, "colleague": 2}


def test_copied_sentences_are_found_with_names_and_figures_masked(county: Any, clerk: User) -> None:
    mine = "全年完成河道清淤12.5公里，惠及群众3400人，青岭县水务局按月公示进度并接受群众监督。"
    theirs = "全年完成河道清淤8公里，惠及群众210人，青岭县文化馆按月公示进度并接受群众监督。"
    handed_in(county, own=mine)
    Task.objects.create(campaign=county.campaign, unit=county.other)
    handed_in(county, county.other, own=theirs)
    job = copied_job.start(county.campaign, clerk)
    texts = [text for group in job.result["groups"] for _, text in group["texts"]]
    assert {mine, theirs} <= set(texts)
    assert SHARED_SENTENCE in texts
    assert job.result["groups"][0]["units"] == ["青岭县水务局", "青岭县文化馆"]
    page = county.client("performance").get(f"/campaigns/{county.campaign.pk}/consistency/")
    assert "惠及群众210人" in page.content.decode()


def test_only_the_reviewers_word_on_the_newest_text_counts_as_decided(county: Any, clerk: User) -> None:
    task = handed_in(county)

    def decided() -> int:
        return standings([task], clerk)[task.pk].decided

    finding = Finding.objects.filter(draft__document__task=task, severity="error").first()
    assert finding is not None
    decide(finding.draft.document, finding, "not", "表内口径不同", county.people["accountant"], side="own")
    decide(finding.draft.document, finding, "holds", "", county.people["third_party"])
    assert decided() == 0
    verdict = decide(finding.draft.document, finding, "later", "", clerk)
    assert decided() == 0
    decide(finding.draft.document, finding, "holds", "", clerk, verdict.version)
    assert decided() == 1
    changed = report("青岭县水务局").replace(b"1,250.00", b"1,260.00")
    take_in(county.campaign, "改.md", [changed], clerk)
    assert decided() == 0


def test_two_who_open_the_sheet_at_once_make_its_rows_once(county: Any, clerk: User) -> None:
    task = handed_in(county)
    drafts = standings([task], clerk)[task.pk].drafts
    for _ in range(2):  # the second had found no rows either
        _bring_up(task, drafts)
    assert task.scores.count() == 4


def test_counts_in_the_sentence_are_held_against_the_list(county: Any, clerk: User) -> None:
    task = handed_in(county)
    accept(task, clerk)
    letter = letters.put_together(task, clerk)
    assert consistency(county.campaign, clerk).miscounted == []
    letters.edited(letter, {"总体情况": "提出需更正的事项3项。"}, clerk, 1)
    (wrong,) = consistency(county.campaign, clerk).miscounted
    assert (wrong.said, wrong.listed) == ("更正的事项3项", 1)


def test_the_summary_counts_what_holds(county: Any, clerk: User) -> None:
    task = handed_in(county)
    accept(task, clerk)
    for score in scores(task, clerk):
        settle(score, Given("agree:"), clerk, score.version)
    made = summary(county.campaign, clerk)
    (line,) = made.lines
    assert (line.review, line.gap, line.grade, line.holds) == (Decimal(98), Decimal(0), "优", 1)
    assert made.kinds[0][1:] == (1, 1)
    answer = county.client("performance").get(f"/campaigns/{county.campaign.pk}/summary.xlsx")
    from openpyxl import load_workbook

    rows = list(load_workbook(io.BytesIO(answer.content))["通报"].iter_rows(values_only=True))
    assert rows[1][:5] == ("青岭县水务局", "复核中", 98, "94至100", 98)


PAGES = ("", "intake/", "sampling/", "consistency/", "letters/", "summary/", "export/")


DESK = ("", "sheet/", "letter/", "paper/复核表.docx", "paper/问题清单.docx")


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_the_campaign_by_role(county: Any, page: str) -> None:
    handed_in(county)
    setting = page in {"intake/", "sampling/"}
    for role, status in {
        "performance": 200,
        "third_party": 403 if setting else 200,
        "accountant": 404,
    }.items():
        assert county.client(role).get(f"/campaigns/{county.campaign.pk}/{page}").status_code == status, role


@pytest.mark.parametrize("page", DESK)
def test_pages_of_the_desk_by_role(county: Any, page: str) -> None:
    task = handed_in(county)
    for role, status in {"performance": 200, "third_party": 200, "auditor": 200, "accountant": 404}.items():
        assert county.client(role).get(f"/campaigns/desk/{task.pk}/{page}").status_code == status, role


def test_an_old_version_of_a_score_comes_back_with_both(county: Any, clerk: User) -> None:
    task = handed_in(county)
    row = scores(task, clerk)[0]
    settle(row, Given("no-proof:100"), clerk, 1)
    typed = {"choice": "agree:", "comment": "我核过原始单据", "version": "1"}
    answer = county.client("performance").post(f"/campaigns/desk/{task.pk}/score/{row.pk}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我核过原始单据" in page
    assert "无佐证" in page


def test_campaign_without_anything_shows_its_empty_pages(county: Any) -> None:
    empty = Campaign.objects.create(
        kind="review", year=2025, title="空", unit=county.root, deadline=timezone.localdate(), state="open"
    )
    client = county.client("performance")
    for page in PAGES:
        assert client.get(f"/campaigns/{empty.pk}/{page}").status_code == 200, page
