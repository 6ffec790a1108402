"""Which figures are parts of which: 其中, brackets, colons, marks and numbered paragraphs.

A scope stack in the sense of the grammar in docs/architecture.md: 其中 binds to the last level
figure of the same dimension at the same bracket depth; a bracket right behind a figure is that
figure's list; a list ends with the sentence, with a new total, or with the bracket.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from quanheng.facts.leads import BASE, CHANGE, COMPLETION, LEVEL, OF, RATE, SHARE, basis_of, item_of
from quanheng.facts.mentions import Mention, is_amount
from quanheng.lexicon.load import partitions
from quanheng.model.quantity import COUNT, MONEY, SCORE

_OPEN = re.compile(
    r"其中|主要包括|包括|分别|主要用于|，(?:全部)?用于(?!以下)(?=[^，。；的]*$)|用于以下(?:方面)?|具体为|具体是|具体如下|主要是(?!因|由于)|构成|：$"
)
_CLOSING = re.compile(r"[；。]")
_NOT_A_LIST = re.compile(
    r"^（(?:上年|去年|含|不含|详见|20\d\d年|比|较|其中含|即|应[\u4e00-\u9fff]"
    r"|(?:年初|全年|调整后?的?|原|批复|年度)*(?:预算|计划|目标|任务|批复)(?:数|安排)?(?:为)?(?=\d|$))"
)
_REASON = re.compile(r"原因|因为|由于|主要是因|主要系")
_POINTS = re.compile(r"(?:满分|分值|权重|扣分?|扣减|扣除)(?:为|了|：)?$")
_GOT = re.compile(r"[，（、](?:自评|实际|最终|评价|核定|复核|实)*(?:得分?|自评分?|评分)(?:了|为|：)?")
_SUB_PART = re.compile(r"^（(?:其中|含|包括)")
_PER_HEAD = re.compile(r"(?:平均|[人户亩车日]均|每[^，。；、]{1,4})[^，。；、\d]{0,4}$")
_APART = re.compile(r"另有|此外|另外|除此之外|不含|不计")
_TOTALS = {
    "income.total", "income.all", "income.current_year", "expenditure.total", "expenditure.grand",
    "three_public.total", "procurement.total", "assets.total", "agency.operating_cost", "carryover.closing",
}  # fmt: skip
_QUALIFIED = 3  # characters in front of a name that make it another thing
_PEOPLE = {"人", "名", "位"}


@dataclass(slots=True, eq=False)
class Group:
    """A list: `parents` by basis, `children` in order; `depth` of its children, `bracket` if it stands in one."""

    parents: list[Mention]
    depth: int
    bracket: bool
    children: list[Mention] = field(default_factory=list)
    opener: str = ""

    @property
    def parent(self) -> Mention:
        """The nearest figure before the list."""
        return self.parents[-1]


def same_kind(a: Mention, b: Mention) -> bool:
    """True when two figures can be added."""
    if a.dimension != b.dimension:
        return False
    if a.dimension != COUNT:
        return True
    return a.figure.unit.name == b.figure.unit.name or {a.figure.unit.name, b.figure.unit.name} <= _PEOPLE


def _opener(mention: Mention) -> str:
    """The word that opens a list between the figure before and this one, or ""."""
    words = mention.paragraph.text[mention.start - len(mention.gap) : mention.start]
    closed = [found.end() for found in _CLOSING.finditer(words)]
    words = words[closed[-1] :] if closed else words
    found = _OPEN.search(words)
    if found:
        return found[0]
    head = mention.context.rstrip()
    return "：" if head.endswith("：") and not _REASON.search(mention.context) else ""


def _opened(mention: Mention) -> str:
    """The words between the last full stop and the opening word: 支出总计 of 。支出总计包括：."""
    words = mention.paragraph.text[mention.start - len(mention.gap) : mention.start]
    closed = max((found.end() for found in _CLOSING.finditer(words)), default=0)
    found = _OPEN.search(words, closed)
    return words[closed : found.start()].strip("，：") if found else ""


def _part_of(item: str, whole: str) -> bool:
    return any(p.whole == whole and item in p.parts | p.also for p in partitions())


def _new_total(mention: Mention, group: Group) -> bool:
    item, whole = mention.figure.item, group.parent.figure.item
    if not item or _part_of(item, whole):
        return False
    side, other = item.partition(".")[0], whole.partition(".")[0]
    if {side, other} == {"income", "expenditure"}:
        return True
    return item in _TOTALS or (
        item == whole and mention.figure.basis not in {p.figure.basis for p in group.parents}
    )


def _sisters(a: str, b: str) -> bool:
    """Two parts of one whole of expenditure: the second is no part of the first.

    Income is apart: a carry-over printed behind 其中 belongs to the list it stands in.
    """
    if not all(item.startswith("expenditure.") for item in (a, b)):
        return False
    return a != b and any({a, b} <= p.parts for p in partitions())


def _ended(mention: Mention, group: Group) -> bool:
    if group.bracket:
        return False
    last = group.children[-1] if group.children else group.parent
    goes_on = mention.separator == "；" and _part_of(mention.figure.item, group.parent.figure.item)
    if (
        mention.sentence != last.sentence
        and not goes_on
        and not (mention.lead.marked and group.children and group.children[0].lead.marked)
    ):
        return True
    return (
        _sisters(mention.figure.item, group.parent.figure.item)
        or _new_total(mention, group)
        or _APART.search(mention.gap) is not None
        or _REASON.search(mention.gap) is not None
    )


class _Stack:
    """The open lists of one paragraph."""

    def __init__(self) -> None:
        self.open: list[Group] = []
        self.done: list[Group] = []
        self.levels: list[Mention] = []

    def close(self, mention: Mention) -> None:
        while self.open and (
            self.open[-1].depth > mention.depth
            or (self.open[-1].depth == mention.depth and _ended(mention, self.open[-1]))
        ):
            self.open.pop()

    def parents(self, child: Mention, bracket: bool) -> list[Mention]:
        """Last level figures of that kind at the depth outside, one for each basis of the same item."""
        depth = child.depth - 1 if bracket else child.depth
        found: list[Mention] = []
        for mention in reversed(self.levels):
            if mention.depth != depth or (
                not same_kind(mention, child)
                and not (
                    bracket
                    and mention.end + len(child.gap) == child.start
                    and mention.dimension == child.dimension == COUNT
                )
            ):
                continue
            if found and (
                mention.figure.item != found[0].figure.item
                or not mention.figure.item
                or abs(found[0].sentence - mention.sentence) > 1
            ):
                break
            if any(mention.figure.basis == f.figure.basis for f in found):
                break
            found.append(mention)
        return found[::-1]

    def _outer(self, found: list[Mention], child: Mention) -> list[Mention]:
        """其中 in a new sentence behind a list speaks of the list's total."""
        for group in reversed(self.done):
            if found and found[-1] in group.children and child.sentence != found[-1].sentence:
                fit = [p for p in group.parents if same_kind(p, child)]
                return fit or found
        return found

    def start(self, mention: Mention) -> bool:
        if mention.opened:
            bracket = mention.paragraph.text[mention.start - len(mention.gap) : mention.start]
            if _NOT_A_LIST.match(bracket):
                return False
            opener = "（"
        else:
            opener = _opener(mention)
        if not opener:
            return False
        parents = self._outer(self.parents(mention, bool(mention.opened)), mention)
        if not parents or (parents[-1].sentence + 1 < mention.sentence):
            return False
        named = item_of(_opened(mention)) if opener in ("包括", "主要包括", "其中") else ""
        if (
            named
            and named not in {p.figure.item for p in parents}
            and parents[-1].sentence < mention.sentence
        ):
            return False  # 支出总计包括： a list of something whose amount was not printed here
        if opener == "：" and "；" in mention.paragraph.text[parents[-1].end : mention.start]:
            return False  # 甲得9.6分；乙（50分）：得49分: a new clause has a list of its own
        group = Group(parents, mention.depth, bool(mention.opened), [mention], opener)
        self.open.append(group)
        self.done.append(group)
        return True

    def take(self, mention: Mention) -> None:
        self.close(mention)
        if not self.start(mention) and self.open and self.open[-1].depth == mention.depth:
            group = self.open[-1]
            if same_kind(mention, group.children[0]) or group.bracket:
                group.children.append(mention)
        self.levels.append(mention)


