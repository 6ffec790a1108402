"""Files that leave the workspace: made from the kept review, once, and served again as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from django.urls import reverse

from quanheng import pipeline
from quanheng.model.review import Failure, Review
from quanheng.report import facts_xlsx, render
from quanheng.report.lacking import Lacking
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft
from quanheng.web.files.store import content
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import Progress, Refused, enqueue, job
from quanheng.web.units.models import User


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of export: what the menu says, the end of the file's name, and whether it is worth a job."""

    label: str
    suffix: str
    slow: bool = False


FORMS = {
    "annotated": Form("带批注的原文", "_批注", slow=True),
    "xlsx": Form("问题清单 Excel", "_问题清单.xlsx"),
    "docx": Form("问题清单 Word", "_问题清单.docx"),
    "pdf": Form("问题清单 PDF", "_问题清单.pdf", slow=True),
    "facts": Form("取数表 Excel", "_取数表.xlsx"),
    "html": Form("对照网页（单个文件，可离线看）", "_对照.html"),
    "json": Form("JSON", ".json"),
    "sarif": Form("SARIF", ".sarif"),
}
Maker = Callable[[Draft], tuple[bytes, str]]


def existing(draft: Draft, form: str) -> Path | None:
    """The file where it has been made for this version of the draft."""
    return next(iter(made.folder(draft).glob(f"export-{form}.*")), None)


def file_name(draft: Draft, form: str, path: Path) -> str:
    """What the user's copy is called."""
    suffix = FORMS[form].suffix
    return PurePath(draft.name).stem + (suffix if "." in suffix else suffix + path.suffix)


def export(draft: Draft, form: str) -> Path:
    """Make the file.

    Raises:
        Lacking: a program for it is not installed.
        Refused: it cannot be made of this file; the message says why.
        made.Missing: the draft has to be checked again first.
    """
    data, ending = _annotated(draft) if form == "annotated" else (_rendered(draft, form), "")
    return made.write(
        made.folder(draft), f"export-{form}{ending or PurePath(FORMS[form].suffix).suffix}", data
    )


def ready(draft: Draft, form: str) -> Path | None:
    """The file where it was made or is made quickly; None for one that needs a job. Raises as `export`."""
    path = existing(draft, form)
    return export(draft, form) if path is None and not FORMS[form].slow else path


def begin(draft: Draft, form: str, by: User) -> Job:
    """The job that makes a slow one: the one under way, else a new one."""
    last = last_job(draft, form)
    if last is not None and not last.over:
        return last
    title = f"{FORMS[form].label}：{draft.name}"
    return enqueue("export", title, by, draft.document.unit, draft=draft.pk, form=form)


def last_job(draft: Draft, form: str) -> Job | None:
    """The last try, so that its reason is seen."""
    made_before: Job | None = (
        Job.objects.filter(kind="export", args={"draft": draft.pk, "form": form}).order_by("-pk").first()
    )
    return made_before


def _rendered(draft: Draft, form: str) -> bytes:
    reviewed = made.reviewed(draft)
    if form == "facts":
        return facts_xlsx.encode(reviewed)
    reviewed.path = draft.name
    review: Review = pipeline.as_review(reviewed, made.setting_of(draft))
    found = render(review, form)
    return found.encode() if isinstance(found, str) else found


def _annotated(draft: Draft) -> tuple[bytes, str]:
    outcome = pipeline.annotate(draft.name, content(draft.file), made.setting_of(draft), revisions=False)
    if isinstance(outcome, Failure):
        raise Refused(f"{outcome.message}。{outcome.hint}")
    return outcome[0].data, outcome[0].ending


@job("export")
def export_job(progress: Progress) -> dict[str, Any]:
    """Make the export `args["form"]` of the draft `args["draft"]`."""
    draft = Draft.objects.select_related("document", "file").get(pk=progress.args["draft"])
    form = progress.args["form"]
    progress.tell(f"写{FORMS[form].label}", 0, 1)
    try:
        export(draft, form)
    except Lacking as fault:
        raise Refused(str(fault)) from fault
    except made.Missing as fault:
        raise Refused("核对结果是别的版本做的，请先重新核对，再导出") from fault
    where = reverse("draft-export", args=[draft.document_id, draft.number, form])
    return {"href": where, "label": f"下载{FORMS[form].label}"}
