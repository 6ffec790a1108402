"""The tools of the repository do what the guides say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quanheng.checks.pages import pages, parse


def run(root: Path, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [sys.executable, root / "tools" / tool, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def copied(root: Path, tmp_path: Path) -> Path:
    """The tool in a tree of its own, so that it writes nothing here."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "src/quanheng/checks").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    for tool in ("new_check.py", "catalogue.py"):
        (tmp_path / "tools" / tool).write_text(
            (root / "tools" / tool).read_text(encoding="utf-8"), encoding="utf-8"
        )
    return tmp_path


def test_new_check_writes_a_page_that_the_loader_reads(copied: Path) -> None:
    done = run(copied, "new_check.py", "sums/by-kind")
    assert done.returncode == 0, done.stderr
    page = parse("sums/by-kind", (copied / "src/quanheng/checks/sums/by-kind.md").read_text(encoding="utf-8"))
    assert page.status == "trial"
    assert page.no not in {other.no for other in pages().values()}
    assert [bool(case["finds"]) for case in page.cases] == [True, False]


def test_new_check_never_writes_over_a_page(copied: Path) -> None:
    assert run(copied, "new_check.py", "sums/by-kind").returncode == 0
    assert run(copied, "new_check.py", "sums/by-kind").returncode == 2


@pytest.mark.parametrize("name", ["", "sums", "Sums/x", "sums/按类", "../sums/x"])
def test_new_check_refuses_a_name_that_is_none(copied: Path, name: str) -> None:
    assert run(copied, "new_check.py", name).returncode == 2


def test_stale_catalogue_is_noticed(copied: Path) -> None:
    assert run(copied, "catalogue.py").returncode == 0
    assert run(copied, "catalogue.py", "--check").returncode == 0
    (copied / "docs/norms.md").write_text("old", encoding="utf-8")
    done = run(copied, "catalogue.py", "--check")
    assert done.returncode == 1
    assert done.stdout == "docs/norms.md 已过时，请执行 make docs\n"


def test_example_of_the_guide_is_a_page(root: Path) -> None:
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    source = guide.split("````markdown\n")[1].split("````")[0]
    page = parse("sums/expenditure-by-kind", source)
    assert page.relation["sum"][0] == "expenditure.total"
    assert len(page.cases) == 3
