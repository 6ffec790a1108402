"""What the workspace promises holds on PostgreSQL as on SQLite: the same tests, on a server of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.postgres import Cluster, server

HERE = Path(__file__).parent
TWICE = {
    "a_year": [
        "test_walks.py::test_the_year_from_the_report_to_next_years_check",
        "test_third_party_walk.py",
        "test_return_walk.py",
        "test_answer_walks.py",
        "test_campaigns.py",
        "test_review.py",
        "test_letters.py",
        "test_rectification.py",
        "test_disclosure.py",
        "test_public_pages.py",
    ],
    "rows": [
        "test_jobs.py",
        "test_rights.py",
        "test_events.py",
        "test_first.py",
        "test_checking.py",
        "test_ledgers.py",
        "test_ledger_cells.py",
        "test_ledger_measures.py",
        "test_processes.py",
    ],
}
"""Locks, transactions, constraints and walks; the pages are the same on both databases. Two runs, not one for each
file: most of the time of a short one would go into making its tables."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with server() as running:
        yield running


@pytest.mark.parametrize("name", TWICE)
def test_the_same_holds_on_postgresql(cluster: Cluster, name: str) -> None:
    given = os.environ | {"QUANHENG_DATABASE": cluster.create(name)}
    given.pop("QUANHENG_DATA", None)
    given.pop("PYTEST_XDIST_WORKER", None)
    tests = [str(HERE / test) for test in TWICE[name]]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:cov", *tests],
        cwd=HERE.parents[1],
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert " skipped" not in done.stdout


def test_the_settings_name_that_database(cluster: Cluster) -> None:
    """The tests above would prove nothing if they ran on SQLite after all."""
    words = "from django.conf import settings; print(settings.DATABASES['default']['ENGINE'])"
    given = os.environ | {
        "QUANHENG_DATABASE": cluster.address(),
        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=HERE.parents[1],
        env=given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith("postgresql")
