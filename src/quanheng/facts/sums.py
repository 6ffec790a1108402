"""Lists that make up a total, and what is one of the figures before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quanheng.facts.exclusive import of_every_level
from quanheng.facts.leads import LEVEL
from quanheng.facts.list_parts import (
    claim_at,
    columns,
    covered,
    nested_parts,
    other_lists,
    partition_of,
    stopped_at,
    whole_pair,
)
from quanheng.facts.list_wholes import (
    complete_list,
    counted_apart,
    kinds_of_count,
    lacks_one_part,
    lacks_some,
    other_half,
    said_many,
)
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.facts.no_lists import no_list, overlapping
from quanheng.facts.operands import sum_of
from quanheng.model.quantity import COUNT, MONEY, SCORE
from quanheng.model.relation import Claim

_ENDING = 4  # characters that tell 完成投资 from 研发投资


def _sum(group: Group, parent: Mention, children: list[Mention]) -> Claim:
    partition = partition_of(parent.figure.item, children)
    if partition:
        kept = partition.parts | partition.also
        chosen = [c for c in children if c.figure.item in kept]
        rest = [c for c in children if c.figure.item not in kept and not covered(c, chosen)]
        more = (sum_of(parent, chosen + rest),) if rest else ()
        return claim_at(
            "sum",
            "closed-list",
            sum_of(parent, chosen),
            parent,
            closed=not counted_apart(parent, chosen),
            word=group.opener,
            alternatives=more,
        )
    inner = {c.figure.item for whole, parts in nested_parts(children) for c in parts if c is not whole}
    alternatives = other_lists(parent, children, inner - {""})
    short = lacks_one_part(parent, children)
    notes: dict[str, object] = (
        {"exhaustive": True} if short or (len(children) > 1 and complete_list(group, children)) else {}
    )
    alike = len({c.figure.unit.name for c in [parent, *children]}) == 1 or parent.dimension == MONEY
    if parent.dimension == COUNT:
        notes |= kinds_of_count(parent, children)
    elif said_many(children) == len(children):
        notes |= {"exhaustive": True, "asks": True}
    elif of_every_level([c.figure.surface for c in children], children[-1].after):
        notes["asks"] = True
    closed = (group.bracket and alike) or parent.dimension == SCORE
    return claim_at(
        "sum",
        "list",
        sum_of(parent, children),
        parent,
        closed=closed,
        word=group.opener,
        alternatives=alternatives,
        notes=notes,
    )


def _nested_subsets(parent: Mention, children: Sequence[Mention]) -> Iterator[Claim]:
    for whole, part in zip((parent, *children), children, strict=False):
        yield claim_at("subset", "within", sum_of(whole, [part]), part, closed=False)


def list_claims(groups: list[Group]) -> Iterator[Claim]:
    """Sums that the lists of a paragraph assert; a count list that names some of many is a subset."""
    for group in groups:
        for parent, children in columns(group):
            if no_list(parent, children):
                continue
            if len(children) == 1 and other_half(group, parent, children[0]):
                yield claim_at(
                    "sum",
                    "list",
                    sum_of(parent, children),
                    parent,
                    closed=False,
                    notes={"exhaustive": True},
                )
                continue
            if len(children) == 1 and parent.dimension == COUNT and group.opener == "主要是":
                continue
            if len(children) == 1 and group.bracket and children[0].figure.base > parent.figure.base:
                continue  # 148个（全县150个）: the bracket has the whole
            if len(children) > 1 and overlapping(children):
                yield from _nested_subsets(parent, children)
                continue
            if len(children) == 1:
                wider = tuple(
                    sum_of(above, children) for above in parent.parents[-1:]
                )  # 货物、工程、服务…，其中: of all
                yield claim_at(
                    "subset", "among", sum_of(parent, children), parent, closed=False, alternatives=wider
                )
                continue
            kept = whole_pair(parent, children) or stopped_at(parent, children)
            made = _sum(group, parent, children[:kept])
            if kept < len(children):
                made = replace(made, alternatives=(*made.alternatives, sum_of(parent, children)))
            yield replace(made, closed=False, notes={}) if lacks_some(group, children) else made
            if not made.closed and parent.dimension == COUNT and group.opener.startswith("其中"):
                yield claim_at("subset", "among", sum_of(parent, children[:1]), parent, closed=False)
        for whole, parts in nested_parts(group.children):
            yield claim_at("sum", "closed-list", sum_of(whole, parts), whole)


def among_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """完成投资18亿元，完成研发14亿元。其中，某项目完成投资16亿元: each part under the figure of its own name."""
    for at, part in enumerate(mentions):
        head = next(
            (m for m in reversed(mentions[: at + 1]) if m.sentence == part.sentence and "。" in m.gap), None
        )
        if head is None or "其中" not in head.gap or part.attr != LEVEL:
            continue
        ending = part.figure.surface[-_ENDING:]
        wholes = [
            m
            for m in mentions[:at]
            if m.sentence == part.sentence - 1 and m.attr == LEVEL and m.figure.unit is part.figure.unit
        ]
        named = [m for m in wholes if len(ending) == _ENDING and m.figure.surface.endswith(ending)]
        if len(wholes) > 1 and len(named) == 1:
            yield claim_at("subset", "among-named", sum_of(named[0], [part]), part, closed=False)
