"""A plain text is checked without paying for the libraries of other formats."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TEXT = "某林县林业局2023年度部门决算说明\n一、支出\n支出合计1200.50万元，其中：基本支出800万元，项目支出400万元。\n"
FOREIGN = {
    "lxml",
    "selectolax",
    "xlrd",
    "openpyxl",
    "docx",
    "jinja2",
    "lark",
    "multiprocessing",
    "csv",
    "html",
    "http",
    "ssl",
}


def modules_after(code: str, folder: Path) -> set[str]:
    """Top-level modules that `code` loads in a fresh interpreter; what it prints itself is left out."""
    watch = f"import sys\nbefore = set(sys.modules)\n{code}\nprint('|', *(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", watch], cwd=folder, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.rpartition("|")[2].split()}


def test_facts_and_checks_need_no_library_of_a_format(tmp_path: Path) -> None:
    loaded = modules_after("import quanheng.facts.extract, quanheng.checks.engine", tmp_path)
    assert "quanheng" in loaded
    assert not loaded & (FOREIGN | {"argparse", "zipfile", "concurrent"})


def test_a_text_needs_none_either(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    loaded = modules_after("from quanheng.cli import main\nmain(['check', 'a.txt'])", tmp_path)
    assert {"quanheng", "yaml"} <= loaded
    assert not loaded & FOREIGN
