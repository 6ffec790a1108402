"""What a document is: its kind, year, organisation and jurisdiction; None where it does not say."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quanheng.norms.regions import jurisdiction_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.facts.paragraphs import Paragraph

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.]|（\d{1,2}）|第[一二三四五六七八九十\d]+部分|目录"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年|部门|单位)")
_CHINESE_YEAR = re.compile(r"二[〇○零O0]([〇○零O0一二三四五六七八九])([〇○零O0一二三四五六七八九])年")
_KINDS = (
    ("self_evaluation_form", re.compile(r"自评表|自评(?:情况)?(?:汇总)?表|绩效自评打分表")),
    ("self_evaluation_report", re.compile(r"自评|自我评价")),
    ("evaluation_report", re.compile(r"绩效(?:重点)?评价(?:工作)?(?:报告|结果|情况)|评价报告")),
    ("final_accounts", re.compile(r"决算")),
    ("budget", re.compile(r"预算")),
    ("ledger", re.compile(r"台[账帐]|登记[簿表]|明细账")),
)
_TAILS = (
    "局|委员会|办公室|管委会|政府|中心|法院|检察院|学院|医院|学校|小学|中学|幼儿园|街道办事处|办事处"
    "|联合会|协会|总工会|大队|支队|馆|站|所|厅|委|办|校|镇|乡|工作部|组织部|宣传部|统战部|武装部"
)
_ORGANISATION = re.compile(rf"[一-鿿（）]{{2,34}}?(?:{_TAILS})(?:（本级）|本级)?")
_LABEL = re.compile(
    r"(?:(?:预算|预算主管|填报|编制|评价|被评价|项目|主管|实施|自评)?(?:单位|部门)(?:（单位）)?(?:名称)?|部门（单位）名称)(?:（(?:盖章|公章|签章)）)?[：]?"
)
_TOPIC = re.compile(
    r"(?:20\d\d年?度?)|二[〇○零].{1,2}年度?|部门(?=决算|预算|整体)"
    r"|(?:部门|单位)?(?:整体支出|项目支出|财政支出|预算支出|预算|决算|绩效|专项资金|“三公”|三公|自评|收支)"
)
_SELF = re.compile(
    r"(?:^|[。，；：、])(?P<name>[一-鿿]{2,12}?(?:县|区|市|旗)[一-鿿]{2,22}?(?:局|委员会|办公室|中心))"
    r"(?:（[^）]*）)?(?:是|为|内设|下设|座落|坐落|位于|现有)"
)
_LEADING = re.compile(r"^(?:附件\d*[：:]?|关于(?:报送|印发|公开|开展)?|中共(?=.*(?:局|政府)$)|（|）)+")


@dataclass(frozen=True, slots=True)
class Identity:
    """`kind` is one of the contract's; `title_block` is the block of the title, -1 when there is none."""

    kind: str = "unknown"
    year: int | None = None
    organisation: str | None = None
    jurisdiction: str | None = None
    title_block: int = -1


def identify(paragraphs: Sequence[Paragraph]) -> Identity:
    """Read the title first, then headings, then the text; never invent."""
    lines = _title_lines(paragraphs)
    title = "".join(p.text for p in lines)
    organisation = _organisation(paragraphs, lines)
    dated = next((p for p in lines if _year(p.text)), None)
    return Identity(
        kind=_kind(paragraphs, title),
        year=_year(title) or _heading_year(paragraphs) or _spoken_year(paragraphs),
        organisation=organisation,
        jurisdiction=jurisdiction_of(organisation) if organisation else None,
        title_block=dated.block if dated else -1,
    )


