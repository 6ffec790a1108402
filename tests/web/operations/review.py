"""Campaigns, review, rectification."""

from __future__ import annotations

from typing import Any

from quanheng.web.campaigns.models import Task
from tests.web.operations.line import Line, file
from tests.web.operations.states import decided, drafting, reviewing, sent, state

TASK, SET, ITEM = "comment@task", "campaign@campaign", "view_whole@item"
CAMPAIGN = "campaign@campaign comment@task"


def new_campaign(rows: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "self_evaluation", "year": 2024, "title": "2024年度自评复核", "unit": rows["root"].pk,
        "deadline": "2027-06-30", "norms": "43", "material": ["self_evaluation_report"], "units": "青岭县水务局",
    }  # fmt: skip


def ticked(rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"tasks": {str(rows["task"].pk): None}, **more}


LINES = [
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
]
