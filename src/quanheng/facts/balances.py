"""Identities of stocks and flows: opening + income - expenditure = closing, assets - liabilities = net."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_OTHER_INCOME = (
    "income.other",
    "income.business",
    "income.undertaking",
    "income.superior",
    "income.subordinate",
    "income.nontax",
)
_TRANSFERS = re.compile(r"上级补助|转贷|调入|上解|还本|稳定调节")  # terms of a government's balance besides
_LEFT_OVER = re.compile(r"收支相抵|年终结余|滚存")  # the accounts of a government, which end with a surplus
_GRAND = ("income.total", "expenditure.grand")
_CARRIED = re.compile(r"结转下年")
# template, result, signed terms
_IDENTITIES: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...] = (
    (
        "funds",
        "carryover.closing",
        (("carryover.opening", 1), ("income.current_year", 1), ("expenditure.total", -1)),
    ),
    (
        "funds",
        "carryover.closing",
        (("carryover.opening", 1), ("income.fiscal", 1), ("expenditure.total", -1)),
    ),
    (
        "funds",
        "carryover.closing",
        (("carryover.opening", 1), ("income.fiscal", 1), ("expenditure.fiscal", -1)),
    ),
    (
        "funds",
        "carryover.fiscal_closing",
        (("carryover.fiscal_opening", 1), ("income.fiscal", 1), ("expenditure.fiscal", -1)),
    ),
    ("funds", "carryover.closing", (("income.total", 1), ("expenditure.total", -1))),
    ("funds-short", "carryover.closing", (("income.all", 1), ("expenditure.total", -1))),
    ("assets", "assets.fixed_net", (("assets.fixed", 1), ("assets.depreciation", -1))),
    ("assets", "assets.net", (("assets.total", 1), ("assets.liabilities", -1))),
    ("quota", "surplus.quota", (("quota.total", 1), ("expenditure.total", -1))),
    ("budget", "expenditure.total", (("income.all", 1),)),
    ("in-use", "assets.fixed", (("assets.in_use", 1),)),
    ("totals", "expenditure.grand", (("income.total", 1),)),
)


def _pick(item: str, like: Mention, near: list[Mention]) -> Mention | None:
    """The figure of that item next to `like`, same year and basis where both say one."""
    fit = [
        m
        for m in near
        if m.figure.item == item and m.attr == LEVEL and m.figure.kind == "level" and m.dimension == MONEY
        and (m.figure.year == like.figure.year or not m.lead.prior) and (m.figure.basis == like.figure.basis or item == "quota.total")
    ]  # fmt: skip
    fit = [m for m in fit if not _within_total(m)] or fit
    before = [m for m in fit if m is not like and near.index(m) < near.index(like)]
    return (before or fit or [None])[-1] if fit else None  # type: ignore[list-item]


def _within_total(mention: Mention) -> bool:
    """收入总计461210万元：本级收入62480万元: what a grand total of the same name has in its list is not that total."""
    item, amount = mention.figure.item, mention.figure.base
    return item in _GRAND and any(p.figure.item == item and p.figure.base > amount for p in mention.parents)


def _surplus_apart(result: Mention, mentions: list[Mention]) -> bool:
    """支出总计446010万元：……。结转下年支出15200万元: what is left is no part of what was spent, the totals differ by it."""
    behind = (m for m in mentions if m.start > result.start and not m.gap.startswith("（"))
    carried = any(_CARRIED.search(m.gap) and result not in m.parents for m in behind)
    return carried or _LEFT_OVER.search(result.after) is not None


def _only(item: str, near: list[Mention]) -> Mention | None:
    """The one amount of that item in the paragraph, on whatever basis: 县级预算240万元，支出812.94万元 sets none for the rest."""
    fit = [m for m in near if m.figure.item == item and m.dimension == MONEY and m.figure.kind == "level"]
    return fit[0] if len(fit) == 1 and fit[0].attr == LEVEL and not fit[0].lead.prior else None


def balance_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """Identities between the figures of one paragraph."""
    for result in mentions:
        if (
            result.attr != LEVEL
            or result.figure.kind != "level"
            or result.dimension != MONEY
            or not result.figure.item
            or result.lead.prior
            or _within_total(result)
        ):
            continue
        for template, item, terms in _IDENTITIES:
            if item != result.figure.item or (template == "budget" and result.figure.basis != "initial"):
                continue
            if template.startswith("funds") and _TRANSFERS.search(result.paragraph.text):
                continue
            if template == "funds-short" and _pick("carryover.opening", result, mentions) is not None:
                continue  # what was left over from last year is part of what is left now
            if "income.fiscal" in dict(terms) and any(
                m.figure.item in _OTHER_INCOME and m.figure.value for m in mentions
            ):
                continue  # what was spent came from elsewhere too
            picked = [(_pick(term, result, mentions), sign) for term, sign in terms]
            alike = all(m is not None for m, _ in picked)
            if not alike and template == "funds" and _only(item, mentions) is result:
                picked = [(_only(term, mentions), sign) for term, sign in terms]
            if all(m is not None for m, _ in picked):
                parts = tuple(Operand("part", m.figure, sign) for m, sign in picked if m is not None)
                if template == "totals" and _surplus_apart(result, mentions):
                    break
                kind = "at_most" if template == "in-use" else "balance"
                closed = alike and template in ("assets", "quota", "funds", "totals")
                yield Claim(
                    kind,
                    template,
                    (Operand("total", result.figure), *parts),
                    result.figure.place,
                    closed=closed,
                )
                break
