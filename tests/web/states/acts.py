"""What happens to the rows before somebody looks, in the words of the tables of states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from quanheng.web.documents.intake import receive
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import perform
from tests.web.states.state import Rows

Act = Callable[[Rows, pytest.MonkeyPatch], object]
LONG = "青岭县农业农村和乡村振兴综合服务中心及其所属的第一第二第三水利水电工程建设管理站"
"""A name as long as names of units are at the longest, and a little longer."""


def changed(name: str, /, **fields: Any) -> Act:
    """The row of that name has other fields; nobody is told."""

    def act(rows: Rows, _: pytest.MonkeyPatch) -> None:
        row = rows[name]
        type(row)._base_manager.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()

    return act


def gone(*kinds: type[models.Model]) -> Act:
    """No row of these kinds is there."""
    return lambda *_: [kind._base_manager.all().delete() for kind in kinds]


def both(*acts: Act) -> Act:
    """One after the other."""
    return lambda rows, patch: [act(rows, patch) for act in acts]


def done(act: Callable[[Rows], object]) -> Act:
    """An act that is written for the tests of operations."""
    return lambda rows, _: act(rows)


def limited(name: str, value: int) -> Act:
    """A setting of the office is so small that what is sent is over it."""
    return lambda _, patch: patch.setattr(f"django.conf.settings.{name}", value)


def breaking(path: str) -> Act:
    """The program has a fault there."""

    def fault(*_: Any, **__: Any) -> Any:
        raise RuntimeError("a fault of ours")

    return lambda _, patch: patch.setattr(path, fault)


def checked(name: str, data: bytes, who: str = "accountant", **more: Any) -> Act:
    """Somebody's own file, checked to its end whatever that is; the row `new` is its document."""

    def act(rows: Rows, _: pytest.MonkeyPatch) -> None:
        draft = receive(name, [data], rows[who], **more)
        perform(Job.objects.get(drafts=draft).pk)
        rows["new"] = draft.document
        rows["new-draft"] = draft

    return act


def under_way(name: str, data: bytes, **fields: Any) -> Act:
    """Somebody's own file whose check has come so far; the row `new` is its document."""

    def act(rows: Rows, _: pytest.MonkeyPatch) -> None:
        draft = receive(name, [data], rows["accountant"])
        Job.objects.filter(drafts=draft).update(**fields)
        rows["new"] = draft.document

    return act


def working(kind: str, **fields: Any) -> Act:
    """The last job of that kind stands so."""

    def act(*_: Any) -> None:
        last = Job.objects.filter(kind=kind).latest("pk")
        Job.objects.filter(pk=last.pk).update(**fields)

    return act