def _apart(mention: Mention) -> bool:
    """满分10分, 扣2分, 户均2万元: no part of a total and no total."""
    words = mention.paragraph.text[max(0, mention.start - 7) : mention.start]
    return bool((_POINTS if mention.dimension == SCORE else _PER_HEAD).search(words))


def _full(points: Mention, got: Mention) -> bool:
    """预算执行20分，自评得分18.64分: the first is what could be had."""
    both = points.dimension == got.dimension == SCORE and points.sentence == got.sentence
    return both and _GOT.fullmatch(got.gap) is not None


def groups(mentions: list[Mention]) -> list[Group]:
    """The lists of one paragraph; children know their parents afterwards."""
    stack = _Stack()
    left = {whole for whole, rate in itertools.pairwise(mentions) if rate.attr == OF}
    left |= {points for points, got in itertools.pairwise(mentions) if _full(points, got)}
    beside = False  # 人均0.71册（常住人口20万人）: the bracket is about the average
    for mention in mentions:
        apart = is_amount(mention) and _apart(mention)
        if is_amount(mention) and mention not in left and not mention.lead.prior and not apart:
            if beside and mention.opened:
                mention.opened = 0
            stack.take(mention)
        beside = apart
    for group in stack.done:
        for child in group.children:
            child.parents = group.parents
    return stack.done


