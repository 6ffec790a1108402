"""The name beside a code is that of another code."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.checks.stated import weigh
from quanheng.model.finding import Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "tables/subject-name"


def check(facts: Facts, _setting: Setting) -> Iterator[Finding]:
    """Classifications change every year: it is only asked."""
    return weigh(facts, RULE, "subject_name", {"other": ("doubt", "suspect")})
