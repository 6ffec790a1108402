"""The amount in front of a subject's paragraph against the one later in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.subject_items import SubjectItem
from quanheng.model.figure import EXACT
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_BARE = re.compile(r"[”，：]?(?:20\d\d年度?)?(?:支出|预算|决算|安排|当年|拨款|数|为|共|共计|合计|：|，)*")
_PART = re.compile(r"其中|包括|含|另|追加|调整|结转|上年|基本支出|项目支出")


class SubjectAmount:
    """A subject with its first amount and those that the words call the same budget."""

    def __init__(self, item: SubjectItem, mentions: Sequence[Mention]) -> None:
        self.item = item
        self.mentions = [
            m for m in mentions if m.paragraph is item.paragraph and item.start <= m.start < item.end
        ]
        first = self.mentions[0] if self.mentions else None
        bare = first is not None and _BARE.fullmatch(item.paragraph.text, item.head_end, first.start)
        self.lead = first if bare and first is not None and _is_amount(first) else None

    def later(self) -> Iterator[Mention]:
        """Amounts of the paragraph with the year and basis of the first, called nothing else."""
        if self.lead is None:
            return
        mine, text = self.lead.figure, self.item.paragraph.text
        for mention in self.mentions[1:]:
            figure, words = mention.figure, mention.lead
            same = figure.year == mine.year and figure.basis == mine.basis and bool(words.basis)
            own = bool(words.generic) and not words.item and not words.prior and _is_amount(mention)
            if same and own and not _PART.search(text, self.lead.end, mention.start):
                yield mention


def _is_amount(mention: Mention) -> bool:
    return mention.attr == LEVEL and mention.dimension == MONEY and mention.figure.hedge == EXACT


def subject_amounts(items: Sequence[SubjectItem], mentions: Sequence[Mention]) -> list[SubjectAmount]:
    """Every subject with the figures of its paragraph."""
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(mention.paragraph.block, []).append(mention)
    return [SubjectAmount(item, by_block.get(item.paragraph.block, [])) for item in items]


def aim_at_lead(amounts: Sequence[SubjectAmount]) -> None:
    """Where the two amounts differ, a change in the paragraph may speak of either."""
    for amount in amounts:
        for later in amount.later():
            if amount.lead is not None and later.figure.base != amount.lead.figure.base:
                for mention in amount.mentions:
                    if mention.attr == CHANGE and mention.target is later and mention.other is None:
                        mention.other = amount.lead


def amount_claims(amounts: Sequence[SubjectAmount]) -> Iterator[Claim]:
    """职业年金（项）”220.63万元，……2023年预算安排441.25万元: one budget, two amounts.

    `notes["copied"]` names the subject just before or after that has the second amount as its first.
    """
    for at, amount in enumerate(amounts):
        beside = [a for a in (*amounts[max(0, at - 1) : at], *amounts[at + 1 : at + 2]) if a.lead is not None]
        for later in amount.later():
            assert amount.lead is not None
            source = next((a for a in beside if a.lead and a.lead.figure.base == later.figure.base), None)
            notes = {"copied": source.item.name} if source is not None else {}
            operands = (Operand("stated", later.figure), Operand("first", amount.lead.figure))
            yield Claim(
                "item_amount", "item-amount", operands, later.figure.place, word=amount.item.name, notes=notes
            )
