"""What a document is: its kind, year, organisation, jurisdiction and scope; None where it does not say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from quanheng.facts.identity_names import (
    NUMBERED,
    described,
    labelled,
    labelled_cell,
    spoken_name,
    titled,
    without_quoted,
)
from quanheng.facts.identity_years import heading_year, spoken_year, title_years
from quanheng.norms.regions import jurisdiction_of, region_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.facts.paragraphs import Paragraph

DEPARTMENT, UNIT, PROJECT = "department", "unit", "project"

# Sheets of indicators: the line that says it must come before any that names another kind.
_SHEETS = (
    ("review_paper", re.compile(r"复核(?:工作)?(?:底稿|打分)?表|复核(?:工作)?底稿")),
    ("goal_declaration", re.compile(r"绩效目标(?:及指标)?(?:申报|审核|批复|设定|调整)?表|绩效目标申报")),
    ("monitoring", re.compile(r"绩效(?:目标)?(?:运行|执行|跟踪)?(?:情况)?(?:跟踪)?监[控测]")),
)
_KINDS = (
    ("self_evaluation_form", re.compile(r"自评表|自评(?:情况)?(?:汇总)?表|绩效自评打分表")),
    ("self_evaluation_report", re.compile(r"自评|自我评价")),
    ("evaluation_report", re.compile(r"绩效(?:重点)?评价(?:工作)?的?(?:报告|结果|情况)|评价报告")),
    ("final_accounts", re.compile(r"决算")),
    ("budget", re.compile(r"预算(?!绩效|管理|法|单位|部门|指标|评审|执行)")),
    ("ledger", re.compile(r"台[账帐]|登记[簿表]|明细账")),
)
# Papers about the work, not the documents that the work produces.
_NOTICE = re.compile(r"(?:通知|办法|方案|意见|批复|规定|制度|细则|规程)(?:（[^）]*）)*$")
_TWO_KINDS = re.compile(r"20\d\d年?度?[^，。]{0,12}?决算.{0,12}?20\d\d年?度?[^，。]{0,12}?预算")
_TWO_KINDS_BACK = re.compile(r"20\d\d年?度?[^，。]{0,12}?预算.{0,12}?20\d\d年?度?[^，。]{0,12}?决算")
_EITHER = re.compile(r"部门（单位）|单位（部门）|部门[/、和及]单位")
_UNIT_SCOPE = re.compile(r"本级|(?<!预算)单位(?:预算|决算|整体支出|收支)")
_DEPARTMENT_SCOPE = re.compile(r"部门(?:预算|决算|收支|汇总)|（部门）")
_PROJECT_SCOPE = re.compile(r"项目(?:支出|资金|绩效)|专项资金|专项(?:支出|经费)")
_EVALUATIONS = frozenset(
    {"self_evaluation_form", "self_evaluation_report", "evaluation_report"} | {kind for kind, _ in _SHEETS}
)
_JOINED = re.compile(r"[-—_【】\[\]·+]+")
_CHINESE = re.compile(r"[一-鿿]{2}")
_SERIAL = re.compile(r"^[\d_\-.、\s]+(?=[一-鿿])(?!年)|\s*(?:\(\d+\)|（\d+）|副本|终稿|定稿)$")
_REGION_END = re.compile(r"20\d\d|二[〇○零]")


@dataclass(frozen=True, slots=True)
class Identity:
    """`kind` is one of the contract's; `scope` is department, unit or project; `title_block` is -1 without a title."""

    kind: str = "unknown"
    year: int | None = None
    organisation: str | None = None
    jurisdiction: str | None = None
    title_block: int = -1
    scope: str | None = None


