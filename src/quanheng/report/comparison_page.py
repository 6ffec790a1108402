"""A comparison as one HTML file: it needs no network and no script, and prints on A4."""

from __future__ import annotations

from quanheng.lexicon.departments import function_label, level_label
from quanheng.lexicon.load import label
from quanheng.lexicon.measures import peer_measures
from quanheng.model.comparison import Comparison
from quanheng.report import numbers, words
from quanheng.report.comparison import QUALITY, shown, trend
from quanheng.report.pages import template
from quanheng.report.remark_words import TITLES, message, where

MOST = 30
"""Departments whose figures the page shows one by one."""


def encode(made: Comparison) -> bytes:
    """The page in UTF-8."""
    chosen = made.departments if len(made.departments) <= MOST else []
    page = template("comparison.html").render(
        made=made,
        noticed=sum(made.noticed.values()),
        chosen=chosen,
        trends={one.slug: trend(made.values, one.slug) for one in chosen},
        held={one.slug: one for one in made.held},
        quality=QUALITY,
        titles=TITLES,
        message=message,
        where=where,
        shown=shown,
        label=label,
        measures=peer_measures(),
        function_label=function_label,
        level_label=level_label,
        numbers=numbers,
        words=words,
    )
    return page.encode("utf-8", "replace")
