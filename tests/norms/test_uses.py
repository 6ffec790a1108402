"""What the program asks of the norms is there."""

from __future__ import annotations

import re
from pathlib import Path

from quanheng.checks.pages import pages
from quanheng.norms import documents, names

ASKED = re.compile(r'\bnorm\(\s*"([^"]+)"')


def test_every_norm_asked_for_by_name_exists(root: Path) -> None:
    asked = {
        name
        for module in (root / "src/quanheng").rglob("*.py")
        for name in ASKED.findall(module.read_text(encoding="utf-8"))
    }
    assert asked, "the pattern finds no use any more"
    assert asked <= set(names()), asked - set(names())


def test_every_law_of_a_page_is_a_known_document() -> None:
    unknown = {(page.id, key) for page in pages().values() for key in page.law if key not in documents()}
    assert unknown == set()
