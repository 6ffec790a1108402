"""The year and the basis of a figure, written or inherited."""

from __future__ import annotations

import re

from quanheng.facts.leads import CHANGE, LEVEL, basis_of, year_of
from quanheng.facts.mentions import Mention
from quanheng.facts.spoken_of import CLAUSES, Subject, in_prior_bracket
from quanheng.facts.surroundings import Surroundings
from quanheng.model.quantity import MONEY

_COMPARES = re.compile(r"[比较与同]|持平|对比")
_SPENT = re.compile(r"(?<!安排)(?:支出|开支|实支|使用)(?:总额|数)?(?:共|合计|为)?$")
_ALL_YEAR = re.compile(r"全年(?:实际|共|累计|总)*支出(?:共|合计|为)?$")  # 调整后预算10万元。全年支出9万元
_THIS_YEAR = re.compile(r"[本今当]年[^，。；、（）%]*$")
_SETS_BASIS = re.compile(r"(?:(?<!其)中|预算|决算|情况|如下)[，：]?$")


def _own_basis(mention: Mention) -> str:
    basis = mention.lead.basis
    if mention.dimension == MONEY or mention.lead.item:
        return "" if basis == "quota" and mention.lead.item != "quota.total" else basis
    return "target" if basis in ("target", "quota") else ""


def _stated_year(context: str) -> int | None:
    """The year that a clause without figures sets; one that compares sets none."""
    if "20" not in context:
        return None
    return year_of("，".join(c for c in CLAUSES.split(context) if not _COMPARES.search(c)))


def year_known(mention: Mention, subject: Subject, around: Surroundings) -> tuple[int | None, str]:
    """The year of a figure, and whether it is written or inherited."""
    if mention.lead.year:
        return mention.lead.year, "written"
    here = not mention.lead.prior  # 本年收入较上年5,381.95万元减少: of last year all the same
    if (
        here
        and around.year
        and _THIS_YEAR.search(mention.paragraph.text, max(0, mention.start - 14), mention.start)
    ):
        return around.year, "written"
    if mention.lead.prior or in_prior_bracket(mention):
        base = subject.year or around.year
        return (base - 1 if base else None), "written"
    stated = _stated_year(mention.context)
    if stated and mention.attr in (LEVEL, "rate"):
        return stated, "written"
    if subject.year and subject.sentence == mention.sentence:
        return subject.year, "inherited"
    heading = year_of(around.nearest("title"))
    return (subject.year or heading or around.year), "inherited"


def basis_known(mention: Mention, item: str, subject: Subject, main: Subject, around: Surroundings) -> str:
    """Budget, accounts or target: by its own words, those of the clause, or what is being spoken of."""
    own = _own_basis(mention)
    if own:
        return own
    spent = (
        mention.lead.generic == "expenditure.total"
        or mention.lead.name.endswith("总体支出")
        or (
            item == subject.item
            and _SPENT.search(mention.paragraph.text, max(0, mention.start - 8), mention.start)
        )
    )
    whole = spent and _ALL_YEAR.search(mention.paragraph.text, max(0, mention.start - 12), mention.start)
    if spent and subject.basis in ("initial", "adjusted") and (whole or subject.sentence == mention.sentence):
        return "final"  # 预算10万元、支出7.50万元
    sets = mention.context and _SETS_BASIS.search(mention.context, max(0, len(mention.context) - 4))
    context = basis_of(mention.context[-14:]) if sets else ""
    if context in ("initial", "final") and mention.attr == LEVEL and "相比" not in mention.context:
        return context
    if not item and mention.dimension != MONEY:
        return ""
    among = "其中" in mention.gap and mention.sentence <= subject.sentence + 1
    if (
        among
        and main.basis == "final"
        and main.item == subject.item
        and subject.basis in ("initial", "adjusted")
    ):
        return main.basis  # 支出12万元，完成预算的86%，预算为14万元；其中: of what was spent
    if subject.basis and (among or subject.sentence == mention.sentence or mention.attr == CHANGE):
        return subject.basis
    return around.nearest("basis") or subject.basis or around.basis
