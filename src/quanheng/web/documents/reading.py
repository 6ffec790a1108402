"""The reading view of a checked draft: made once by the job, then only served."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from quanheng.model.review import Reviewed
from quanheng.report import paper
from quanheng.report.fact_sheets import fact_sheets
from quanheng.report.pieces import Leaf, leaves
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft

OUTLINE = "outline.json"
_STEPS = (400, 800, 1600, 3200, 6400, 12800, 25600)
"""Heights in pixels that a leaf is taken to have before the browser has drawn it; classes tall0 to tall7."""
_CHARACTERS, _LINE = 38, 31


def make(place: Path, reviewed: Reviewed) -> None:
    """Write the text with its marks, the outline and the fact sheets of the figures."""
    pages = [{"leaf": leaf, "tall": _tall(leaf)} for leaf in leaves(reviewed)]
    made.write(place, made.READING, render_to_string("documents/leaves.html", {"leaves": pages}).encode())
    outline = [asdict(chapter) for chapter in paper.chapters(0, reviewed)]
    made.write(place, OUTLINE, json.dumps(outline, ensure_ascii=False).encode())
    sheets = [asdict(sheet) for sheet in fact_sheets(reviewed)]
    made.write(place, made.FIGURES, json.dumps(sheets, ensure_ascii=False).encode())


def _tall(leaf: Leaf) -> int:
    height = leaf.size // _CHARACTERS * _LINE
    return sum(height > step for step in _STEPS)


def outline(draft: Draft) -> list[dict[str, Any]]:
    """The chapters of the text: anchor, title, level, count. Raises made.Missing."""
    found: list[dict[str, Any]] = json.loads(made.read(draft, OUTLINE))
    return found


def figure(draft: Draft, number: int) -> dict[str, Any] | None:
    """The fact sheet of a figure, None for a number that the draft has not. Raises made.Missing."""
    place = made.folder(draft) / made.FIGURES
    if not place.is_file():
        raise made.Missing(made.FIGURES)
    sheets = _sheets(place, place.stat().st_mtime_ns)
    return sheets[number] if 0 <= number < len(sheets) else None


@lru_cache(
    maxsize=4
)  # a person clicks many figures of one document; 200 pages take a tenth of a second to load
def _sheets(place: Path, _changed: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(place.read_bytes())
    return found
