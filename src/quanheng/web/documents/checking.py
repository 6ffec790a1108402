"""The check of a draft as a job: apart from this process, telling how far it is, its findings as they are found."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import Any

from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from quanheng import pipeline
from quanheng.model.relation import UNDECIDED
from quanheng.model.review import Failure, Review, Reviewed, Underway
from quanheng.model.setting import Setting
from quanheng.report import json as report_json
from quanheng.report import words
from quanheng.report.places import locators
from quanheng.web.documents import found, made, pages, reading
from quanheng.web.documents.models import Document, Draft
from quanheng.web.files.store import content
from quanheng.web.jobs.run import Cancelled, Progress, Refused, job

_STEPS = 4
checked = Signal()
"""Sent when the check of a draft has ended, however; `draft` is to be read anew. May be sent twice for one check."""


@job("check")
def check(progress: Progress) -> dict[str, Any]:
    """Check the draft `args["draft"]`; what another run has been started for in the meantime is left to it."""
    draft = Draft.objects.select_related("document", "file").get(pk=progress.args["draft"])
    mine = Draft.objects.filter(Q(job=progress.row) | Q(job=None), pk=draft.pk)
    if not mine.update(state=Draft.State.READING):
        return {"draft": draft.pk}
    progress.tell("读取文件", 0, _STEPS)
    watch = _Watch(progress, draft)
    try:
        outcome = pipeline.review_apart(draft.name, content(draft.file), made.setting_of(draft), watch)
        if isinstance(outcome, Failure):
            raise Refused(f"{outcome.message}。{outcome.hint}")
        progress.tell(f"{watch.said}，整理结果", _STEPS - 1)
        _keep(draft, outcome, made.setting_of(draft))
    except Cancelled:
        partly = "已取消；下面是取消之前已经发现的，没有核对完" if watch.shown else "已取消，还没有核对出结果"
        mine.update(state=Draft.State.PARTLY, told=partly)
        raise
    except Refused as fault:
        mine.update(state=Draft.State.FAILED, told=str(fault)[:500])
        raise
    finally:
        checked.send(Draft, draft=draft)
    return {"draft": draft.pk}


class _Watch:
    """Hears what the work apart tells: says it on in words, and keeps the findings that are new."""

    def __init__(self, progress: Progress, draft: Draft) -> None:
        self.progress = progress
        self.draft = draft
        self.said = "读取文件"
        self.shown: set[str] = set()

    def __call__(self, said: str, underway: Underway | None) -> None:
        if underway is None:
            self.progress.tell(f"读取：{said}")
            return
        self.said = _steps(underway)
        done = 1 if underway.figures is None else 2
        self.progress.tell(self.said, done, _STEPS)
        keys = {finding.key for finding in underway.findings}
        if keys - self.shown:
            found.keep_early(self.draft, underway.findings)
            self.shown |= keys


def _steps(underway: Underway) -> str:
    """读取 12 页 → 取数 214 个 → 核对 87 项，已发现 5 条."""
    size = f"{underway.pages} 页" if underway.pages else f"{underway.blocks} 段"
    parts = [f"读取 {size}"]
    if underway.figures is not None:
        parts.append(f"取数 {underway.figures} 个")
    if underway.relations:
        parts.append(f"核对 {underway.relations} 项，已发现 {len(underway.findings)} 条")
    return " → ".join(parts)


def _keep(draft: Draft, reviewed: Reviewed, setting: Setting) -> None:
    """Write the made files first and the rows last: a draft that is done has everything it shows."""
    review = pipeline.as_review(reviewed, setting)
    draft.summary = {"made": made.name_of(draft)}
    place = made.folder(draft)
    made.write(place, made.REVIEW, report_json.encode(review))
    made.write(place, made.PICKLED, pickle.dumps(reviewed, pickle.HIGHEST_PROTOCOL))
    reading.make(place, reviewed)
    pages.keep_recognised(place, reviewed)
    draft.summary |= summary(review, setting)
    found.keep(draft, reviewed, locators(review)[0])
    draft.state = Draft.State.DONE
    draft.told = ""
    draft.save(update_fields=["summary", "state", "told"])
    _name_document(draft, reviewed)


def summary(review: Review, setting: Setting) -> dict[str, Any]:
    """What lists show of a checked draft without opening its files; numbers are ints or decimal strings."""
    reviewed = review.documents[0]
    undecided = Counter(r.why or "缺少可比的数" for r in reviewed.relations if r.verdict == UNDECIDED)
    where = locators(review)[0]
    return {
        "kind": reviewed.facts.kind,
        "kind_words": words.KINDS.get(reviewed.facts.kind, reviewed.facts.kind),
        "organisation": reviewed.facts.organisation,
        "year": reviewed.facts.year,
        "jurisdiction": reviewed.facts.jurisdiction,
        "format": reviewed.document.format,
        "pages": reviewed.document.pages,
        "counts": words.severity_counts(reviewed.findings),
        "relations": words.verdict_counts(reviewed.relations),
        "figures": {
            "total": len(reviewed.facts.figures),
            "checked": words.checked_figures(reviewed),
            "alone": words.lone_figures(reviewed),
        },
        "unread": [{"where": where.words(u.place), "reason": u.reason} for u in reviewed.document.unread],
        "undecided": [{"reason": why, "count": count} for why, count in undecided.most_common()],
        "few": words.few_figures(reviewed),
        "recognised": words.recognised(reviewed),
        "norms": review.norms,
        "seconds": {step: round(spent, 3) for step, spent in reviewed.seconds.items()},
        "at": timezone.now().isoformat(timespec="seconds"),
        "indicators": sum(len(form.rows) for form in reviewed.facts.forms),
        "measures": _measures(review, setting),
    } | _scores(review, setting)


def _scores(review: Review, setting: Setting) -> dict[str, Any]:
    """The score that the document gives itself and what we come to; nothing for a document without a form."""
    cards = pipeline.scorecards(review, setting, ("form",))
    if 0 not in cards:
        return {"self_score": None, "computed_score": None}
    card = cards[0]
    own = card.self_score
    total = card.total[1] if card.total else None
    return {
        "self_score": str(own.value) if own else None,
        "computed_score": {"low": str(total.low), "high": str(total.high)} if total else None,
    }


def _measures(review: Review, setting: Setting) -> dict[str, str | None]:
    """What boards lay side by side: spending in 万元, execution and change of the three public costs in per cent."""
    found = pipeline.measures(review.documents[0], setting)
    told = {"spent": found.spent, "execution": found.execution, "three_public": found.three_public}
    return {name: None if value is None else str(value) for name, value in told.items()}


def _name_document(draft: Draft, reviewed: Reviewed) -> None:
    """A document without a task takes kind and year from what was read; with one, the task has said them."""
    facts = reviewed.facts
    if draft.document.latest == draft:
        named = {"kind": facts.kind[:30]} | ({"year": facts.year} if facts.year else {})
        Document.objects.filter(pk=draft.document.pk).update(**named)
