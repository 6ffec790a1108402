"""Cost targets that ask for more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.checks.form_findings import finding
from quanheng.checks.form_worth import is_cost
from quanheng.model.finding import DOUBT, LIKELY, Finding, Mark
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "scores/cost-direction"
_MORE = re.compile(r"^(?:≥|>|>=|不低于|不少于|大于|高于|超过)\d[\d,.]*(?:万|亿|千)?元")
_SAVING = re.compile(r"节约|节省|降低|减少|下降|收入|产值|效益|补助|补贴|标准")


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One question for each row; standards of subsidies are paid in full and may be a floor."""
    for row in (row for form in facts.forms for row in form.rows):
        if is_cost(row) and row.target and _MORE.match(row.target) and not _SAVING.search(row.name):
            place = row.places.get("target")
            if place is not None:
                yield finding(
                    RULE, (DOUBT, LIKELY), row.target, [Mark("stated", row.target, place)], name=row.name
                )
