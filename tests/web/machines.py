"""Machines with a workspace of their own: a data folder and a database, SQLite or a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.postgres import Cluster, server


@dataclass
class Machine:
    """A data folder with its database, as on a machine of its own; `setting` is empty for SQLite."""

    data: Path
    setting: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        given = {
            "QUANHENG_DATA": str(self.data),
            "QUANHENG_DATABASE": self.setting,
            "DJANGO_SETTINGS_MODULE": "quanheng.web.settings",
        }
        return subprocess.run(
            [sys.executable, *arguments], capture_output=True, text=True, env=os.environ | given, check=False
        )

    def quanheng(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "quanheng", *arguments)


@dataclass
class Machines:
    """Makes new machines; those with PostgreSQL are servers of their own for the first and all others."""

    folder: Path
    first: Cluster | None
    others: Cluster | None
    made: int = 0

    def new(self) -> Machine:
        self.made += 1
        cluster = self.first if self.made == 1 else self.others
        setting = cluster.create(f"workspace_{self.made}") if cluster else ""
        return Machine(self.folder / f"machine {self.made}" / "data", setting)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def machines(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        yield Machines(folder, None, None)
        return
    with server() as first, server(tcp=True) as others:
        yield Machines(folder, first, others)
