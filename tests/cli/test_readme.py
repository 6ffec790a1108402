"""The page that people read first names every command that there is, and none that is not."""

from __future__ import annotations

import re
from pathlib import Path

from quanheng.cli.arguments import _parser


def test_every_command_has_its_row_in_the_readme(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    table = text.split("## 命令", 1)[1].split("\n`check` 的输出", 1)[0]
    named: set[str] = set()
    for row in re.findall(r"^\| (.+?) \|", table, re.M):
        for words in re.findall(r"`([^`]+)`", row):
            named.add(words.removeprefix("quanheng ").split()[0])
    commands = next(action for action in _parser()._actions if action.dest == "命令")
    assert commands.choices is not None
    assert named == set(commands.choices)


def test_the_pages_that_the_readme_leads_to_are_there(root: Path) -> None:
    for name in re.findall(r"\]\(([^)#:]+)\)", (root / "README.md").read_text("utf-8")):
        assert (root / name).exists(), name
