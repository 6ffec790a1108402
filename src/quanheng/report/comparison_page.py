"""A comparison as one HTML file: it needs no network and no script, and prints on A4."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quanheng.lexicon.departments import function_label, level_label
from quanheng.model.comparison import Comparison
from quanheng.report import words
from quanheng.report.comparison import QUALITY
from quanheng.report.pages import template
from quanheng.report.public.figures import PIECE, figures_of
from quanheng.report.remark_words import TITLES, message, where

if TYPE_CHECKING:
    from quanheng.report.public.site import Panel

MOST = 30
"""Departments whose figures the page shows one by one."""


def encode(made: Comparison, panel: Panel) -> bytes:
    """The page in UTF-8; the panel tells what the peers of a department are and where its form lost points."""
    chosen = made.departments if len(made.departments) <= MOST else []
    piece = template(PIECE)
    page = template("comparison.html").render(
        made=made,
        noticed=sum(made.noticed.values()),
        chosen=chosen,
        pieces={one.slug: piece.render(**figures_of(one, made, panel, lambda _: "", 3)) for one in chosen},
        fired={one.slug: [f for f in made.fired if f.slug == one.slug] for one in chosen},
        rules=_rules(made),
        held={one.slug: one for one in made.held},
        quality=QUALITY,
        titles=TITLES,
        message=message,
        where=where,
        function_label=function_label,
        level_label=level_label,
        words=words,
    )
    return page.encode("utf-8", "replace")


def _rules(made: Comparison) -> list[tuple[str, str, int, int]]:
    """Of every rule that fired: its severity and title, in how many departments, how often; the most first."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for one in made.fired:
        found[one.severity, one.title].append(one.count)
    rows = [(severity, title, len(counts), sum(counts)) for (severity, title), counts in found.items()]
    return sorted(rows, key=lambda row: (-row[2], -row[3], row[1]))
