"""One fact said in several places: by identifier, or by name and unit for results of work."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from quanheng.facts.context import leaf
from quanheng.facts.index import Index
from quanheng.facts.leads import CHANGE, LEVEL, item_of
from quanheng.facts.mentions import Mention
from quanheng.lexicon.load import is_unique, label
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, OTHER, part_late, round_to
from quanheng.model.relation import Claim, Operand

_BEHIND = re.compile(r"[\u4e00-\u9fff]{1,8}")
_SOME = re.compile(r"\d+个[^，。；]{0,12}项目")
_PAID_FROM = re.compile(
    r"支出[\d,.]+[万亿]?元[^。]*[。；，]其中[^。；]*$"
)  # 其中上年结转16万元、当年财政拨款165万元
_PART_OF = re.compile(r"其中[^，。；、]{0,10}$")
_MOVED = re.compile(r"(?:增加|减少|净[增减])[^，。；、（）]{0,12}（[^）]*$")  # 减少4人（退休6人，新招录2人）
_OTHER_FUND = re.compile(r"^.{0,12}(?:政府性基金|国有资本经营|社会保险基金|基金预算)")
_BOUGHT = re.compile(r"，(?:其中)?：?(?:货物|工程|服务)")  # 支出总额134.80万元，其中货物84.50万元
_ECONOMIC = re.compile(r"办公费[^。]{0,60}(?:印刷|邮电|水电|取暖|差旅|物业)")
_APART_FROM = re.compile(r"累计|其余|剩余|余下|此外")
_MEANT = 2  # values of one thing that two writings may give; of more it is several things
_LONG = 4  # digits: a shorter amount agrees with another by chance
_APART = 100  # counts from which the same number is hardly met by chance
_PAID_BY_APPROPRIATION, _APPROPRIATIONS = ("three_public.", "meeting", "training"), ("fiscal", "general")
_FORM_SOURCE = "上年结转资金"
_PER = re.compile(r"人均|户均|亩均|每")
_NAMED = 5  # characters of a name that tell one result from another
_NOISE = re.compile(
    r"[^\u4e00-\u9fffA-Za-z]|全[县区市]|我[县区市局]|今年|本年|全年|累计|完成|实现|达到?|共|年度|目前|已|了|的|^计划|(?:[人座户次个件](?:数量?)?|数量?)$"
)
_SOFT = ("funds.", "people.", "posts.", "function.")  # other values are possible: two dates, several projects
_CONVERTED = re.compile(r"^[^。]*(?:折合|（?即)")
_ACT = re.compile(
    r"(?:申报|认定|新增|培育|签订|举办|开展|推广|引进|派驻|选派|入库|备案|登记|获批|受理|办结|培训|走访|排查|建成)"
)


def _claim(template: str, first: Mention, other: Mention, closed: bool) -> Claim:
    if first.paragraph.cell is None and other.paragraph.cell is not None:
        first, other = other, first
    operands = (Operand("stated", other.figure), Operand("first", first.figure))
    kind = "text_table" if (first.paragraph.cell is None) != (other.paragraph.cell is None) else "restated"
    return Claim(
        kind,
        template,
        operands,
        other.figure.place,
        closed=closed,
        word=label(first.figure.item) if first.figure.item else "",
    )


def _in_account(mention: Mention) -> bool:
    """True in a published account table: between two of them the declared identities hold."""
    return "account" in mention.figure.notes


def unique_claims(index: Index) -> Iterator[Claim]:
    """Items of which a department has one value: every later statement against the first."""
    for (item, year), found in index.items().items():
        if not is_unique(item) or year is None or len(found) < 2:
            continue
        kinds: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
        for mention in found:
            if not _of_a_part(mention, item):
                kinds[_kind(mention)].append(mention)
        for (basis, _, _), same in kinds.items():
            if item.startswith("funds.") and sum(m.paragraph.cell is not None for m in same) != 1:
                continue
            sure = bool(basis) and not item.startswith(_SOFT)
            yield from _against_first(same, sure)
        yield from _across_funds(kinds)
        if item.startswith(_PAID_BY_APPROPRIATION):
            yield from _fund_left_out(kinds)


def _kind(mention: Mention) -> tuple[str, str, str]:
    """Basis, fund and subject of an amount; counts have none."""
    figure = mention.figure
    return ("", "", "") if mention.dimension == COUNT else (figure.basis, figure.fund, figure.subject)


def _of_a_part(mention: Mention, item: str) -> bool:
    """Not the department's amount of the item: of a part of it, of a project, of a unit, of another fund or year."""
    if mention.paragraph.cell is not None:
        # a table divides a class by columns that the key does not hold; a form tells the funds of its project
        return item.startswith("function.") or mention.figure.surface.endswith(_FORM_SOURCE)
    return any(part(mention, item) for part in _PARTS)