def aim(mentions: list[Mention]) -> None:
    """Tie every attribute (share, growth, completion) to the level figure that it speaks of."""
    for at, mention in enumerate(mentions):
        if mention.attr in (LEVEL, BASE, OF):
            continue
        behind = mentions[at + 1] if at + 1 < len(mentions) else None
        if (
            mention.attr == SHARE
            and behind is not None
            and behind.opened
            and behind.attr == LEVEL
            and not behind.lead.prior
            and not _SUB_PART.match(behind.gap)
        ):
            mention.target = behind  # 印刷费占比为9.0%（18.6万元）
            continue
        if _names_the_next(mention, behind):
            mention.target = behind  # 公务接待费占13.15%，支出2.15万元
            continue
        leader = _leader(mention, mentions[at - 1] if at else None)
        if leader is not None:
            mention.target, mention.figure.item = leader.target, leader.figure.item
            mention.figure.surface = leader.figure.surface
        elif not (mention.attr == CHANGE and _reasoned(mention)):
            before = mentions[at - 1] if at else None
            if (
                before is not None
                and before.attr == LEVEL
                and before.lead.prior
                and before.depth == mention.depth > 0
            ):
                mention.target = before  # （上年15万元，占80%）
                continue
            wholes = [whole for whole, rate in itertools.pairwise(mentions) if rate.attr == OF]
            mention.target = _target(mention, [m for m in mentions[:at] if m not in wholes])
            if mention.attr == CHANGE and mention.target is not None and not mention.lead.item:
                mention.figure.item = mention.target.figure.item


def _reasoned(mention: Mention) -> bool:
    """True where a change stands in a reason: 主要原因是会议费减少5万元; behind one, 与上年相比 speaks of the item again."""
    words = mention.paragraph.text[mention.start - len(mention.gap) : mention.start].rsplit("。", 1)[-1]
    found = _REASON.search(words)
    if found is None:
        return False
    again = mention.lead.phrase is not None and not mention.lead.name and not mention.lead.item
    return not (again and re.search(r"[，；]", words[found.end() :]))


def _names_the_next(share: Mention, behind: Mention | None) -> bool:
    plain = behind is not None and behind.attr == LEVEL and behind.sentence == share.sentence
    own = plain and behind is not None and behind.lead.generic and behind.separator == "，"
    return bool(own) and share.attr == SHARE and bool(share.lead.item)


