"""Documents, findings, verdicts."""

from __future__ import annotations

from tests.web.operations.line import Line, file

DOCUMENT, DRAFT = "document=document", "document=document number=1"
FINDING = f"{DRAFT} finding=finding"

WHOLE, QUICK = "view_whole@document", "view_whole@quick"
SPEAKS = "decide@document decide_own@document propose_verdict@document"
SETTLES = "decide@document decide_own@document"

LINES = [
    Line("documents", "person"),
    Line("upload_document", "person", form=lambda _: file()),
    Line("document", WHOLE, DOCUMENT),
    Line("delete_document", WHOLE, DOCUMENT, "-"),
    Line("delete_document", QUICK, "document=quick"),
    Line("drafts", WHOLE, DOCUMENT),
    Line("next_draft", WHOLE, DOCUMENT, "edit@document", form=lambda _: file()),
    Line("draft", WHOLE, DRAFT),
    Line("draft", QUICK, "document=quick number=1"),
    Line("recheck", WHOLE, DRAFT, "check@document", {"year": 2025, "jurisdiction": "43"}),
    Line("changes", WHOLE, DRAFT),
    Line("figure", WHOLE, f"{DRAFT} figure=1"),
    Line("outline", WHOLE, DRAFT),
    Line("text", WHOLE, DRAFT),
    Line("page", WHOLE, f"{DRAFT} page=1"),
    Line("page_picture", WHOLE, f"{DRAFT} page=1"),
    Line("make_export", WHOLE, f"{DRAFT} form=json", quiet=True, body={}),
    Line("export", WHOLE, f"{DRAFT} form=json"),
    Line("findings", WHOLE, DRAFT),
    Line("finding", WHOLE, FINDING),
    Line("decide", WHOLE, FINDING, SPEAKS, {"choice": "later"}, match="mine"),
    Line("undo_verdict", WHOLE, FINDING, SPEAKS, match="mine"),
    Line("decide_rule", WHOLE, DRAFT, SPEAKS, {"rule": "no-such/rule", "choice": "later"}, quiet=True),
    Line("waivers", WHOLE, DOCUMENT),
    Line("waive", WHOLE, DOCUMENT, SETTLES, {"rule": "sums/parts", "reason": "没有"}),
    Line("unwaive", WHOLE, f"{DOCUMENT} waiver=waiver", SETTLES),
]
