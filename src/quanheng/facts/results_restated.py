"""Results of work said in several places, by name and unit: 认定科技企业12家 here and 15家 there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.restated import beside, twice_claim
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, OTHER
from quanheng.model.relation import Claim

_BEHIND = re.compile(r"[\u4e00-\u9fff]{1,8}")
_APART = 100  # counts from which the same number is hardly met by chance
_NAMED = 5  # characters of a name that tell one result from another
_NOISE = re.compile(
    r"[^\u4e00-\u9fffA-Za-z]|全[县区市]|我[县区市局]|今年|本年|全年|累计|完成|实现|达到?|共|年度|目前|已|了|的|^计划|(?:[人座户次个件](?:数量?)?|数量?)$"
)
_ACT = re.compile(
    r"(?:申报|认定|新增|培育|签订|举办|开展|推广|引进|派驻|选派|入库|备案|登记|获批|受理|办结|培训|走访|排查|建成)"
)


@lru_cache(maxsize=8192)
def name_key(surface: str) -> str:
    """The core of a name, for results of work."""
    return _NOISE.sub("", surface)


def _core(mention: Mention) -> str:
    return name_key(mention.figure.surface)


def _wide(mention: Mention, core: str) -> str:
    """The name with the noun behind the figure: 到53个贫困村."""
    found = _BEHIND.match(mention.after) if mention.dimension == COUNT else None
    return core + name_key(found[0]) if found else core


def result_claims(mentions: Iterable[Mention]) -> Iterator[Claim]:
    """Counts and results with one name: equal ones confirm, unequal ones of one act are asked about."""
    kept: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        figure = mention.figure
        plain = figure.hedge == EXACT or figure.value
        if (
            mention.attr in (LEVEL, CHANGE, "rate")
            and plain
            and figure.unit.dimension != OTHER
            and not figure.item
            and not mention.spelled
        ):
            kept[figure.unit.name].append(mention)
    for same_unit in kept.values():
        yield from _compare(same_unit)


def _compare(same_unit: list[Mention]) -> Iterator[Claim]:
    # Of the mentions of one value, aim and name the first stands for all.
    by_value: dict[tuple[object, bool], dict[tuple[str, str], Mention]] = defaultdict(dict)
    by_name: dict[str, list[Mention]] = defaultdict(list)
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in same_unit:
        named[_core(mention)].append(mention)
    for mention in same_unit:
        figure = mention.figure
        core = _core(mention)
        wide = _wide(mention, core)
        ends = core[-2:] if figure.value >= _APART else ""
        same_value = by_value[figure.value, _is_target(mention)]
        earlier = next(
            (
                known
                for (name, wider), known in same_value.items()
                if _alike(name, core) or _alike(wider, wide) or (ends and name.endswith(ends))
            ),
            None,
        )
        if earlier is not None and figure.base > 1 and not _same_list(earlier, mention):
            yield twice_claim("result", earlier, mention, closed=False)
        elif len(core) >= 4:
            yield from _contradictions(mention, core, by_name, named)
        same_value.setdefault((core, wide), mention)
        by_name[core].append(mention)


def _contradictions(
    mention: Mention, core: str, by_name: dict[str, list[Mention]], named: dict[str, list[Mention]]
) -> Iterator[Claim]:
    for known, earlier in by_name.items():
        if core == known and len(core) >= _NAMED:
            fit = [
                m
                for m in earlier
                if (m.paragraph.cell is None) != (mention.paragraph.cell is None) and _comparable(m, mention)
            ]
            if fit and _confirmed(fit[0], mention, named):
                continue
            if fit:
                yield twice_claim("result-differs", fit[0], mention, closed=False)
                return
        if (
            len(known) < 6
            or len(core) < 6
            or not (known.endswith(core) or core.endswith(known))
            or not _ACT.search(core)
        ):
            continue
        other = earlier[0]
        apart = other.paragraph is not mention.paragraph and other.figure.unit.dimension == COUNT
        if (
            apart
            and other.figure.basis == mention.figure.basis
            and other.figure.year == mention.figure.year
            and other.figure.kind == mention.figure.kind == "level"
        ):
            yield twice_claim("result-differs", other, mention, closed=False)


def _confirmed(first: Mention, other: Mention, named: dict[str, list[Mention]]) -> bool:
    """True when the text's value stands in a table too: of several tables it is told of that one."""
    text = first if first.paragraph.cell is None else other
    return any(
        m.paragraph.cell is not None and m.figure.base == text.figure.base and _comparable(m, text)
        for m in named[_core(text)]
    )


def _is_target(mention: Mention) -> bool:
    return "target" in mention.figure.basis


def _comparable(a: Mention, b: Mention) -> bool:
    """One year, and no target or budget against a result."""
    if beside(a, b):
        return False
    same_year = a.figure.year == b.figure.year or None in (a.figure.year, b.figure.year)
    kinds = {a.figure.kind, b.figure.kind} <= {"level", "target"} and {a.attr, b.attr} == {LEVEL}
    same_basis = a.figure.basis == b.figure.basis or not (a.figure.basis and b.figure.basis)
    return same_year and kinds and same_basis and _is_target(a) == _is_target(b)


def _same_list(a: Mention, b: Mention) -> bool:
    return a.paragraph is b.paragraph and bool(a.parents) and a.parents == b.parents


def _alike(a: str, b: str) -> bool:
    if not a or not b:
        return False
    if a == b or a.endswith(b) or b.endswith(a):
        return True
    return len(_grams(a) & _grams(b)) >= 2


@lru_cache(maxsize=8192)
def _grams(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))


def same_change_claims(mentions: Iterable[Mention]) -> Iterator[Claim]:
    """The same increase of the same item said twice confirms itself."""
    seen: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        figure = mention.figure
        if mention.attr != CHANGE or not figure.value or figure.unit.dimension == OTHER:
            continue
        key = (figure.item or name_key(figure.surface), figure.unit.name, figure.value, figure.polarity)
        if key[0] and key in seen and seen[key].paragraph is not mention.paragraph:
            yield twice_claim("result", seen[key], mention, closed=False)
        seen.setdefault(key, mention)
