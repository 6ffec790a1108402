"""What all tests share: the root of the repository, and the rule for tests of shared material."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# No failure for a slow machine, and on every run of CI the same examples.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material; tests that ask for it are skipped where it is not."""
    return SHARED


collect_ignore = [] if SHARED.is_dir() else ["shared"]


def pytest_report_header() -> str | None:
    """Say aloud what is left out, so that a green run elsewhere is not taken for the whole."""
    return None if SHARED.is_dir() else f"不收集 tests/shared：没有 {SHARED}（见 README“测试”）"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason=f"没有 {SHARED}（见 README“测试”）")
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()) or item.get_closest_marker("shared"):
            item.add_marker(skip)