def identify(paragraphs: Sequence[Paragraph], name: str = "") -> Identity:
    """Read the title first, then headings and text, and the file's `name` for what they leave open; never invent."""
    lines = _title_lines(paragraphs)
    title = "".join(without_quoted(p.text) for p in lines)
    file = _file_title(name)
    kind = _sheet_kind([*(without_quoted(p.text) for p in lines), file]) or _kind(paragraphs, title)
    if kind == "unknown" and not title_speaks(title):
        kind = _named_kind(file)
    organisation = (
        labelled(paragraphs[:20])
        or titled([p.text for p in lines])
        or labelled_cell(paragraphs)
        or described(paragraphs[:30])
        or spoken_name(paragraphs[:60])
        or (titled([part for part in _JOINED.split(file) if part]) if file else None)
    )
    dated = next((p for p in lines if title_years([p.text])), None)
    return Identity(
        kind=kind,
        year=_year(paragraphs, [without_quoted(p.text) for p in lines], file),
        organisation=organisation,
        jurisdiction=jurisdiction_of(organisation) if organisation else _region([p.text for p in lines]),
        title_block=dated.block if dated else -1,
        scope=_scope(title, organisation, kind) or (_scope(file, organisation, kind) if file else None),
    )


def title_speaks(title: str) -> bool:
    """True when the title says what the paper is, though it be none of our kinds."""
    return bool(_NOTICE.search(title) or _TWO_KINDS.search(title) or _TWO_KINDS_BACK.search(title))


def _file_title(name: str) -> str:
    """The file's name without ending and serial numbers, "" when it has no Chinese words."""
    stem = PurePath(name).stem.replace("(", "（").replace(")", "）").replace(" ", "")
    return _SERIAL.sub("", stem) if _CHINESE.search(stem) else ""


def _title_lines(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The short lines before the text begins; in a sheet the first cell."""
    lines: list[Paragraph] = []
    for paragraph in paragraphs[:14]:
        text = paragraph.text
        if not text or (paragraph.cell is not None and (paragraph.cell.row or len(text) > 60)):
            continue
        if len(text) > 60 or text[-1] in "。；，" or NUMBERED.match(text):
            break
        lines.append(paragraph)
    return lines


def _sheet_kind(lines: Sequence[str]) -> str:
    """The kind of sheet that the first speaking line of the title names, "" for any other paper."""
    for line in lines:
        kind = next((kind for kind, pattern in _SHEETS if pattern.search(line)), "")
        if kind:
            return "" if title_speaks(line) else kind
        if any(pattern.search(line) for _, pattern in _KINDS):
            return ""
    return ""


def _named_kind(title: str) -> str:
    if title_speaks(title):
        return "unknown"
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "unknown")


def _kind(paragraphs: Sequence[Paragraph], title: str) -> str:
    named = _named_kind(title)
    if named != "unknown" or title_speaks(title):
        return named
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


def _year(paragraphs: Sequence[Paragraph], lines: Sequence[str], file: str) -> int | None:
    """The one year of the title; a title of several years leaves it open, whatever the text says."""
    years = title_years(lines)
    if years:
        return years[0] if len(years) == 1 else None
    named = title_years([file]) if file else []
    return heading_year(paragraphs) or spoken_year(paragraphs) or (named[0] if len(named) == 1 else None)


def _scope(title: str, organisation: str | None, kind: str) -> str | None:
    """Whose money: the department with its units, one unit, or a project; None when both or neither are named."""
    if kind in _EVALUATIONS and _PROJECT_SCOPE.search(title) and "整体支出" not in title:
        return PROJECT
    if organisation and "本级" in organisation:
        return UNIT
    if _EITHER.search(title):
        return None
    unit, department = _UNIT_SCOPE.search(title), _DEPARTMENT_SCOPE.search(title)
    return None if bool(unit) == bool(department) else UNIT if unit else DEPARTMENT


def _region(lines: Sequence[str]) -> str | None:
    """The division that a title without an organisation begins with: 某县2024年……项目支出绩效评价报告."""
    for line in lines:
        part = _REGION_END.split(without_quoted(line).removeprefix("关于"))[0]
        code = jurisdiction_of(part) if 2 < len(part) < 16 else None
        if code and (region_name(code) or "").endswith(part):
            return code
    return None
