"""The name that a document gives to its own author, where it cannot come from the title's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_STEM = re.compile(r"(?:.*?(?:省|自治区|市|州|盟|地区))??([一-鿿]{1,12}?)(?:自治县|自治旗|县|区|旗|市)")
# Who judges others' evaluations; whatever they do with one, it is not their own.
_JUDGES = ("财政局", "审计局", "统计局")
_WE = re.compile(r"[我本](?:局|单位|委|办)")
_NAMED = re.compile(r"[县区市旗][一-鿿]{2,10}?[局委办]")
_DATED = r"(?:20\d\d年?度?)?"
_ORDERED = r"(?:(?:按照?|根据|依据|遵照|结合)[^。；]{2,60}?，)?"
# It evaluates its own spending, asked to by others; 各 tells that it has others do so.
_EVALUATES = (
    rf"(?:（[^）]{{0,12}}）)?{_DATED}{_ORDERED}[^。；县区市局各]{{0,16}}?"
    r"(?:对[^。；局各]{0,6}?(?:部门|单位)?整体支出|开展|组织|进行)[^。；局各]{0,16}?自评"
)
_DEFINED = r"（[^）]{0,12}[我本](?:局|单位|委|办)[^）]{0,3}）"
_ACCOUNTS = rf"{_DATED}(?:部门)?(?:整体支出|预算|决算|绩效)"


def self_name_statements(paragraphs: Sequence[Paragraph], organisation: str) -> Iterator[Statement]:
    """Statements other_name: the document speaks of itself under a name foreign to `organisation`.

    It does so where the subject of its self-evaluation or of its accounts is named, or where 我局 is defined.
    """
    stem = _STEM.match(organisation)
    subject = _subject(stem[1] if stem else "")
    told = set()
    ours = [_WE.search(p.text) is not None for p in paragraphs]
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        near = any(ours[max(0, index - 1) : index + 2])
        if not (near or "自评" in text) or not _NAMED.search(text):
            continue
        for found in subject.finditer(text):
            name = found["name"]
            if name in told or name.endswith(_JUDGES) or is_short_for(name, organisation):
                continue
            if found["accounts"] is not None and not (near and _akin(name, organisation)):
                continue
            told.add(name)
            yield said("other_name", paragraph, found.span("said"), organisation)


def is_short_for(short: str, name: str) -> bool:
    """True when the characters of `short` all stand in `name`: 科工信局 of 科技和工业信息化局."""
    return set(short) <= set(name)


def _subject(stem: str) -> re.Pattern[str]:
    """A bureau of the county at the head of a clause; one that is joined to another or was merged is not."""
    own = rf"(?:{re.escape(stem)})?" if stem else ""
    return re.compile(
        rf"(?:^|(?<=[。；，：（“我度年日])){_DATED}(?P<said>{own}[县区市旗](?P<name>[一-鿿]{{2,10}}?[局委办]))"
        rf"(?:{_EVALUATES}|{_DEFINED}|(?P<accounts>{_ACCOUNTS}))"
    )


def _akin(name: str, organisation: str) -> bool:
    """An older name keeps some of the characters of the present one."""
    return len(set(name[:-1]) & set(organisation)) > 1
