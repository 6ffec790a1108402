"""Which figures are parts of which: 其中, brackets, colons, marks and numbered paragraphs.

A stack of open lists: 其中 binds to the last level
figure of the same dimension at the same bracket depth; a bracket right behind a figure is that
figure's list; a list ends with the sentence, with a new total, or with the bracket.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from quanheng.facts.leads import OF, item_of
from quanheng.facts.list_members import apart, full_marks, limits, total_again
from quanheng.facts.mentions import Mention, is_amount
from quanheng.lexicon.load import partitions
from quanheng.model.quantity import COUNT, MONEY, counts_alike

_OPEN = re.compile(
    r"其中|主要包括|包括|分别|主要用于(?=[^，。；]*$|以下|如下|[^，。；]{0,4}：)|，(?:全部)?用于(?!以下)(?=[^，。；的]*$)|用于以下(?:方面)?|具体为|具体是|具体如下|主要是(?!因|由于)(?=[^，。；]*$)|构成|：$"
)
_CLOSING = re.compile(r"[；。]")
_NOT_A_LIST = re.compile(
    r"^（(?:上年|去年|年初数?$|含|不含|详见|20\d\d年|比|较|其中含|即|应[\u4e00-\u9fff]"
    r"|(?:年初|全年|调整后?的?|原|批复|年度)*(?:预算|计划|目标|任务|批复)(?:数|安排)?(?:为)?(?=\d|$))"
)
REASON = re.compile(r"原因|因为|由于|主要是因|主要系")
_AT_END = re.compile(r"[年期]末|年底")
_STOCK = re.compile(
    rf"[，；](?:截至)?(?:当年|本年|20\d\d年)?(?:{_AT_END.pattern})"
)  # 期满解除160人，年末在册162人
_SOME = re.compile(r"其中前?[两二三四五六七八九十\d]+项(?:合计|共)")
_APART = re.compile(r"另有|此外|另外|除此之外|不含|不计")
_WITHIN = re.compile(r"(?P<name>[^，。；：、]{2,16})[中内][，：]")
_AMONG = re.compile(r"[；。](?P<name>[^，。；：、]{2,16}?)中(?=[，：]?[\u4e00-\u9fff])")
_SUBJECT = re.compile(r"（[类款项]）”?：")
_NOUN_IN = re.compile(r"的?(?P<noun>[\u4e00-\u9fff]{2,12})(?<!其)中(?:，|有)")
_DIVIDED = re.compile(r"[；，。]按[^，。；：、\d]{1,10}?(?:划分|分类|分)[，：]")
REMAINS = re.compile(
    r"^(?:短收|超收|减收|增收|缺口|差额|相差|节[约省余]|剩余|结余|超支|[多少][支收]|尚|还)"
)  # what is left has no parts
_TOTALS = {
    "income.total", "income.all", "income.current_year", "expenditure.total", "expenditure.grand",
    "three_public.total", "procurement.total", "assets.total", "agency.operating_cost", "carryover.closing",
}  # fmt: skip


_SOURCES = {f"income.{name}" for name in ("undertaking", "business", "superior", "subordinate", "other")}


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
    return a.dimension != COUNT or counts_alike(a.figure.unit, b.figure.unit)


def _opener(mention: Mention) -> str:
    """The word that opens a list between the figure before and this one, or ""."""
    closed = [found.end() for found in _CLOSING.finditer(mention.gap)]
    words = mention.gap[closed[-1] :] if closed else mention.gap
    found = _OPEN.search(words)
    if found:
        return found[0]
    head = mention.context.rstrip()
    return "：" if head.endswith("：") and not REASON.search(mention.context) else ""


def _opened(mention: Mention) -> str:
    """The words between the last full stop and the opening word: 支出总计 of 。支出总计包括：."""
    closed = max((found.end() for found in _CLOSING.finditer(mention.gap)), default=0)
    found = _OPEN.search(mention.gap, closed)
    return mention.gap[closed : found.start()].strip("，：") if found else ""


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


def _other_income(a: str, b: str) -> bool:
    """事业收入1036万元，其中学费982万元；其他收入58万元: behind a semicolon another source of the whole goes on."""
    return b in _SOURCES and a.startswith("income.") and a != b


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
        or (mention.separator == "；" and _other_income(mention.figure.item, group.parent.figure.item))
        or _new_total(mention, group)
        or _APART.search(mention.gap) is not None
        or REASON.search(mention.gap) is not None
        or (_STOCK.match(mention.gap) is not None and not _AT_END.search(group.children[0].gap))
    )


class _Stack:
    """The open lists of one paragraph."""

    def __init__(self) -> None:
        self.open: list[Group] = []
        self.done: list[Group] = []
        self.levels: list[Mention] = []
        self.pending = ""

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
            smaller = mention.figure.base < child.figure.base
            if (smaller or mention.sentence < child.sentence) and REMAINS.search(mention.lead.name):
                continue  # 收入100万元，短收20万元。其中税收90万元: not of what is missing
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
            if _NOT_A_LIST.match(mention.gap):
                return False
            opener = "（"
        else:
            opener = _opener(mention) or self._counted(mention) or self._inside(mention)
        again = self._again(mention)
        if again:
            self._begin(again, mention, "按" if _DIVIDED.search(mention.gap) else "其中")
            return True
        if not opener:
            return False
        self.pending = opener if mention.dimension == COUNT and not mention.opened else ""
        parents = self._outer(self.parents(mention, bool(mention.opened)), mention)
        if not parents or (parents[-1].sentence + 1 < mention.sentence):
            return False
        if self._of_another(mention, opener, parents[-1], {p.figure.item for p in parents}):
            return False
        parents = self._divided(self._told(mention) or parents, mention)
        if not parents:
            return False
        self._begin(parents, mention, opener)
        return True

    def _begin(self, parents: list[Mention], mention: Mention, opener: str) -> None:
        group = Group(parents, mention.depth, bool(mention.opened), [mention], opener)
        self.open.append(group)
        self.done.append(group)
        self.pending = ""

    def _counted(self, mention: Mention) -> str:
        """其中房屋2处360万元、车辆3辆48万元: the opener of a list of amounts, in front of the count of the first."""
        before = self.levels[-1] if self.levels else None
        beside = before is not None and before.dimension == COUNT and before.depth == mention.depth
        return self.pending if beside and mention.dimension == MONEY and not mention.gap else ""

    def _inside(self, mention: Mention) -> str:
        """33个已完工小区中，引入物业的14个: the noun of a figure with 中 behind it opens a list of its parts."""
        before = self.levels[-1] if self.levels else None
        beside = before is not None and before.end + len(mention.gap) == mention.start
        alike = before is not None and same_kind(before, mention) and before.depth == mention.depth
        noun = _NOUN_IN.match(mention.gap) if beside and alike else None
        if before is None or noun is None or before.figure.base < mention.figure.base:
            return ""  # 9个乡镇中有86个村: of each of them
        before.figure.notes.setdefault("name", noun["noun"])
        return "其中"

    def _again(self, mention: Mention) -> list[Mention]:
        """What a list that names its whole anew is of: ；专任教师中高级62人、中级88人; ；按等级分，一级424人、二级786人."""
        if mention.opened:
            return []
        near = [
            m for m in reversed(self.levels) if mention.sentence - m.sentence <= 1 and same_kind(m, mention)
        ]
        among = _AMONG.match(mention.gap)
        if among:
            return [m for m in near if m.lead.name == among["name"] and m.depth == mention.depth][:1]
        if _DIVIDED.match(mention.gap):
            lists = (g for g in reversed(self.done) if g.children[-1] in near and not g.bracket)
            return next(([g.parent] for g in lists if len(g.children) > 1), [])
        return []

    def _of_another(self, mention: Mention, opener: str, last: Mention, items: set[str]) -> bool:
        """Whether the words behind a figure open a list of something else."""
        named = item_of(_opened(mention)) if opener in ("包括", "主要包括", "其中") else ""
        if named and named not in items and last.sentence < mention.sentence:
            return True  # 支出总计包括： a list of something whose amount was not printed here
        if _SOME.search(mention.gap):
            return True  # 其中前两项合计1998万元
        if opener == "其中" and (
            "；" in mention.gap or (last.sentence < mention.sentence and "。" not in mention.gap)
        ):
            # 第一批3716万元，第二批1504万元，第三批640万元；其中少数民族发展任务732万元
            # 甲9万元；乙8万元；丙7万元。供货商3家，其中本地5万元
            return self._one_of_many(last, "。" if "；" not in mention.gap else "。；")
        if opener == "：" and last.sentence < mention.sentence and _SUBJECT.search(mention.gap):
            return True  # 3.行政运行（项）：848万元。4.公路建设（项）：支出决算为4218万元
        if opener == "：" and len({m.lead.year for m in (mention, last) if m.lead.year}) > 1:
            return True  # 2023年指标42个。整改：2024年指标压缩为36个
        # 甲得9.6分；乙（50分）：得49分: a new clause has a list of its own
        return opener == "：" and "；" in mention.paragraph.text[last.end : mention.start]

    def _one_of_many(self, last: Mention, ends: str) -> bool:
        """Whether a figure ends a row of figures of one kind in its clause or sentence, none of which is their total."""
        text = last.paragraph.text
        begin = max(text.rfind(mark, 0, last.start) for mark in ends) + 1
        row = [
            m
            for m in self.levels
            if begin <= m.start <= last.start and m.depth == last.depth and same_kind(m, last)
        ]
        return len(row) > 2 and not any(last in group.children for group in self.done)

    def _told(self, child: Mention) -> list[Mention]:
        """项目支出中：甲、乙…: the figure of that name, where one stands right before."""
        found = _WITHIN.search(child.gap)
        name = found["name"] if found else ""
        near = (m for m in reversed(self.levels) if child.sentence - m.sentence <= 1 and same_kind(m, child))
        return [m for m in near if name and name == m.lead.name][:1]

    def _divided(self, parents: list[Mention], child: Mention) -> list[Mention]:
        """支出90万元，年末结余10万元。支出构成：基本支出…: what is left over has no basic expenditure."""
        item = child.figure.item
        wholes = {p.whole for p in partitions() if item in p.parts}
        if not wholes or not parents[-1].figure.item.startswith("carryover."):
            return parents
        near = (m for m in reversed(self.levels) if child.sentence - m.sentence <= 1)
        found = next((m for m in near if m.figure.item in wholes), None)
        return [found] if found is not None else [p for p in parents if p.figure.item in wholes]

    def take(self, mention: Mention) -> None:
        self.close(mention)
        if not self.start(mention) and self.open and self.open[-1].depth == mention.depth:
            group = self.open[-1]
            alike = mention.dimension == group.children[0].dimension
            if len(group.children) > 1 and total_again(mention, group.parents):
                self.open.pop()
            elif same_kind(mention, group.children[0]) or (group.bracket and alike):
                group.children.append(mention)
        self.levels.append(mention)


def groups(mentions: list[Mention]) -> list[Group]:
    """The lists of one paragraph; children know their parents afterwards."""
    stack = _Stack()
    left = {whole for whole, rate in itertools.pairwise(mentions) if rate.attr == OF}
    left |= {points for points, got in itertools.pairwise(mentions) if full_marks(points, got)}
    left |= {one for pair in itertools.pairwise(mentions) if pair[1].gap == "/" for one in pair}  # 13人/432人
    beside = False  # 人均0.71册（常住人口20万人）: the bracket is about the average
    for before, mention in zip([None, *mentions], mentions, strict=False):
        outside = is_amount(mention) and apart(mention)
        if before is not None and limits(before):  # 其中50万元以上的6个: the limit belongs to the name
            mention.gap = f"{before.gap}{before.figure.text}{mention.gap}"
        if is_amount(mention) and mention not in left and not mention.lead.prior and not outside:
            if beside and mention.opened:
                mention.opened = 0
            stack.take(mention)
        beside = outside
    for group in stack.done:
        _bind(group, mentions)
        for child in group.children:
            child.parents = group.parents
    return stack.done


def _bind(group: Group, mentions: Sequence[Mention]) -> None:
    """实有138人，空编5人，其中公务员18人…: what the nearest figure is too small for is of the earlier one that it makes."""
    parent = group.parent
    if group.opener != "其中" or all(child.figure.base <= parent.figure.base for child in group.children):
        return
    added = sum(child.figure.base for child in group.children)
    before = (m for m in mentions if m.sentence == parent.sentence and m.start < parent.start)
    whole = next(
        (m for m in before if same_kind(m, parent) and m.depth == parent.depth and m.figure.base == added),
        None,
    )
    if whole is not None and len(group.children) > 1:
        group.parents = [whole]