def _of_goods(mention: Mention, item: str) -> bool:  # noqa: ARG001
    return _BOUGHT.match(mention.after) is not None


def _of_other_fund(mention: Mention, item: str) -> bool:
    return item.startswith("carryover.") and _OTHER_FUND.search(mention.paragraph.text) is not None


def _of_titled(mention: Mention, item: str) -> bool:  # noqa: ARG001
    """1.局本级：合计100万元，其中接待费16万元."""
    title = leaf(mention)
    return bool(title) and not item_of(title)


def _of_running_cost(mention: Mention, item: str) -> bool:
    """Among 办公费、差旅费: of the running cost of the office."""
    return item.startswith("three_public.") and _ECONOMIC.search(mention.paragraph.text) is not None


def _of_movement(mention: Mention, item: str) -> bool:  # noqa: ARG001
    moved = _MOVED.search(mention.paragraph.text, max(0, mention.start - 60), mention.start)
    return bool(mention.depth and moved)


def _of_project(mention: Mention, item: str) -> bool:  # noqa: ARG001
    return mention.figure.surface == "项目" and _SOME.search(_said(mention)) is not None


def _of_unnamed_whole(mention: Mention, item: str) -> bool:  # noqa: ARG001
    """6个项目涉及资金2056万元，其中一般公共预算拨款1761万元; 两项合计82.77万元，其中2023年支出61.20万元."""
    above = mention.parents[-1].figure if mention.parents else None
    part = above is not None and not above.item and above.base > mention.figure.base
    return part or (not mention.lead.item and _PART_OF.search(_said(mention)) is not None)


def _of_payment(mention: Mention, item: str) -> bool:
    return item.startswith("income.") and _PAID_FROM.search(_said(mention)) is not None


def _of_the_rest(mention: Mention, item: str) -> bool:  # noqa: ARG001
    return _APART_FROM.search(_said(mention), max(0, mention.start - 12)) is not None


def _said(mention: Mention) -> str:
    return mention.paragraph.text[: mention.start]


_PARTS: tuple[Callable[[Mention, str], bool], ...] = (
    _of_goods, _of_other_fund, _of_titled, _of_running_cost, _of_movement, _of_project, _of_unnamed_whole,
    _of_payment, _of_the_rest,
)  # fmt: skip


def _against_first(same: list[Mention], sure: bool) -> Iterator[Claim]:
    generic = [m for m in same if not m.lead.item and m.paragraph.cell is None]
    if len({m.figure.base for m in generic}) > _MEANT:
        same = [m for m in same if m not in generic] or same[
            :1
        ]  # 支出 says of each paragraph what it is about
    first = next((m for m in same if m.paragraph.cell is not None), same[0])
    for other in same:
        if (
            first in other.parents
            or other in first.parents
            or _other_fleet(first, other)
            or _beside(first, other)
        ):
            continue  # 离退休62人（离休3人、退休59人）: a part named as the whole
        if other is not first and not (_in_account(first) and _in_account(other)):
            explicit = all(m.lead.item or m.paragraph.cell is not None for m in (first, other))
            yield _claim(
                "unique",
                first,
                other,
                closed=sure and (explicit or part_late(first.figure.base, other.figure.base)),
            )


def _beside(first: Mention, other: Mention) -> bool:
    """Two columns of one row of a table: 备案金额, 成交金额, 节约金额 of 货物."""
    one, two = first.paragraph.cell, other.paragraph.cell
    return one is not None and two is not None and (one.table, one.row) == (two.table, two.row)


def _other_fleet(first: Mention, other: Mention) -> bool:
    """公务用车保有量4辆, 共有车辆36辆: ambulances and special vehicles are in the second alone."""
    official = {"公务" in m.paragraph.text[max(0, m.start - 30) : m.start] for m in (first, other)}
    return first.figure.item.startswith("vehicles.") and len(official) > 1


