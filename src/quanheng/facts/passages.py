"""Paragraphs of running text with what was found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quanheng.facts.aims import aim
from quanheng.facts.context import resolve
from quanheng.facts.lists import Group, groups
from quanheng.facts.mentions import Mention, mentions, without_spelled
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.respectively import spread
from quanheng.facts.share_runs import pair_shares
from quanheng.facts.surroundings import Surroundings
from quanheng.model.review import Heading


@dataclass(slots=True)
class Passage:
    """A paragraph, its figures in digits, its lists, the item that the headings above name, the spelled numbers."""

    paragraph: Paragraph
    mentions: list[Mention]
    groups: list[Group]
    item: str
    spelled: list[Mention]


def read_passages(
    parts: Iterable[Paragraph], around: Surroundings, headings: Mapping[int, Heading]
) -> Iterator[Passage]:
    """The paragraphs outside of tables; `headings` by block, which `around` enters on the way."""
    for part in parts:
        if part.cell is not None:
            continue
        if part.block in headings:
            around.enter(headings[part.block])
        everything = mentions(part)
        found = without_spelled(everything)
        spread(found)
        resolve(found, around)
        lists = groups(found)
        aim(found)
        pair_shares(found)
        yield Passage(part, found, lists, around.item, [m for m in everything if m.spelled])
