"""A file that comes in is checked, its findings are rows, and verdicts stay with what they were about."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from quanheng.web.campaigns.models import Task
from quanheng.web.documents import found, made, verdicts
from quanheng.web.documents.intake import again, receive, receive_many
from quanheng.web.documents.models import Document, Draft, Finding, Verdict
from quanheng.web.events.models import Event
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import perform
from tests.web.papers import GOOD, NOTICE, WRONG, WRONGER


def _receive(county: Any, text: str = WRONG, **more: Any) -> Draft:
    return receive("自评报告.txt", [text.encode()], county.people["accountant"], **more)


def test_a_file_becomes_a_checked_draft(county: Any) -> None:
    draft = _receive(county, unit=county.department, task=county.task)
    assert draft.state == Draft.State.DONE
    assert draft.summary["organisation"] == "青岭县水务局"
    assert draft.summary["year"] == 2024
    assert draft.summary["counts"]["error"] == draft.findings.filter(severity="error").count() > 0
    first = draft.findings.filter(severity="error").first()
    assert first is not None
    assert first.content["places"][0]["text"] in WRONG
    assert first.content["card"]["where"]
    assert json.loads(made.read(draft, made.REVIEW))["documents"][0]["findings"]
    assert made.reviewed(draft).facts.year == 2024
    draft.document.refresh_from_db()
    assert (draft.document.year, draft.document.kind) == (2024, "self_evaluation_report")
    assert draft.document.owner is None


def test_the_same_bytes_are_the_same_draft(county: Any) -> None:
    draft = _receive(county, unit=county.department)
    assert _receive(county, document=draft.document).pk == draft.pk
    second = _receive(county, WRONGER, document=draft.document)
    assert (second.number, second.document_id) == (2, draft.document_id)


def test_a_check_done_twice_leaves_the_same_rows(county: Any) -> None:
    draft = _receive(county, unit=county.department)
    before = list(draft.findings.values_list("key", "sign", "order"))
    job = draft.job
    assert job is not None
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING)
    perform(job.pk)
    assert list(draft.findings.values_list("key", "sign", "order")) == before


def test_a_run_that_another_has_replaced_writes_nothing(county: Any) -> None:
    draft = _receive(county, unit=county.department)
    old = draft.job
    assert old is not None
    draft = again(draft, county.people["accountant"], {"year": 2023})
    assert draft.summary["year"] == 2023
    draft.findings.all().delete()
    Job.objects.filter(pk=old.pk).update(state=Job.State.WAITING)
    perform(old.pk)
    assert not draft.findings.exists()


def test_a_zip_gives_a_document_for_each_file(county: Any) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("甲/报告.txt", WRONG)
        archive.writestr("乙/报告.txt", GOOD)
    drafts, told = receive_many("全部.zip", [packed.getvalue()], county.people["accountant"])
    assert [draft.name for draft in drafts] == ["报告.txt", "报告.txt"]
    assert len({draft.document_id for draft in drafts}) == 2
    assert not told


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "空"),
        ("图.ofd", b"PK\x03\x04nothing", ""),
        ("坏.docx", b"PK\x03\x04nothing of the kind", ""),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(county: Any, name: str, data: bytes, words: str) -> None:
    draft = receive(name, [data], county.people["accountant"])
    assert draft.state == Draft.State.FAILED
    assert words in draft.told
    assert len(draft.told) > 8
    assert draft.job is not None
    assert draft.job.state == Job.State.FAILED


def test_no_report_is_said_to_be_none(county: Any) -> None:
    draft = _receive(county, NOTICE)
    assert draft.state == Draft.State.DONE
    assert draft.summary["few"]


def _first(draft: Draft) -> Finding:
    one = draft.findings.filter(severity="error").first()
    assert one is not None
    return one


def test_a_verdict_needs_a_reason_a_right_and_the_version_it_saw(county: Any) -> None:
    draft = _receive(county, unit=county.department, task=county.task)
    one, document, people = _first(draft), draft.document, county.people
    with pytest.raises(verdicts.Unsound, match="理由"):
        verdicts.decide(document, one, "not", " ", people["accountant"])
    made_ = verdicts.decide(document, one, "not", "另有批复", people["accountant"])
    assert (made_.side, made_.proposed, made_.version) == (Verdict.Side.OWN, False, 1)
    with pytest.raises(verdicts.Stale, match="不成立"):
        verdicts.decide(document, one, "holds", "", people["leader"])
    assert verdicts.decide(document, one, "holds", "", people["leader"], 1).version == 2
    assert verdicts.decide(document, one, "explain", "", people["section"]).proposed
    with pytest.raises(PermissionDenied):
        verdicts.decide(document, one, "holds", "", county.stranger)
    assert Event.objects.filter(action="decide").count() == 2


def test_the_reviewers_verdict_stands_beside_the_departments(county: Any) -> None:
    draft = _receive(county, unit=county.department, task=county.task)
    one, document, people = _first(draft), draft.document, county.people
    verdicts.decide(document, one, "not", "另有批复", people["accountant"])
    Task.objects.update(submitted_at=timezone.now())
    document = Document.objects.get(pk=document.pk)
    review = verdicts.decide(document, one, "holds", "", people["performance"])
    firm = verdicts.decide(document, one, "explain", "", people["third_party"])
    assert (review.side, review.proposed) == (Verdict.Side.REVIEW, False)
    assert (firm.side, firm.proposed) == (Verdict.Side.REVIEW, True)
    assert [s.verdict.choice for s in verdicts.carry_over(draft)[one.key]] == ["not", "holds", "explain"]


def test_undoing_brings_back_what_stood_before(county: Any) -> None:
    draft = _receive(county, unit=county.department)
    one, who = _first(draft), county.people["accountant"]
    verdicts.decide(draft.document, one, "holds", "", who)
    second = verdicts.decide(draft.document, one, "not", "看错了", who, 1)
    verdicts.undo(second, who, 2)
    back = Verdict.objects.get(pk=second.pk)
    assert (back.choice, back.version) == ("holds", 3)
    fresh = draft.findings.exclude(pk=one.pk).first()
    assert fresh is not None
    verdicts.undo(verdicts.decide(draft.document, fresh, "holds", "", who), who, 1)
    assert not Verdict.objects.filter(key=fresh.key).exists()


def test_a_verdict_stays_while_its_text_is_the_same_and_never_moves(county: Any) -> None:
    draft = _receive(county, unit=county.department)
    who = county.people["accountant"]
    for one in draft.findings.all():
        verdicts.decide(draft.document, one, "holds", "", who)
    second = _receive(county, WRONGER, document=draft.document)
    stands = verdicts.carry_over(second)
    states = {change.state: change for change in verdicts.compare(draft, second)}
    three = next(f for f in second.findings.all() if "6.59" in f.message)
    assert not stands[three.key][0].again
    changed = next(f for f in second.findings.all() if "710" in f.message or "1200" in f.message)
    assert changed.key not in stands or stands[changed.key][0].again
    assert verdicts.STILL in states


def test_of_two_findings_alike_the_one_left_is_asked_about_again(county: Any) -> None:
    """Both have one key but for its number; when the first is put right the second takes its key."""
    line = "2024年公用经费支出80.00万元，比上年70.00万元增长20.00%。"
    twice = GOOD + f"四、水库\n{line}属水库股。\n五、河道\n{line}属河道股。\n"
    draft = _receive(county, twice, unit=county.department)
    families: dict[str, list[Finding]] = {}
    for one in draft.findings.all():
        families.setdefault(found._family(one.key), []).append(one)
    alike = next(rows for rows in families.values() if len(rows) > 1)
    verdicts.decide(draft.document, alike[0], "not", "水库股另有批复", county.people["accountant"])
    once = twice.replace(f"{line}属水库股。", "水库股没有支出。")
    second = _receive(county, once, document=draft.document)
    stands = verdicts.carry_over(second)
    assert all(standing.again for standing in stands.get(found._family(alike[0].key), []))


def test_one_verdict_for_a_rule(county: Any) -> None:
    draft = _receive(county, unit=county.department)
    who = county.people["accountant"]
    rule = _first(draft).rule
    rows = verdicts.decide_rule(draft, rule, "holds", "", who)
    assert len(rows) == draft.findings.filter(rule=rule).count()
    assert not verdicts.decide_rule(draft, rule, "holds", "", who)


def test_a_rule_may_be_left_out_with_a_reason(county: Any) -> None:
    draft = _receive(county, unit=county.department)
    rule, who = _first(draft).rule, county.people["accountant"]
    with pytest.raises(verdicts.Unsound):
        verdicts.waive(draft.document, rule, "", who)
    with pytest.raises(PermissionDenied):
        verdicts.waive(draft.document, rule, "不适用", county.people["section"])
    waiver = verdicts.waive(draft.document, rule, "不适用", who)
    assert rule in verdicts.waived(draft.document)
    verdicts.unwaive(waiver, who)
    assert rule not in verdicts.waived(draft.document)
