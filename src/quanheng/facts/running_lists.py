"""Lists that run over paragraphs: a total, 其中：, and a numbered paragraph for each part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import LEVEL
from quanheng.facts.lists import REMAINS, Group
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.facts.outline import numbering, ordinal
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.passages import Passage
from quanheng.lexicon.load import partitions
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim

_OPENS = re.compile(r"(?:其中|具体(?:如下|情况如下|为)|如下|包括|分别为|情况|构成|用于以下方面)?[：:]$")
_TALKS = re.compile(
    r"(?:说明|问题|原因|做法|建议|措施|经验|不足|打算)(?:如下)?[：:]$"
)  # paragraphs of words follow
_NUMBERED = re.compile(r"[^，（]{0,24}[；。](?:（[一二三四五六七八九十]+）|[1-9]\d?[.．、](?!\d))")
_DOTS = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[“\u4e00-\u9fff])(?![万亿元个人%公米亩吨])")
_ABOVE = re.compile(
    r"以上(?P<many>\d{1,2}|[两一二三四五六七八九十各])?[项类个]?[^，。；\d]{0,10}(?:合计|共计|总计)"
)


def _money(passage: Passage) -> list[Mention]:
    return [m for m in passage.mentions if m.attr == LEVEL and m.dimension == MONEY and not m.depth]


def _parents(passage: Passage) -> list[Mention]:
    """The figures that a paragraph ending in a colon leaves open, one for each basis."""
    levels = [m for m in _money(passage) if not REMAINS.search(m.lead.name)]
    whole = len(levels) == 1 and any(p.whole == levels[0].figure.item for p in partitions())
    if _TALKS.search(passage.paragraph.text):
        return []
    if not levels or not (_OPENS.search(passage.paragraph.text) or _both_bases(levels) or whole):
        return []
    last, found = levels[-1], [levels[-1]]
    if any(m.sentence == last.sentence and m.figure.item != last.figure.item for m in levels):
        return []
    for mention in reversed(levels[:-1]):
        if mention.figure.item != last.figure.item or mention.figure.basis in {f.figure.basis for f in found}:
            break
        found.append(mention)
    return found[::-1]


def _both_bases(levels: list[Mention]) -> bool:
    """预算626万元，决算650.31万元。 on its own: numbered paragraphs with both may follow."""
    return (
        len(levels) == 2
        and {m.figure.basis for m in levels} == {"initial", "final"}
        and levels[0].figure.item == levels[1].figure.item
    )


def _heads(passage: Passage, bases: set[str]) -> list[Mention]:
    """The first figure of each basis: what a numbered paragraph gives for its item."""
    kept: dict[str, Mention] = {}
    for mention in _money(passage):
        if mention.lead.prior:
            continue
        kept.setdefault(mention.figure.basis, mention)
    chosen = [m for basis, m in kept.items() if basis in bases]
    return chosen or ([next(iter(kept.values()))] if kept and len(bases) == 1 else [])


def _inline(passage: Passage, bases: set[str]) -> list[Mention]:
    """（七）甲12万元；（八）乙6万元: what further numbers in the same paragraph give."""
    behind = _money(passage)[1:]
    return [m for m in behind if _NUMBERED.match(m.gap) and m.figure.basis in bases and not m.lead.prior]


def _siblings(passage: Passage, bases: set[str], whole: str, taken: set[str]) -> Iterator[Mention]:
    """公务用车运行费1.60万元。公务接待费1.09万元: the part that is still wanted, in the paragraph of the one before it."""
    wanted = {part for p in partitions() if p.whole == whole and taken <= p.parts for part in p.parts - taken}
    seen: set[tuple[str, str]] = set()
    for mention in _money(passage)[1:]:
        named = (mention.figure.item, mention.figure.basis)
        if mention.figure.item in wanted and mention.figure.basis in bases and not mention.lead.prior:
            if named not in seen:
                yield mention
            seen.add(named)


def passage_groups(passages: Sequence[Passage]) -> Iterator[Group]:
    """Lists whose total stands in one paragraph and whose parts stand in the following ones."""
    for at, passage in enumerate(passages):
        parents = _parents(passage)
        if parents:
            group = Group(parents, 0, bracket=False, opener="：")
            group.children.extend(_members(passages, at, {p.figure.basis for p in parents}, parents[-1]))
            plain = not _OPENS.search(passage.paragraph.text) and len(parents) == 1
            if plain and not _divides(group):
                continue
            if len({m.paragraph.block for m in group.children}) >= 2:
                yield group


def below_claims(passages: Sequence[Passage]) -> Iterator[Claim]:
    """以上四项合计7732.05万元: a total below the numbered paragraphs that it adds up."""
    for at, passage in enumerate(passages):
        said, levels = _ABOVE.search(passage.paragraph.text), _money(passage)
        if said is None or not levels or levels[0].start < said.end():
            continue
        parts = list(_above(passages, at))[::-1]
        if len(parts) > 1 and said["many"] in ("", None, "各", *_written(len(parts))):
            operands = sum_of(levels[0], parts)
            place = levels[0].figure.place
            levels[0].figure.surface = said[0]
            yield Claim("sum", "total-behind", operands, place, closed=False, notes={"asks": True})


def _above(passages: Sequence[Passage], at: int) -> Iterator[Mention]:
    """The amount of each paragraph of one numbering right above, last to first, down to its number one."""
    style = number = 0
    for passage in reversed(passages[:at]):
        level, mark = numbering(passage.paragraph.text)
        own = ordinal(mark) if level else 0
        heads = _heads(passage, {"final"}) or _heads(passage, {"initial"})
        if not heads or not level or (style and (level != style or own != number - 1)):
            return
        style, number = level, own
        yield heads[0]
        if own == 1:
            return


def _written(count: int) -> tuple[str, str]:
    return str(count), "一二三四五六七八九十"[count - 1 : count]


def _divides(group: Group) -> bool:
    items = {m.figure.item for m in group.children}
    return any(p.whole == group.parent.figure.item and p.parts <= items for p in partitions())


def _members(passages: Sequence[Passage], at: int, bases: set[str], parent: Mention) -> Iterator[Mention]:
    style = 0
    section = next((_level(p.paragraph) for p in reversed(passages[:at]) if p.paragraph.is_heading), 0)
    own = _level(passages[at].paragraph)
    colon = bool(_OPENS.search(passages[at].paragraph.text))
    items: set[str] = set()
    begun = named = False
    dotted = _dotted(passages[at].paragraph)
    for passage in [] if _tabled(passages, at) else passages[at + 1 :]:
        if 0 < _dotted(passage.paragraph) <= dotted:
            return  # 2.4 behind 2.3
        level = _level(passage.paragraph)
        if level and level == section:
            return
        if level and not style and _goes_on(passages, at, passage.paragraph):
            return
        if not colon and (own or not level):
            return
        if level and style and level < style:
            return
        if level and not style:
            if (own and level <= own) or (begun and passage.paragraph.is_heading):
                return  # parts without numbers end where the next section begins
            style = level
        if not style and not passage.mentions and not passage.paragraph.is_heading:
            return
        told = level == style or (
            not level and named
        )  # a number without a figure names what the next line tells of
        heads = [*_heads(passage, bases), *_inline(passage, bases)] if told else []
        named = not heads if level == style else named and not passage.mentions
        fresh = [m for m in heads if m.figure.item not in items or not m.figure.item]
        if any(m.figure.item == parent.figure.item and m.figure.item for m in fresh):
            return
        begun = begun or bool(fresh)
        items |= {m.figure.item for m in fresh}
        further = list(_siblings(passage, bases, parent.figure.item, items)) if fresh else []
        yield from [*fresh, *further]
        items |= {m.figure.item for m in further}


def _tabled(passages: Sequence[Passage], at: int) -> bool:
    """项目支出300万元，其中： with a table right behind it: the table has the parts."""
    here, *behind = (passage.paragraph.block for passage in passages[at : at + 2])
    return bool(behind) and behind[0] > here + 1 and passages[at].paragraph.text.endswith("：")


def _dotted(paragraph: Paragraph) -> int:
    """How many numbers stand in front of a paragraph that is numbered 2.3 or 2.3.1, else 0."""
    found = _DOTS.match(paragraph.text)
    return found[0].count(".") + 1 if found else 0


def _goes_on(passages: Sequence[Passage], at: int, item: Paragraph) -> bool:
    """2、乙支出 behind 1、甲支出。 and the paragraph on it: not a part of what that paragraph speaks of."""
    above = passages[at - 1].paragraph if at else None
    if above is None or not above.is_heading or _level(passages[at].paragraph):
        return False
    before, after = numbering(above.text), numbering(item.text)
    return before[0] == after[0] > 0 and ordinal(after[1]) == ordinal(before[1]) + 1


def _level(paragraph: Paragraph) -> int:
    return numbering(paragraph.text)[0]
