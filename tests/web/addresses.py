"""Every address of the workspace: with which right its object is found, and which right it needs.

`test_every_address.py` reads this table and walks each line with every role, a stranger, and nobody signed in.
An address without a line fails. A right is an action of `units.roles.TABLE` at a thing of `every_row.World`
(`decide@document`), an action somewhere (`people`), `person` (whoever is signed in) or `anyone`; several are
alternatives. Without `see` the answer is 404, without `needs` 403; nobody signed in is sent to the login.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Data = dict[str, Any] | Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """`args` are the words of the address: rows of the world by name, everything else as it stands."""

    name: str
    see: str
    args: str = ""
    needs: str = ""
    post: Data | None = None
    """What is posted; None for GET."""
    why: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.name}-{'get' if self.post is None else 'post'}"


DRAFT = "document draft"
WHOLE, QUICK, TASK = "view_whole@document", "view_whole@quick", "comment@task"
CAMPAIGN = "campaign@campaign comment@task"
SPEAKS = "decide@document decide_own@document propose_verdict@document"
SETTLES = "decide@document decide_own@document"
SET = "campaign@campaign"
LEDGER, FILLS = "view@ledger", "edit_section@ledger"
RELEASED = "view_whole@publication"
OWED = f"{RELEASED} confirm_publication@publication"

PAGES = [
    Address("home", "person", why="nobody signed in goes to the public pages"),
    Address("alive", "anyone"),
    Address("forgotten", "anyone"),
    Address("no-mail", "person"),
    Address("first", "anyone", why="leads home once the workspace is set up"),
    # the administrator: nothing here is found by anybody else
    Address("manage", "person", needs="people"),
    Address("unit-new", "person", needs="people"),
    Address("unit-new", "person", needs="people", post={}),
    Address("units-paste", "person", needs="people"),
    Address("units-paste", "person", needs="people", post={"text": "青岭县林业局"}),
    Address("unit", "person", "unit", "people"),
    Address("unit", "person", "unit", "people", {}),
    Address("people", "person", needs="people"),
    Address("person-new", "person", needs="people"),
    Address("person-new", "person", needs="people", post={}),
    Address("people-paste", "person", needs="people"),
    Address("people-paste", "person", needs="people", post={"text": ""}),
    Address("person", "person", "leader", "people"),
    Address("person", "person", "leader", "people", {}),
    Address("person-role", "person", "leader", "people", {}),
    Address("person-role-end", "person", "leader held", "people", {}),
    Address("person-password", "person", "leader", "people", {}),
    Address("person-factor", "person", "leader", "people", {}),
    Address("log", "person", needs="log"),
    Address("log-export", "person", needs="log"),
    # the API by its own table; its pages are everybody's own
    Address("api", "person"),
    Address("api-tokens", "person"),
    Address("api-tokens", "person", post={"name": ""}),
    Address("api-token-revoke", "own@token", "token", post={}),
    # jobs: who may see the unit's work, and who began it
    Address("job", "view@job", "job"),
    Address("job-cancel", "view@job", "job", post={}),
    # documents
    Address("quick", "person"),
    Address("quick-upload", "person", post={}),
    Address("quick-paste", "person", post={"text": ""}),
    Address("document", WHOLE, "document"),
    Address("document", QUICK, "quick"),
    Address("document-next", WHOLE, "document", "edit@document", {}, why="reviewers never change a unit's"),
    Address("document-next", QUICK, "quick", post={}),
    Address("document-delete", WHOLE, "document", "-", {}, why="a unit's document stays"),
    Address("document-delete", QUICK, "quick", post={}),
    Address("draft", WHOLE, DRAFT),
    Address("draft", QUICK, "quick 1"),
    Address("draft-progress", WHOLE, DRAFT),
    Address("draft-settings", WHOLE, DRAFT, "check@document", {}),
    Address("draft-figure", WHOLE, f"{DRAFT} 1"),
    Address("draft-page", WHOLE, f"{DRAFT} 1"),
    Address("draft-picture", WHOLE, f"{DRAFT} 1"),
    Address("draft-verdict", WHOLE, f"{DRAFT} finding 0", SPEAKS, {"choice": "later"}),
    Address("draft-adopt", WHOLE, f"{DRAFT} proposal 1 1", "decide@document", {}),
    Address("draft-undo", WHOLE, f"{DRAFT} verdict 1", "decide@document", {}),
    Address("draft-rule", WHOLE, f"{DRAFT} finding", SPEAKS, {"choice": "later"}),
    Address("draft-rule-undo", WHOLE, DRAFT, "", {}, why="undoes what stands in the person's own session"),
    Address(
        "draft-waive", WHOLE, f"{DRAFT} finding", SETTLES, lambda w: {f"reason-{w['finding'].pk}": "没有"}
    ),
    Address("draft-unwaive", WHOLE, f"{DRAFT} waiver", SETTLES, {}),
    Address("draft-export", WHOLE, f"{DRAFT} json"),
    Address("draft-export", WHOLE, f"{DRAFT} pdf", post={}),
    Address("draft-print-list", WHOLE, DRAFT),
    Address("draft-print-text", WHOLE, DRAFT),
    # a department's year
    Address("departments", "person"),
    Address("book-new", "person", needs="edit"),
    Address("book-new", "person", needs="edit", post={}),
    Address("book", "view@book", "book"),
    Address("book-turn", "view@book", "book task", "edit@book", {}),
    Address("book-section", "view_whole@book", "book income", why="a clerk has the sections of the office"),
    Address("book-section", "view_whole@book", "book income", "edit_section@book", {"version": "0"}),
    Address("book-hand", "view_whole@book", "book income", "edit_section@book", {}),
    Address("book-return", "view@book", "book income", "edit@book", {"reason": "缺项"}),
    Address("book-history", "view@book", "book", "view_whole@book"),
    Address("book-workbook", "view@book", "book", "view_whole@book"),
    Address("book-take", "view@book", "book", "edit@book", {}),
    Address("book-check", "view@book", "book", "view_whole@book"),
    Address("book-indicators", "view@book", "book", "view_whole@book"),
    Address("book-evidence", "view@book", "book", "edit_section@book", {}),
    Address("book-evidence-file", "view@book", "book evidence"),
    Address("book-evidence-drop", "view@book", "book evidence", "edit_section@book", {}),
    Address("book-monitoring", "view@book", "book", "view_whole@book"),
    Address("book-monitoring", "view@book", "book", "edit@book", {"month": "7"}),
    Address("book-documents", "view@book", "book", "view_whole@book"),
    Address("book-documents", "view@book", "book", "edit@book", {}),
    Address("book-document", "view@book", "book written", "view_whole@book"),
    Address("book-document-hand", "view@book", "book written", "edit@task", {}),
    Address("book-material", "view@book", "book", "view_whole@book"),
    Address("book-material", "view@book", "book", "edit@task", {}),
    Address("book-material-drop", "view@book", "book document", "edit@task", {}),
    Address("book-sign", "view@book", "book", "view_whole@book"),
    Address(
        "book-step",
        "view@book",
        "book withdraw",
        "withdraw@task",
        lambda w: {"reason": "改", "task": w["task"].pk},
    ),
    Address(
        "book-step",
        "view@book",
        "book prepare",
        "prepare_submission@task",
        lambda w: {"reason": "改", "task": w["task"].pk},
    ),
    # campaigns: who set the work sees all of it, who reviews what was handed in
    Address("campaigns", "person", needs="comment"),
    Address("campaign-new", "person", needs="campaign"),
    Address("campaign-new", "person", needs="campaign", post={}),
    Address("campaign-board", CAMPAIGN, "campaign"),
    Address(
        "campaign-act",
        CAMPAIGN,
        "campaign assign",
        SET,
        lambda w: {"task": w["task"].pk, "reviewer": w["task"].reviewer_id or w["performance"].pk},
    ),
    Address("campaign-act", CAMPAIGN, "campaign remind", SET, lambda w: {"task": w["task"].pk}),
    Address("campaign-act", CAMPAIGN, "campaign take_up", "", {}, why="each unit is asked for its own right"),
    Address(
        "campaign-third",
        CAMPAIGN,
        "campaign",
        SET,
        lambda w: {
            "task": w["task"].pk,
            "person": w["third_party"].pk,
            "starts": "2026-01-01",
            "ends": "2026-02-01",
        },
    ),
    Address("campaign-export", CAMPAIGN, "campaign"),
    Address("campaign-sampling", CAMPAIGN, "campaign", SET),
    Address("campaign-draw", CAMPAIGN, "campaign", SET, {"method": "all"}),
    Address("campaign-intake", CAMPAIGN, "campaign", SET),
    Address("campaign-upload", CAMPAIGN, "campaign", SET, {}),
    Address("campaign-settle", CAMPAIGN, "campaign receipt", SET, {}),
    Address("campaign-consistency", CAMPAIGN, "campaign"),
    Address("campaign-compare", CAMPAIGN, "campaign", post={}),
    Address("campaign-letters", CAMPAIGN, "campaign"),
    Address(
        "campaign-letters-all", CAMPAIGN, "campaign", post={}, why="takes the units that one may draft for"
    ),
    Address(
        "campaign-letters-sign", CAMPAIGN, "campaign", post={}, why="each unit is asked for its own right"
    ),
    Address("letters-zip", "view@zip", "zip"),
    Address("campaign-summary", CAMPAIGN, "campaign"),
    Address("campaign-summary-export", CAMPAIGN, "campaign"),
    Address("desk", TASK, "task"),
    Address("desk-adopt", TASK, "task", "decide@task", {}),
    Address("desk-sheet", TASK, "task"),
    Address(
        "desk-score",
        TASK,
        "task score",
        "propose_score@task",
        lambda w: {"choice": "agree", "version": w["score"].version},
    ),
    Address("desk-history", TASK, "task score"),
    Address("desk-paper", TASK, "task 问题清单"),
    Address("desk-step", TASK, "task return", "return@task", {"reason": "缺附表"}),
    Address("desk-step", TASK, "task pass", "accept@task", {}),
    Address("desk-letter", TASK, "task"),
    Address("desk-letter-new", TASK, "task", "draft_opinion@task", {}),
    Address("desk-letter-save", TASK, "task", "draft_opinion@task", lambda w: {"letter": w["letter"].pk}),
    Address("desk-letter-sign", TASK, "task", "sign_opinion@task", lambda w: {"letter": w["letter"].pk}),
    Address("desk-letter-file", TASK, "task letter"),
    # ledgers: the unit's own people; reviewers see what was frozen, never the rows
    Address("ledgers", "person"),
    Address("ledger-take-up", "person", needs="edit"),
    Address("ledger-take-up", "person", needs="edit", post={}),
    Address("ledger", LEDGER, "ledger"),
    Address("ledger-settings", LEDGER, "ledger", "edit@ledger"),
    Address("ledger-settings", LEDGER, "ledger", "edit@ledger", {"year": "2024"}),
    Address("ledger-leave", LEDGER, "ledger", "edit@ledger", {}),
    Address("ledger-add", LEDGER, "ledger", FILLS),
    Address("ledger-add", LEDGER, "ledger", FILLS, {"enterprise": "青岭"}),
    Address("ledger-export", LEDGER, "ledger"),
    Address("ledger-row", LEDGER, "ledger row"),
    Address("ledger-row", LEDGER, "ledger row", FILLS, {"version": "1"}),
    Address("ledger-row-delete", LEDGER, "ledger row", FILLS, {"reason": "重复"}),
    Address("ledger-prove", LEDGER, "ledger row", FILLS, {}),
    Address("ledger-proof", LEDGER, "ledger proof"),
    Address("ledger-proof-drop", LEDGER, "ledger proof", FILLS, {}),
    Address("ledger-paste", LEDGER, "ledger", FILLS),
    Address("ledger-paste", LEDGER, "ledger", FILLS, {"text": ""}),
    Address("ledger-batch", LEDGER, "ledger batch", FILLS),
    Address("ledger-batch", LEDGER, "ledger batch", FILLS, {"unit": "万元"}),
    Address("ledger-batch-take", LEDGER, "ledger batch", FILLS, {}),
    Address("ledger-batch-undo", LEDGER, "ledger batch", FILLS, {}),
    Address("ledger-batch-drop", LEDGER, "ledger batch", FILLS, {}),
    Address("ledger-measures", LEDGER, "ledger"),
    Address("ledger-measure-build", LEDGER, "ledger", FILLS),
    Address("ledger-measure-build", LEDGER, "ledger", FILLS, {"kind": "count"}),
    Address("ledger-measure", LEDGER, "ledger entered"),
    Address("ledger-measure-bind", LEDGER, "ledger entered", "edit@ledger", {}),
    Address("ledger-measure-drop", LEDGER, "ledger saved-1", FILLS, {}),
    # processes: who acts in one from outside has lines in test_processes.py
    Address("ledger-monitor", LEDGER, "monthly"),
    Address("my-steps", "person"),
    Address("ledger-declare", "person", needs="edit_section"),
    Address("ledger-declare", "person", needs="edit_section", post={}),
    Address("ledger-change", LEDGER, "own", FILLS),
    Address("ledger-change", LEDGER, "own", FILLS, {}),
    Address("process-declare", LEDGER, "own", FILLS),
    Address("process-declare", LEDGER, "own", FILLS, {}),
    Address("ledger-process", LEDGER, "projects"),
    Address("ledger-appoint", LEDGER, "projects", "edit@ledger", {}),
    Address("ledger-dismiss", LEDGER, "projects acting", "edit@ledger", {}),
    Address("run-begin", LEDGER, "projects file", FILLS),
    Address("run-begin", LEDGER, "projects file", FILLS, {}),
    Address("run-take-in", LEDGER, "projects project", FILLS, {}),
    Address("run", LEDGER, "run"),
    Address("run-take", LEDGER, "run formal", post={}, why="refused in words that say who takes the step"),
    Address("run-print", LEDGER, "run formal"),
    Address("run-paper", LEDGER, "run paper"),
    Address("book-take-results", "view@book", "book", "edit@book", {}),
    Address("book-unbind", "view@book", "book binding", "edit@book", {}),
    Address("book-frozen", "view@book", "book frozen", "view_whole@book"),
    # rectification
    Address("rectification", "person"),
    Address("rectification-outcome", "view_whole@task", "task"),
    Address("rectification-task", "view_whole@task", "task"),
    Address("rectification-letter", "view_whole@task", "task"),
    Address("rectification-acknowledge", "view_whole@task", "task", "answer@task", {}),
    Address(
        "rectification-draft",
        "view_whole@task",
        "task",
        "answer@task",
        lambda w: {"document": w["document"].pk},
    ),
    Address("rectification-carry", "view_whole@task", "task", "close_item@task", {}),
    Address("rectification-answer", "view_whole@item", "item", "answer@item", {}),
    Address("rectification-settle", "view_whole@item", "item", "close_item@item", {"passed": "1"}),
    Address("rectification-evidence", "view_whole@item", "answer"),
    # publications: the unit's own before they are out, everybody's afterwards
    Address("disclosure", "person", why="who keeps nothing is led on to the public pages"),
    Address(
        "disclosure-new",
        "prepare_publication@publication",
        post=lambda w: {"unit": w["department"].pk, "kind": "budget", "year": "2025"},
    ),
    Address("disclosure-county", "person", needs="confirm_publication"),
    Address("disclosure-county", "person", needs="confirm_publication", post={}),
    Address("disclosure-county-xlsx", "person", needs="confirm_publication"),
    Address("disclosure-face", "person", needs="confirm_publication"),
    Address("disclosure-face", "person", needs="confirm_publication", post={}),
    Address("publication", OWED, "publication"),
    Address(
        "publication-dates",
        OWED,
        "publication",
        "campaign@publication prepare_publication@publication",
        {"approved_on": "2025-09-01"},
    ),
    Address("publication-file", OWED, "publication", "prepare_publication@publication", {}),
    Address("release-evidence", RELEASED, "release"),
    *(
        Address("release-step", RELEASED, f"release {what}", f"{right}@publication", {"words": "理由"})
        for what, right in (
            ("prepare", "prepare_publication"),
            ("discard", "prepare_publication"),
            ("return", "publish"),
            ("publish", "publish"),
            ("relocate", "publish"),
            ("withhold", "publish"),
            ("confirm", "confirm_publication"),
            ("question", "confirm_publication"),
        )
    ),
    # what is out, while the bureau has opened the public pages
    Address("public", "anyone"),
    Address("public-about", "anyone"),
    Address("public-unit", "anyone", "department"),
    Address("public-csv", "anyone", "department"),
    Address("public-text", "anyone", "department release"),
    Address("public-original", "anyone", "department release"),
]
