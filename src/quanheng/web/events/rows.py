"""Rows against their history: what was changed or removed in the database behind the program's back.

The history keeps every saving of a row with all its columns, so the newest of them is the row. Columns that follow
from others (`editable=False`) are left out, and keys that the database itself cleared when what they led to went.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from simple_history.utils import get_history_manager_for_model

_REMOVED = "-"


def changed_rows() -> Iterator[str]:
    """One line in Chinese for each row that is not what its history says; nothing for a whole database."""
    for model in apps.get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):  # noqa: SLF001  (the library's public mark)
            yield from _changed(model)


def _changed(model: type[models.Model]) -> Iterator[str]:
    fields = [field for field in model._meta.concrete_fields if field.editable or field.primary_key]  # noqa: SLF001
    names = [field.attname for field in fields]
    cleared = {f.attname for f in fields if f.remote_field and f.null}
    history = get_history_manager_for_model(model)
    last: dict[Any, tuple[str, dict[str, Any]]] = {}
    for record in history.order_by("history_id").values("history_type", *names).iterator():
        last[record[names[0]]] = (record["history_type"], record)
    title = model._meta.verbose_name  # noqa: SLF001
    for row in model._base_manager.values(*names).iterator():  # noqa: SLF001
        key = row[names[0]]
        kind, record = last.pop(key, (_REMOVED, {}))
        if kind == _REMOVED:
            yield f"{title} {key}：没有来历，不是由程序建立的"
            continue
        wrong = [
            str(field.verbose_name)
            for field in fields
            if row[field.attname] != record[field.attname]
            and not (field.attname in cleared and row[field.attname] is None)
        ]
        if wrong:
            yield f"{title} {key}：{'、'.join(wrong)} 与修改记录不符，被绕过程序改动过"
    for key, (kind, _) in last.items():
        if kind != _REMOVED:
            yield f"{title} {key}：缺失，被绕过程序删除"
