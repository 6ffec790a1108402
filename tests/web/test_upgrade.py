"""A backup of the version before opens in this one, with everything in it, on both databases.

`previous/` holds backups of a workspace filled by `quanheng serve --demo` with the data of one department kept,
made by `quanheng backup` on 2026-11-21 and packed with xz. They are never made anew from a newer version: a
later one is added beside them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.web.machines import Machine, Machines, machines

__all__ = ["machines"]
PREVIOUS = Path(__file__).parent / "previous"
_LOOK = """
import django; django.setup()
from django.conf import settings; settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from quanheng.web.campaigns.models import Task
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.models import Book
from quanheng.web.documents.models import Draft
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import User
client = Client(); client.force_login(User.objects.get(username="kuaiji"), settings.AUTHENTICATION_BACKENDS[1])
book = Book.objects.order_by("pk").first()
print(Task.objects.count(), Draft.objects.count(), Item.objects.count(), len(record_of(book).values) > 100)
print(*(client.get(path).status_code for path in ("/", "/quick/", f"/department/{book.pk}/", "/rectification/")))
held = Book.objects.exclude(task=None)
print(held.count() > 0, held.filter(tasks=None).count())
"""


def test_a_backup_of_the_version_before_opens_in_this_one(machines: Machines) -> None:
    machine = machines.new()
    kind = "postgresql" if machine.setting else "sqlite"
    done = machine.quanheng("restore", str(PREVIOUS / f"{kind}.tar.xz"))
    assert done.returncode == 0, done.stderr
    assert re.search(r"事件 \d{2,} 条，封签完整.*文件齐全", done.stdout)
    shown = machine.run("-c", _LOOK)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines()[-3:] == ["6 7 5 True", "200 200 200 200", "True 0"]
    pending = machine.run("-m", "django", "migrate", "--check")
    assert pending.returncode == 0, pending.stdout


def test_the_migrations_lead_to_the_models(tmp_path: Path) -> None:
    """The other tests make their tables from the models; here the migrations are asked, in a process that has them."""
    ours = [app.label for app in apps.get_app_configs() if app.name.startswith("quanheng.")]
    assert "units" in ours
    done = Machine(tmp_path, "").run("-m", "django", "makemigrations", *ours, "--check", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_old_backups_stay_as_they_were(kind: str) -> None:
    from hashlib import sha256

    known = dict(line.split()[::-1] for line in (PREVIOUS / "SHA256SUMS").read_text().splitlines())
    name = f"{kind}.tar.xz"
    assert known[name] == sha256((PREVIOUS / name).read_bytes()).hexdigest()
