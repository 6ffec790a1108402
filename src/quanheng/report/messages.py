"""The words of a finding: they stand in the page of its rule, this module fills them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from quanheng.model.finding import Finding
from quanheng.report import words

if TYPE_CHECKING:
    from quanheng.checks.pages import Page

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_OPERATION = re.compile(r"[=＝+÷×]")
_TWICE = re.compile(
    r"(?<=[率比]|(?<![季年月])度)(?:完成率|占比|增减率)(?=写)"  # 资金使用率占比写: the name is that of a rate
    r"|(?<=\d分)分(?=[，；。])"  # 得9.0分分: the text prints the unit of its score, a cell does not
)
_RESULT = re.compile(
    r"=(?P<made>-?\d+(?:\.\d+)?)(?P<unit>[^=，；。\d]*)应为(?P<due>-?\d+(?:\.\d+)?)(?P=unit)(?=[，；。]|$)"
)
_NAMELESS = {
    "写": "原文",
    "为": "合计",
    "的": "文中",
}  # what stands for a name at the beginning of a sentence
_DECIMALS = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal text that a finding rests on: its title with number, and the article or ""."""

    document: str
    article: str


def catalogue() -> Mapping[str, Page]:
    """Every rule page by id."""
    from quanheng.checks.pages import pages  # noqa: PLC0415  (the pages are read only when needed)

    return pages()


def page(rule: str) -> Page | None:
    """The page of a rule, None for a reserved finding of the engine that has none."""
    return catalogue().get(rule)


def code(rule: str) -> str:
    """The code of a rule, SUM101."""
    found = page(rule)
    return words.code(rule, found.no if found else None)


def title(rule: str) -> str:
    """The title of a rule, its id when it has no page."""
    found = page(rule)
    return found.title if found else rule


def message(finding: Finding) -> str:
    """The sentence of a finding, on one line."""
    found = page(finding.rule)
    if found is None:
        return "；".join(finding.values.values()) or finding.rule
    values = dict(finding.values)
    if "difference" in values:
        values["difference"] = _shortest(values["difference"])
    said = _TWICE.sub("", " ".join(found.words(values).split()))
    said = _RESULT.sub(_once, said)
    if found.message.startswith("{name}") and not values.get("name"):
        said = _NAMELESS.get(said[:1], "") + said
    return f"{said}（{finding.caution}）" if finding.caution else said


def wanted(finding: Finding) -> str:
    """What the figure should be, "" for none: flatly only where no other figure of the finding can be the wrong one."""
    if finding.expected is None:
        return ""
    return f"{'按相关的数' if len(finding.figures) > 1 else ''}应为{finding.expected.text}"


def _once(result: re.Match[str]) -> str:
    """按11÷12=91.67%应为91.67% and 减少3人，按45-47=-2人应为2人 tell their result once, unless it was rounded."""
    due = f"应为{result['due']}{result['unit']}"
    return due if abs(Decimal(result["made"])) == abs(Decimal(result["due"])) else result[0]


def calculation(finding: Finding, said: str) -> str:
    """The calculation where it adds something to the message `said`: an operation, or a number not told."""
    worked = finding.calculation
    operation, _, _ = worked.rpartition("=")
    if worked in said or (operation and f"{operation}应为" in said):
        return ""
    told = set(_DIGITS.findall(said))
    return worked if _OPERATION.search(worked) or not told.issuperset(_DIGITS.findall(worked)) else ""


def suggestion(finding: Finding, said: str = "") -> str:
    """What the figure should probably be, with the slip that would explain it; "" when unknown.

    A correction that the message `said` has named already is not named again, only its slip; nothing
    is left to say where the message itself tells what it suspects (疑误, 疑漏写).
    """
    if not finding.repairs:
        return ""
    first = finding.repairs[0]
    if first.text in said:
        return f"疑系{first.slip}" if first.slip and "疑" not in said else ""
    return f"疑为 {first.text}（{first.slip}）" if first.slip else f"疑为 {first.text}"


def _shortest(difference: str) -> str:
    """A difference is computed, not printed: 2.0000万元 is 2万元."""
    return _DECIMALS.sub(lambda found: found[0].rstrip("0").rstrip("."), difference)


def remedy(rule: str) -> str:
    """How to put it right, from the page; "" without a page."""
    found = page(rule)
    return found.remedy.strip() if found else ""


def bases(rule: str) -> list[Basis]:
    """The legal texts of the rule, in the order of its page."""
    found = page(rule)
    return [_basis(entry) for entry in found.law] if found else []


def document_title(key: str) -> str:
    """Title and number of a legal text; an unknown key stays as it is."""
    return _titles().get(key, key)


def find_rule(name: str) -> str | None:
    """The id of the rule with that id, number (101) or code (SUM101), None when there is none."""
    wanted = name.strip()
    for rule, found in catalogue().items():
        if wanted in (rule, str(found.no)) or wanted.upper() == words.code(rule, found.no):
            return rule
    return None


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs and list items of a page's section, without the marks of Markdown."""
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", markdown.strip())
    return [re.sub(r"[*`]", "", re.sub(r"\s*\n\s*", "", part)).strip(" -") for part in parts if part.strip()]


def _basis(entry: str) -> Basis:
    """`entry` is a key of the documents of law, an article may follow after a blank."""
    key, _, article = entry.partition(" ")
    return Basis(document_title(key), article)


@cache
def _titles() -> Mapping[str, str]:
    from quanheng.norms.load import documents  # noqa: PLC0415

    return {key: _title(entry) or key for key, entry in documents().items()}


def _title(entry: Mapping[str, str]) -> str:
    """Title in book marks, then the number of the document."""
    name, number = entry.get("title", "").strip("《》"), entry.get("number", "")
    return (f"《{name}》" if name else "") + (f"（{number}）" if number else "")
