"""Names that must be the document's own: county, department, year of the headings; costs listed as usual."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from quanheng.facts.wording_self_name import self_name_statements
from quanheng.facts.wording_statement import said
from quanheng.norms.regions import jurisdiction_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanheng.facts.identity import Identity
    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_OWN = re.compile(
    r"(?:.*?(?:省|自治区|市|州|盟|地区))??"
    r"(?P<name>[一-鿿]{1,12}?(?P<rank>自治县|自治旗|县|区|旗|市(?![场政容民域])))(?P<office>[一-鿿]{3,})$"
)
_ELSEWHERE = re.compile(
    r"对口|帮扶|结对|交流|学习|考察|赴|借鉴|协作|排名|排位|高于|低于|来访|接待|划入|划转|原|合作|兄弟|邻|其他县|先进"
)
_GENERIC = frozenset("我本全该各原由经与和及为是对在据照按向从到以省市区县级局等某两外邻他")
_COUNTY_BODY = re.compile(r"(?:县|旗)(?P<body>财政局|人民政府|委、)")
_HEADING_YEAR = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.]|关于)?(20\d\d)年度?(?P<rest>[^，。]{2,40})$"
)
_SPOKEN_YEAR = re.compile(
    r"(?<![与比较同和])(20\d\d)年度(?!与|比|相比|同期)|(?:截[至止]到?|年末)(20\d\d)年(?:末|底|12月31日)"
)
_HELD_ON = re.compile(
    r"(?:^|[。；：、])截[至止]到?(?P<year>20\d\d)年12月31日[，,]?(?:本部门|本单位|我局|部门|单位)?[^，。；]{0,12}(?:共有车辆|车辆|保有量|资产|占用)"
)
_COMPARED = re.compile(r"上年|去年|同期|相比|较20|比20|年初")
_THEME = {
    "final_accounts": "决算",
    "budget": "预算",
    "self_evaluation_report": "自评",
    "evaluation_report": "评价",
}
_COSTS = re.compile(r"公用经费[^。]{0,40}?(?:主要)?(?:包括|用于)[：，]?(?P<list>[^。]{20,})")


def name_statements(paragraphs: Sequence[Paragraph], identity: Identity) -> Iterator[Statement]:
    """Statements other_place, other_name, stale_year and cost_list (value: terms listed as spent)."""
    if identity.organisation:
        yield from _other_place(paragraphs, identity.organisation)
        yield from self_name_statements(paragraphs, identity.organisation)
    if identity.year:
        yield from _stale_year(paragraphs, identity)
        if identity.kind == "final_accounts":
            yield from _stale_date(paragraphs, identity.year)
    for paragraph in paragraphs:
        if "公用经费" in paragraph.text and (found := _COSTS.search(paragraph.text)):
            yield from _cost_list(paragraph, found)


def _other_place(paragraphs: Sequence[Paragraph], organisation: str) -> Iterator[Statement]:
    """The same office, or a body of the county, under another county's name: copied from elsewhere."""
    own = _OWN.match(organisation)
    if own is None or own["rank"] not in ("县", "旗", "区", "市"):
        return
    office, name, rank = own["office"], own["name"], own["rank"]
    for paragraph in paragraphs:
        text = paragraph.text
        ends = [match.start() for match in re.finditer(re.escape(office), text)] if office in text else []
        if rank in "县旗" and rank in text:
            ends += [match.start("body") for match in _COUNTY_BODY.finditer(text)]
        for end in sorted(set(ends)):
            start = _foreign(text, end, name, rank)
            around = text[max(0, end - 24) : end + 20].replace(organisation, "")
            if start is not None and not _ELSEWHERE.search(around):
                yield said("other_place", paragraph, (start, end), name)


def _foreign(text: str, end: int, name: str, rank: str) -> int | None:
    """Start of a division's name of the same rank that ends at `end` and is not `name`."""
    before = text[max(0, end - 8) : end]
    if not before.endswith(rank) or before.endswith(name):
        return None
    for size in (4, 3):
        found = before[-size:]
        if len(found) == size and not _GENERIC & set(found[:-1]) and _is_division(found):
            return end - size
    return None


def _is_division(name: str) -> bool:
    """Known under that name, in whichever province; a name borne by several has no single code."""
    return jurisdiction_of(name) is not None


def _stale_year(paragraphs: Sequence[Paragraph], identity: Identity) -> Iterator[Statement]:
    """A heading on the document's theme names an earlier year; or the title does, against the text."""
    year, theme = str(identity.year), _THEME.get(identity.kind, "")
    spoken_in = [p for p in paragraphs if len(p.text) > 30 and "20" in p.text]
    spoken = Counter(a or b for p in spoken_in for a, b in _SPOKEN_YEAR.findall(p.text))
    if (
        len(spoken)
        and spoken[year] == 0
        and (top := spoken.most_common(1)[0])[1] > 2
        and identity.title_block >= 0
    ):
        for paragraph in paragraphs:
            if paragraph.block == identity.title_block and (at := paragraph.text.find(year)) >= 0:
                yield said("stale_year", paragraph, (at, at + 5), f"{top[0]}年", degree="title")
                return
    for paragraph in paragraphs:
        if not (theme and paragraph.is_heading and paragraph.cell is None and theme in paragraph.text):
            continue
        found = _HEADING_YEAR.match(paragraph.text)
        if (
            found
            and found[1] < year
            and len(re.findall(r"20\d\d", paragraph.text)) == 1
            and spoken[found[1]] == 0
        ):
            at = found.start(1)
            yield said("stale_year", paragraph, (at, at + 5), f"{year}年", degree="heading")


def _stale_date(paragraphs: Sequence[Paragraph], year: int) -> Iterator[Statement]:
    """截至2023年12月31日，共有车辆12辆 in the final accounts of 2024: what is held is told at the end of their year."""
    spoken = Counter(found for p in paragraphs for found in re.findall(r"20\d\d(?=年)", p.text))
    if spoken[str(year)] <= spoken[str(year - 1)]:
        return  # 2024年决算公开 may be what was made public in 2024
    for paragraph in paragraphs:
        found = _HELD_ON.search(paragraph.text) if "12月31日" in paragraph.text else None
        if found is None or int(found["year"]) != year - 1 or _COMPARED.search(paragraph.text):
            continue
        if f"{year}年12月31日" not in paragraph.text and f"{year}年末" not in paragraph.text:
            start, end = found.span("year")
            yield said("stale_year", paragraph, (start, end + 1), f"{year}年", degree="date")


def _cost_list(paragraph: Paragraph, found: re.Match[str]) -> Iterator[Statement]:
    for term, word in (("three_public.overseas", "因公出国（境）"), ("three_public.vehicles", "公务用车")):
        at = found["list"].find(word)
        if at >= 0:
            start = found.start("list") + at
            stop = next(
                (i for i in range(start, len(paragraph.text)) if paragraph.text[i] in "、，。；"), start
            )
            yield said("cost_list", paragraph, (start, stop), term)
