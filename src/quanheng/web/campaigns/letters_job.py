"""All letters of a campaign at once: those that are missing put together, all of them in one zip."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse

from quanheng.web.campaigns import letters
from quanheng.web.campaigns.models import Campaign, Letter, Task
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.files.store import content, keep
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import Progress, Refused, enqueue, job
from quanheng.web.units.models import User

KIND = "letters"
_EPOCH = (2000, 1, 1, 0, 0, 0)  # the same letters give the same bytes


def start(campaign: Campaign, tasks: list[Task], by: User) -> Job:
    """Hand out the job for those units."""
    ids = [task.pk for task in tasks]
    title = f"{campaign.title}：{len(ids)} 份意见书"
    return enqueue(KIND, title, by, campaign.unit, campaign=campaign.pk, tasks=ids)


def last(campaign: Campaign, user: User) -> Job | None:
    """The newest zip of the campaign that the person asked for."""
    jobs: QuerySet[Job] = Job.objects.visible_to(user).filter(kind=KIND, args__campaign=campaign.pk)
    return jobs.filter(by=user).order_by("-pk").first()


@job(KIND)
def letters_of_all(progress: Progress) -> dict[str, Any]:
    """Done twice it gives the same: a letter that is there is not put together again."""
    by = progress.row.by
    assert by is not None
    seen = Task.objects.visible_to(by, "draft_opinion").select_related("unit", "campaign")
    tasks = list(seen.filter(pk__in=progress.args["tasks"]))
    files, left = {}, []
    for number, task in enumerate(tasks, 1):
        progress.tell(f"{task.unit}", number - 1, len(tasks))
        try:
            letter = task.letters.order_by("-pk").first() or letters.put_together(task, by)
        except (NotNow, PermissionDenied) as fault:
            left.append(f"{task.unit}：{fault}")
            continue
        files[f"{number:02d}_{letters.name_of(letter)}"] = _bytes(letter)
    if not files:
        raise Refused(f"没有可拟的意见书。{'；'.join(left)}"[:500])
    stored = keep([_zip(files | ({"没有写的.txt": "\r\n".join(left).encode("utf-8-sig")} if left else {}))])
    href = reverse("letters-zip", args=[progress.row.pk])
    return {"href": href, "label": f"下载 {len(files)} 份意见书", "file": stored.sha256, "left": left}


def _bytes(letter: Letter) -> bytes:
    return content(letter.file) if letter.file else letters.written(letter)


def _zip(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
