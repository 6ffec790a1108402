"""The program as it is installed, with its own readers and checks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = """某某县某某局2023年度部门决算说明
一、支出决算情况
2023年度支出合计1200.50万元，其中：基本支出800.00万元，占66.64%；项目支出400.00万元，占33.32%。
"""


def program(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "quanheng", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, env=os.environ | environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_a_wrong_total_is_found_and_told(folder: Path) -> None:
    done = program(folder, "check", "a.txt", "--format", "json", "--fail-on", "note")
    assert done.returncode == 1, done.stderr.decode()
    document = json.loads(done.stdout)["documents"][0]
    assert document["figures"]["total"] >= 5
    assert any(f["stated"] and f["stated"]["value"] == "1200.50" for f in document["findings"])


@pytest.mark.parametrize("form", ["json", "sarif", "csv", "html", "short"])
def test_bytes_do_not_depend_on_the_order_of_hashes(folder: Path, form: str) -> None:
    made = []
    for seed in ("1", "2"):
        done = program(folder, "check", "a.txt", "--format", form, PYTHONHASHSEED=seed)
        tree = json.loads(done.stdout) if form == "json" else done.stdout
        if isinstance(tree, dict):
            tree["documents"][0].pop("seconds")
        made.append(tree)
    assert made[0] == made[1]
    assert made[0]


def test_a_letter_is_no_error(folder: Path) -> None:
    (folder / "b.txt").write_text("关于召开会议的通知\n请各单位参加。\n", "utf-8")
    done = program(folder, "check", "b.txt")
    assert "只取到 0 个数字" in done.stdout.decode()
    assert done.returncode == 0


def test_facts_and_read_work_on_the_same_file(folder: Path) -> None:
    for command in ("read", "facts"):
        done = program(folder, command, "a.txt", "--format", "json")
        assert done.returncode == 0
        assert json.loads(done.stdout)["schema"] == 1