def _across_funds(kinds: dict[tuple[str, str, str], list[Mention]]) -> Iterator[Claim]:
    """Text against table where only one of the two names the fund: equal confirms, unequal is asked about."""
    for (basis, fund, _), same in kinds.items():
        tabled = [m for m in same if m.paragraph.cell is not None]
        if tabled and any(m.paragraph.cell is None and m.figure.base == tabled[0].figure.base for m in same):
            continue  # the text says the table's value as well: what names the fund is another amount
        for (other_basis, other_fund, _), others in kinds.items():
            if tabled and basis == other_basis and fund != other_fund and "" in (fund, other_fund):
                for other in others:
                    if other.paragraph.cell is None:
                        yield _claim("across-funds", tabled[0], other, closed=False)


def _fund_left_out(kinds: dict[tuple[str, str, str], list[Mention]]) -> Iterator[Claim]:
    """An expense that appropriations pay for, with the fund in one sentence and without it in another."""
    for (basis, fund, subject), same in kinds.items():
        others = kinds.get((basis, "", subject), []) if fund in _APPROPRIATIONS and basis else []
        named, bare = ([m for m in found if m.paragraph.cell is None] for found in (same, others))
        if all(len({m.figure.base for m in found}) == 1 for found in (named, bare)):
            claim = _claim("fund-left-out", named[0], bare[0], closed=False)
            claim.notes["asks"] = True
            yield claim


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


def value_claims(mentions: Iterable[Mention]) -> Iterator[Claim]:
    """An amount of the text that a table has with the same basis: it confirms, and accuses nothing."""
    tabled: dict[tuple[object, str], Mention] = {}
    texts: list[Mention] = []
    for mention in mentions:
        plain = (
            mention.dimension == MONEY
            and mention.attr == LEVEL
            and mention.figure.value
            and mention.figure.hedge == EXACT
        )
        if plain and mention.paragraph.cell is not None:
            tabled.setdefault((_rounded(mention), mention.figure.basis), mention)
        elif plain and sum(c.isdigit() for c in mention.figure.text) >= _LONG:
            texts.append(mention)
    for mention in texts:
        found = tabled.get((_rounded(mention), mention.figure.basis))
        if found is not None:
            yield _claim("same-amount", found, mention, closed=False)


def _rounded(mention: Mention) -> object:
    figure = mention.figure
    in_wan = figure.base.scaleb(-4)
    return in_wan if figure.unit.power - figure.decimals >= 2 else round_to(in_wan, 2)


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
            yield _claim("result", earlier, mention, closed=False)
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
                yield _claim("result-differs", fit[0], mention, closed=False)
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
            yield _claim("result-differs", other, mention, closed=False)


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
    if _beside(a, b):
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
            yield _claim("result", seen[key], mention, closed=False)
        seen.setdefault(key, mention)


def form_money_claims(index: Index) -> Iterator[Claim]:
    """The fund block of a form against the text, where another of its amounts shows that both speak of one thing."""
    for year in {year for item, year in index.items() if item == "funds.total"}:
        tabled = {m.figure.basis: m for m in index.find("funds.total", year) if m.paragraph.cell is not None}
        if len(tabled) != sum(m.paragraph.cell is not None for m in index.find("funds.total", year)):
            continue  # two forms: which one the text means is open
        texts = [m for m in index.find("expenditure.total", year) if m.paragraph.cell is None]
        same = {
            m.figure.basis
            for m in texts
            if m.figure.basis in tabled and m.figure.base == tabled[m.figure.basis].figure.base
        }
        for mention in texts if same else ():
            first = tabled.get(mention.figure.basis)
            if first is not None and mention.figure.basis not in same:
                yield _claim("fund-block", first, mention, closed=False)


def converted_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """2,360,000元，折合236万元: one amount in two units."""
    for first, other in itertools.pairwise(mentions):
        same = (
            first.dimension == other.dimension == MONEY and first.figure.unit.power != other.figure.unit.power
        )
        if (
            same
            and not _PER.search(first.gap[-12:] + other.gap)
            and _CONVERTED.search(other.gap)
            and len(other.gap) < 8
        ):
            yield _claim("converted", first, other, closed=True)