def _leader(mention: Mention, before: Mention | None) -> Mention | None:
    """The change that this one repeats as a percentage: 增加5万元，增长10%."""
    if before is None or before.attr != CHANGE or mention.attr != CHANGE:
        return None
    alone = not (mention.lead.name or mention.lead.item or mention.lead.phrase or mention.lead.year)
    return before if alone and mention.separator in ("", "，", "、") and len(mention.gap) < 12 else None


def _target(mention: Mention, before: list[Mention]) -> Mention | None:
    levels = [m for m in before if m.attr == LEVEL and m.depth <= mention.depth and not m.lead.prior]
    item = mention.lead.item or mention.named
    if item and (mention.lead.item or (levels and levels[-1].figure.item != item)):
        return _latest([m for m in levels if m.figure.item == item and m.dimension == MONEY], mention)
    dated = (
        [m for m in levels if m.figure.year == mention.lead.year]
        if mention.lead.year and mention.attr == CHANGE
        else []
    )
    if dated:
        return dated[-1]  # 2022年增长5%，2023年增长10%
    if mention.lead.name and not (mention.attr == RATE and len(mention.lead.name) <= 5):
        named = [m for m in levels if m.figure.surface and mention.lead.name.endswith(m.figure.surface)]
        if named and mention.attr == SHARE and _narrower(mention.lead.name, named[-1].figure.surface):
            return None  # 货物采购授予中小企业金额占: of the goods alone, which is not the amount printed
        return named[-1] if named else None
    if mention.attr == CHANGE and mention.dimension == COUNT:
        levels = [m for m in levels if same_kind(m, mention)]
    if not levels or levels[-1].dimension not in (MONEY, COUNT):
        return None
    if len(levels) > 1 and _earlier(levels[-1], levels[-2]):
        return levels[-2]  # 2023年甲x，2022年甲y，同比增加
    if (
        mention.attr in (COMPLETION, RATE)
        and len(levels) > 1
        and _budget_behind(levels[-2], levels[-1], mention)
    ):
        return levels[-2]
    return _above(levels[-1], mention)


def _budget_behind(actual: Mention, budget: Mention, rate: Mention) -> bool:
    """支出x，年初预算为y，完成年初预算的p%: what was completed is the budget, what was done stands before it."""
    named = rate.attr == RATE and rate.lead.name.endswith(("完成率", "执行率"))
    wanted = basis_of(rate.lead.phrase or "") or (budget.figure.basis if named else "")
    same = actual.figure.item == budget.figure.item and actual.sentence == budget.sentence == rate.sentence
    alike = same_kind(actual, budget) and budget.figure.basis in ("initial", "adjusted", "target")
    return same and alike and budget.figure.basis == wanted != actual.figure.basis


def _narrower(name: str, surface: str) -> bool:
    return len(name) - len(surface) >= _QUALIFIED


def _earlier(a: Mention, b: Mention) -> bool:
    same = (
        a.figure.item == b.figure.item and a.figure.surface == b.figure.surface and a.sentence == b.sentence
    )
    return same and a.figure.year is not None and b.figure.year is not None and a.figure.year < b.figure.year


def _above(last: Mention, mention: Mention) -> Mention:
    """A comparison in a new sentence behind a list speaks of the list's total, perhaps of its last part."""
    if mention.attr != CHANGE or not last.parents:
        return last
    if mention.sentence == last.sentence:
        if last.parents[-1].sentence == last.sentence and "其中" in last.gap and mention.dimension == MONEY:
            mention.other = last.parents[-1]  # 收入100万元，其中结转5万元，比上年增加: perhaps the income
        return last
    parents = [p for p in last.parents if p.figure.basis == last.figure.basis] or list(last.parents)
    mention.other = last
    return parents[-1]


def _latest(named: list[Mention], mention: Mention) -> Mention | None:
    fit = [m for m in named if not mention.lead.basis or m.figure.basis == mention.lead.basis]
    return (fit or named or [None])[-1]  # type: ignore[list-item]
