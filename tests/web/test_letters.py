"""A letter is put together of verdicts, edited, signed once; the letters of all in one file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from quanheng.web.campaigns import letters, letters_job
from quanheng.web.campaigns.intake import take_in
from quanheng.web.campaigns.models import Campaign, Letter, Task
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.events.models import Event
from quanheng.web.units.models import User
from tests.web.review_kit import accept, handed_in, report


def test_a_letter_is_put_together_edited_and_signed_once(county: Any, clerk: User) -> None:
    task = handed_in(county)
    finding = accept(task, clerk)
    firm = county.people["third_party"]
    letter = letters.put_together(task, firm)
    (item,) = letter.content["items"]["更正"]
    assert item["keys"] == [[str(finding.draft.document_id), finding.key]]
    given = {
        "总体情况": "总体较好。",
        "更正-1-问题": "合计与分项不符。",
        "新-问题": "请加强培训。",
        "新-组": "建议",
    }
    letter = letters.edited(letter, given, firm, 1)
    with pytest.raises(Stale):
        letters.edited(letter, given, clerk, 1)
    with pytest.raises(PermissionDenied):
        letters.sign(letter, firm, letter.version, task.version)
    signed = letters.sign(letter, clerk, letter.version, task.version)
    assert (signed.state, Task.objects.get(pk=task.pk).state) == (Letter.State.SIGNED, Task.State.OPINION)
    with pytest.raises(NotNow, match="不能再改"):
        letters.edited(signed, given, clerk, signed.version)
    from docx import Document as Word

    from quanheng.web.files.store import content

    assert signed.file is not None
    text = "\n".join(p.text for p in Word(io.BytesIO(content(signed.file))).paragraphs)
    for said in ("青岭县水务局", "总体较好。", "合计与分项不符。", "请加强培训。"):
        assert said in text
    assert Event.objects.get(action="opine").detail["sha256"] == signed.file_id


def test_a_verdict_on_a_text_that_changed_does_not_enter_the_letter(county: Any, clerk: User) -> None:
    task = handed_in(county)
    accept(task, clerk)
    changed = report("青岭县水务局").replace(b"1,250.00", b"1,260.00")
    take_in(county.campaign, "改.md", [changed], clerk)
    letter = letters.put_together(task, clerk)
    assert letter.content["items"]["更正"] == []


def test_the_zip_of_one_campaign_is_not_shown_in_another(county: Any, clerk: User) -> None:
    task = handed_in(county)
    other = Campaign.objects.create(
        kind=Campaign.Kind.REVIEW, year=2025, title="另一项", unit=county.root, deadline=timezone.localdate()
    )
    job = letters_job.start(county.campaign, [task], clerk)
    assert letters_job.last(county.campaign, clerk) == job
    assert letters_job.last(other, clerk) is None


def test_all_letters_in_one_zip(county: Any, clerk: User) -> None:
    task = handed_in(county)
    accept(task, clerk)
    left = Task.objects.create(campaign=county.campaign, unit=county.other, submitted_at=timezone.now())
    job = letters_job.start(county.campaign, [task, left], clerk)
    assert "文化馆" in job.result["left"][0]
    answer = county.client("performance").get(job.result["href"])
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names[0].endswith("青岭县水务局_2025年度_复核意见书.docx")
    assert county.client("third_party").get(job.result["href"]).status_code == 404
