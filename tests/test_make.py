"""The tools of the repository do what the guides say."""

from __future__ import annotations

import os
import shutil
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


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs that has a shell and nothing else; the numbers of user and programs are ours to give."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("bash", "env"):
        (programs / name).symlink_to(str(shutil.which(name)))
    script(programs / "id", "echo 1000")
    return programs


def script(path: Path, body: str) -> None:
    path.write_text(f"#!{shutil.which('sh')}\n{body}\n")
    path.chmod(0o755)


def system(root: Path, programs: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": str(programs), "LANG": os.environ.get("LANG", "C.UTF-8"), **environment}
    return subprocess.run(
        [root / "tools" / "system"], env=given, capture_output=True, encoding="utf-8", check=False
    )


def test_what_the_tests_lack_and_cannot_get_stops_the_run(root: Path, bare: Path) -> None:
    done = system(root, bare)
    assert done.returncode == 2
    assert "没有 apt-get" in done.stderr
    for word in (
        "soffice",
        "chromium",
        "pdftoppm",
        "postgres",
        "中文字体",
        "sudo apt-get install libreoffice-writer-nogui",
    ):
        assert word in done.stderr
    script(bare / "apt-get", "exit 0")
    script(bare / "sudo", "exit 1")
    assert "不是 root" in system(root, bare).stderr


def test_what_the_tests_lack_is_installed(root: Path, bare: Path) -> None:
    script(bare / "id", "echo 0")
    script(bare / "apt-get", f'echo "$@" >> {bare}/seen')
    assert system(root, bare, WITHOUT="chromium 中文字体").returncode == 0
    update, install = (bare / "seen").read_text().splitlines()
    assert update.startswith("update")
    assert install.endswith(
        "libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils postgresql postgresql-client"
    )
    script(bare / "apt-get", "exit 1")
    assert "软件源" in system(root, bare).stderr


def test_nothing_lacks_nothing_happens(root: Path, bare: Path) -> None:
    for name in ("soffice", "chromium", "pdftoppm", "initdb", "pg_dump"):
        script(bare / name, "exit 0")
    script(bare / "fc-list", "echo song")
    done = system(root, bare)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
