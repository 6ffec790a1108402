"""Points given in the rows of a form, told together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quanheng.checks.stated import Weight, finding_of_form
from quanheng.model.figure import Statement
from quanheng.model.finding import Finding
from quanheng.model.quantity import plain


def finding_of_points(statements: Sequence[Statement], rule: str, weight: Weight) -> Finding:
    """The points one by one, how many rows and their sum; `names` lists the indicators concerned."""
    printed = [statement.notes["points"].rstrip("分") for statement in statements]
    total = sum((Decimal(points) for points in printed), Decimal(0))
    levels = dict.fromkeys(statement.notes["second"] for statement in statements)
    return finding_of_form(
        statements,
        rule,
        weight,
        "、".join(f"{points}分" for points in printed),
        count=str(len(printed)),
        names="、".join(dict.fromkeys(statement.notes["name"] for statement in statements)),
        levels=f"（{'、'.join(level for level in levels if level)}）" if any(levels) else "",
        sum=f"，合计{plain(total)}分" if len(printed) > 1 else "",
    )
