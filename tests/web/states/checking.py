"""States of the quick check and of jobs: what is refused, what is under way, what was found, what was not."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from quanheng.web.documents import exports, made
from quanheng.web.documents.models import Document, Draft, Finding
from quanheng.web.jobs.models import Job
from tests.web.papers import GOOD, NOTICE, WRONG
from tests.web.states.acts import LONG, Act, both, changed, checked, limited, under_way, working
from tests.web.states.state import Rows, State

_FILE = {"file": ("自评报告.txt", WRONG.encode())}
_RUNNING = {"state": "running", "step": "读取：第 3 页，共 20 页", "done": 1, "total": 4}


def _locked() -> bytes:
    """A PDF that opens with a password only."""
    made, page = BytesIO(), pikepdf.new()
    page.add_blank_page()
    page.save(made, encryption=pikepdf.Encryption(owner="x", user="y"))
    return made.getvalue()


def _early(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    """A check that has found something already, of a text that no other test has had checked."""
    under_way("自评报告.txt", f"{WRONG}\n\n".encode(), **_RUNNING)(rows, patch)
    first = Draft.objects.get(document=rows["new"])
    Draft.objects.filter(pk=first.pk).update(state="reading")
    for one in rows["draft"].findings.all():
        one.pk, one.draft = None, first
        one.save()


def _many_findings(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """A hundred findings more, with long messages in a document of a long name."""
    draft, like = rows["draft"], rows["draft"].findings.first()
    for number in range(100):
        more = {"order": number + 50, "key": f"more-{number}", "message": f"{LONG}的合计与各项之和不符，" * 3}
        kept = {name: getattr(like, name) for name in ("sign", "rule", "severity", "content")}
        Finding.objects.create(draft=draft, **kept, **more)
    Draft.objects.filter(pk=draft.pk).update(
        name=f"{LONG}.docx", summary=draft.summary | {"organisation": LONG, "pages": 200}
    )


def _pictured(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """A document of pages, and the first as a picture."""
    draft, page = rows["draft"], BytesIO()
    sheet = Image.new("L", (595, 842), 255)
    for line in range(30):
        ImageDraw.Draw(sheet).rectangle((60, 60 + 24 * line, 520, 70 + 24 * line), fill=90)
    sheet.save(page, "PNG")
    made.write(made.folder(draft), "page-1-595.00x842.00.png", page.getvalue())


def _many_documents(rows: Rows, _: pytest.MonkeyPatch) -> None:
    for number in range(30):
        row = Document.objects.create(
            title=f"{LONG}的自评报告（第{number}次修改稿）", owner=rows["accountant"]
        )
        Draft.objects.create(
            document=row, number=1 + number % 3, name="a.docx", file=rows["draft"].file, by=rows["accountant"],
            state=list(Draft.State)[number % 5], summary=rows["draft"].summary, told="读不出" if number % 2 else "",
        )  # fmt: skip


def _export(state: str, **more: Any) -> Act:
    def act(rows: Rows, _: pytest.MonkeyPatch) -> None:
        job = exports.begin(rows["draft"], "pdf", rows["accountant"])
        job = job if isinstance(job, Job) else Job.objects.latest("pk")
        Job.objects.filter(pk=job.pk).update(state=state, **more)

    return act


def _one_figure(page: Page) -> None:
    page.locator("#paper [data-figure]").first.click()
    page.locator("#sheet:not([hidden])").wait_for()


def _as_pages(page: Page) -> None:
    page.get_by_role("button", name="页面图像").click()
    page.locator("#pictures svg.picture").first.wait_for()


_NEW = "new 1"
STATES = [
    State("quick", "filled"),
    State("quick", "empty", "other_leader", shows="还没有核对过文件"),
    State("quick", "many", first=_many_documents),
    State("quick", "pasting", then=lambda page: page.get_by_text("粘贴文字").click()),
    State("quick-upload", "none", sends={}, status=422, shows="还没有选择文件"),
    State("quick-upload", "too-big", files=_FILE, first=limited("UPLOAD_LIMIT", 10), status=422, shows="没有收下"),
    State("quick-paste", "none", sends={"text": " "}, status=422, shows="还没有文字"),
    State("quick-upload", "begun", files=_FILE, lands="draft", shows="正在核对", pieces=("draft-progress",)),
    State("draft", "running", args=_NEW, first=_early, shows="已经发现"),
    State(
        "draft", "cancelled-empty", args=_NEW, shows="核对已取消",
        first=both(under_way("a.txt", GOOD.encode()), lambda r, _: Draft.objects.filter(document=r["new"]).update(
            state="partly", told="已取消，还没有核对出结果")),
    ),
    State(
        "draft", "cancelled", args=_NEW, shows="没有核对完",
        first=both(_early, lambda r, _: Draft.objects.filter(document=r["new"]).update(
            state="partly", told="已取消；下面是取消之前已经发现的，没有核对完")),
    ),
    State("draft", "unreadable", args=_NEW, first=checked("坏.docx", b"PK\x03\x04nothing"), shows="没有核对"),
    State("draft", "empty-file", args=_NEW, first=checked("空.txt", b""), shows="没有核对"),
    State("draft", "password", args=_NEW, first=checked("加密.pdf", _locked()), shows="没有核对"),
    State("draft", "no-report", args=_NEW, first=checked("通知.txt", NOTICE.encode()), shows="像是别的文件"),
    State("draft", "nothing-found", args=_NEW, first=checked("好.txt", GOOD.encode())),
    State("draft", "filled", args="document draft", pieces=("draft-figure",), then=_one_figure),
    State("draft", "quick", args="quick 1"),
    State("draft", "long", args="document draft", first=_many_findings),
    State("draft", "second", "zhujian", "housing-document 2", scene="demo"),
    State("draft", "reviewer", "performance", "document draft"),
    State("draft", "third-party", "third_party", "document draft"),
    State("draft", "pictures", args="document draft", first=_pictured, pieces=("draft-page",), then=_as_pages),
    State("draft", "menu-of-exports", args="document draft",
        then=lambda page: page.get_by_text("导出").first.click()),
    State("draft", "menu-of-drafts", args="quick 1", then=lambda page: page.get_by_text("新稿").first.click()),
    State("draft", "undecided", args="document draft", then=lambda page: page.locator("#tally summary").click()),
    State("draft", "keys", args="document draft", then=lambda page: page.keyboard.press("?")),
    State("draft-settings", "wrong", args="quick 1", sends={"year": "二〇", "jurisdiction": "湖南省"}, status=422),
    State("document", "filled", args="document", lands="draft"),
    State("document-next", "none", args="quick", sends={}, status=422, shows="还没有选择改过的文件"),
    State("document-next", "too-big", args="quick", files=_FILE, first=limited("UPLOAD_LIMIT", 10), status=413,
        shows="文件太大"),
    State("document-next", "with-the-bureau", args="document", files=_FILE, first=changed("task", state="reviewing"),
        status=409, shows="不能换稿"),
    State("document-delete", "deleted", args="quick", sends={}, lands="quick", shows="已删除"),
    State("draft-verdict", "no-reason", "performance", "document draft finding 1", sends={"choice": "not"},
        lands="draft", shows="没有记下"),
    State("draft-rule", "decided", "performance", "document draft finding", sends={"choice": "holds"}, lands="draft",
        shows="都记为成立"),
    State("draft-export", "to-begin", args="document draft pdf", shows="还没有做"),
    State("draft-export", "waiting", args="document draft pdf", first=_export("waiting"),
        pieces=("job",)),
    State("draft-export", "running", args="document draft pdf",
        first=_export("running", step="排版", done=1, total=3)),
    State("draft-export", "failed", args="document draft pdf",
        first=_export("failed", error="没有可用的排版程序")),
    State("draft-export", "cancelled", args="document draft pdf",
        first=_export("cancelled", error="已取消，还没有开始")),
    State("draft-print-list", "filled", args="document draft"),
    State("draft-print-list", "empty", args=_NEW, first=checked("好.txt", GOOD.encode())),
    State("draft-print-text", "filled", args="document draft"),
    State("draft-print-text", "none", args=_NEW, first=_early, status=409, shows="没有可以打印的原文"),
    State("home", "job-running", first=working("check", state="running", step="读取", done=1, total=4),
        pieces=("job",)),
]  # fmt: skip
