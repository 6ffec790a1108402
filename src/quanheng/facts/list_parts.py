"""Which members of a list are parts of which whole, and where the list ends."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.facts.exclusive import complete
from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.lexicon.load import Partition, partitions
from quanheng.model.quantity import COUNT
from quanheng.model.relation import Claim, Operand

_ORDER = "、，；。"  # separators from the weakest to the strongest


def claim_at(kind: str, template: str, operands: tuple[Operand, ...], at: Mention, **more: object) -> Claim:
    """A claim that stands where `at` stands."""
    return Claim(kind, template, operands, at.figure.place, **more)  # type: ignore[arg-type]


def partition_of(parent: str, children: list[Mention]) -> Partition | None:
    """The way of dividing `parent` whose parts are all in the list, the one with most parts first."""
    items = {c.figure.item for c in children}
    fit = [p for p in partitions() if p.whole == parent and p.parts <= items]
    return max(fit, key=lambda p: len(p.parts), default=None)


def columns(group: Group) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each parent with the children of its basis."""
    bases = {parent.figure.basis for parent in group.parents}
    for parent in group.parents:
        items = [c.figure.item for c in group.children]
        mixed = all(items) and len(set(items)) < len(items)  # 基本支出预算8万元，支出7万元；项目支出…
        own = [c for c in group.children if c.figure.basis == parent.figure.basis]
        children = own if len(bases) > 1 or mixed else group.children
        if children:
            yield parent, children


def nested_parts(children: list[Mention]) -> Iterator[tuple[Mention, list[Mention]]]:
    """Members of a flat list that are parts of another member."""
    for whole in children:
        partition = partition_of(whole.figure.item, children)
        if partition:
            kept = partition.parts | partition.also
            yield whole, [c for c in children if c.figure.item in kept]


def other_lists(
    parent: Mention, children: list[Mention], hidden: set[str]
) -> tuple[tuple[Operand, ...], ...]:
    """Other readings that the grammar allows: the list ends earlier, or parts of parts are left out."""
    made = []
    if hidden:
        made.append(sum_of(parent, [c for c in children if c.figure.item not in hidden]))
    cut = cut_at(children)
    return (*made, sum_of(parent, children[:cut])) if cut else tuple(made)


def cut_at(children: list[Mention]) -> int:
    """How many parts a list has that ends where a stronger mark and another kind of name follow, or 0."""
    suffix = children[0].figure.surface[-2:]
    return next(
        (
            i
            for i, c in enumerate(children)
            if i > 1
            and c.figure.surface[-2:] != suffix
            and _ORDER.find(c.separator) > _ORDER.find(children[1].separator)
        ),
        0,
    )


def stopped_at(parent: Mention, children: list[Mention]) -> int:
    """甲1万元、乙2万元、丙3万元，已支付4万元: how many parts stand before the comma that ends a row with stops."""
    cut = cut_at(children)
    row = all(c.separator == "、" for c in children[1:cut])
    row = row and all(c.figure.base <= parent.figure.base for c in children[:cut])
    return cut if cut and row and all(c.separator in "，；" for c in children[cut:]) else len(children)


def whole_pair(parent: Mention, children: list[Mention]) -> int:
    """其中男488人、女796人，60岁以上873人: the first two leave nobody out, and what follows divides them anew."""
    if parent.dimension != COUNT or len(children) < 3 or children[1].separator not in ("、", "，", ""):
        return 0
    return 2 if complete([c.figure.surface for c in children[:2]]) else 0


def covered(child: Mention, chosen: list[Mention]) -> bool:
    """Part of a part that is in the list."""
    return any(
        p.whole in {c.figure.item for c in chosen} and child.figure.item in p.parts | p.also
        for p in partitions()
    )