def _title_lines(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The short lines before the text begins; in a sheet the first cell."""
    lines: list[Paragraph] = []
    for paragraph in paragraphs[:14]:
        text = paragraph.text
        if not text or (paragraph.cell is not None and (paragraph.cell.row or len(text) > 60)):
            continue
        if len(text) > 60 or text[-1] in "。；，" or _NUMBERED.match(text):
            break
        lines.append(paragraph)
    return lines


def _kind(paragraphs: Sequence[Paragraph], title: str) -> str:
    for kind, pattern in _KINDS:
        if pattern.search(title):
            return kind
    cells = "".join(p.text for p in paragraphs if p.cell is not None and len(p.text) < 12)
    if "三级指标" in cells and ("得分" in cells or "自评" in cells):
        return "self_evaluation_form"
    headings = Counter(
        kind for p in paragraphs if p.is_heading for kind, pattern in _KINDS if pattern.search(p.text)
    )
    for kind in ("self_evaluation_report", "final_accounts", "budget"):
        if headings[kind] > 1:
            return kind
    return "unknown"


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    if found:
        return int(found[1])
    spelled = _CHINESE_YEAR.search(text)
    if spelled is None:
        return None
    return 2000 + 10 * _digit(spelled[1]) + _digit(spelled[2])


def _digit(char: str) -> int:
    return max(0, "〇一二三四五六七八九".find(char))


def _heading_year(paragraphs: Sequence[Paragraph]) -> int | None:
    years = [int(f[1]) for p in paragraphs if p.is_heading and (f := _YEAR.search(p.text))]
    return Counter(years).most_common(1)[0][0] if years else None


def _spoken_year(paragraphs: Sequence[Paragraph]) -> int | None:
    """The year most often called a fiscal year; at least twice, and more often than any other."""
    counts = Counter(
        year for p in paragraphs for year in re.findall(r"(?<!\d)(20\d\d)年度", p.text)
    ).most_common(2)
    if counts and counts[0][1] > 1 and (len(counts) == 1 or counts[0][1] > counts[1][1]):
        return int(counts[0][0])
    return None


def _organisation(paragraphs: Sequence[Paragraph], lines: Sequence[Paragraph]) -> str | None:
    return (
        _labelled(paragraphs[:20])
        or _titled(lines)
        or _labelled_cell(paragraphs)
        or next(
            (name for p in paragraphs[:30] if p.text.endswith("概况") and (name := _in_title(p.text[:-2]))),
            None,
        )
        or next((found["name"] for p in paragraphs[:60] if (found := _SELF.search(p.text))), None)
    )


def _labelled(paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs:
        label = _LABEL.match(paragraph.text)
        if label and (name := _whole_name(paragraph.text[label.end() :])):
            return name
    return None


def _titled(lines: Sequence[Paragraph]) -> str | None:
    """A name broken over two lines comes after 委: that of the party committee's own department."""
    texts = [line.text for line in lines]
    whole = [a + b for a, b in pairwise(texts) if a.endswith("委") and not a.startswith("20")]
    return next((name for text in (*whole, *texts) if (name := _in_title(text))), None)


def _labelled_cell(paragraphs: Sequence[Paragraph]) -> str | None:
    """The cell to the right of 主管部门 and the like."""
    cells = [p for p in paragraphs if p.cell is not None]
    for label, value in itertools.pairwise(cells):
        beside = label.cell and value.cell and label.cell.row == value.cell.row
        if (
            beside
            and len(label.text) < 16
            and _LABEL.fullmatch(label.text)
            and (name := _whole_name(value.text))
        ):
            return name
    return None


def _in_title(text: str) -> str | None:
    """The name stands alone on a line, or on one side of the year, or before the topic."""
    if _LABEL.match(text):
        return None
    cleaned = _LEADING.sub("", text.strip("《》“”"))
    return next((name for part in _TOPIC.split(cleaned) if (name := _whole_name(part))), None)


def _whole_name(text: str) -> str | None:
    text = _LEADING.sub("", text.strip("：（）“”《》 "))
    text = re.sub(r"（(?:盖章|公章|签章)）?$", "", text)
    found = _ORGANISATION.fullmatch(text)
    return found[0] if found and 4 <= len(found[0]) <= 36 else None
