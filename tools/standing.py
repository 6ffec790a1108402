"""Promote and demote rules by the record of what was looked at: prints the changes, --write makes them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from quanheng.checks.looked import due, looks
from quanheng.checks.pages import Page, pages

CHECKS = Path(__file__).resolve().parents[1] / "src/quanheng/checks"


def changes() -> list[tuple[Page, str]]:
    """Pages whose status is not what the record asks for, with the status that it asks for."""
    unknown = set(looks()) - set(pages())
    if unknown:
        raise SystemExit(f"looked.yaml: no such rule: {', '.join(sorted(unknown))}")
    asked = [(pages()[rule], due(pages()[rule].status, seen)) for rule, seen in looks().items()]
    return [(page, status) for page, status in asked if status != page.status]


def main() -> None:
    """Print or write."""
    for page, status in changes():
        seen = looks()[page.id]
        looked, right = sum(one.looked for one in seen), sum(one.right for one in seen)
        print(f"{page.id}: {page.status} -> {status} ({right} right of {looked})")
        if "--write" in sys.argv[1:]:
            path = CHECKS / f"{page.id}.md"
            text = path.read_text("utf-8")
            path.write_text(re.sub(r"(?m)^status: \w+$", f"status: {status}", text, count=1), "utf-8")


if __name__ == "__main__":
    main()
