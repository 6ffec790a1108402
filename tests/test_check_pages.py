"""Every page of a check: its cases are run, and the page itself is held to what the guide promises."""

from __future__ import annotations

import importlib.util
import re
import runpy
from collections import Counter
from itertools import cycle
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from quanheng.checks.case_engine import run_case
from quanheng.checks.declared import declared, terms_of
from quanheng.checks.engine import run
from quanheng.checks.ledger_engine import ledger_findings
from quanheng.checks.pages import Page, pages, parse
from quanheng.facts import extract
from quanheng.facts.case_ledgers import Bookshelf
from quanheng.ledgers.book import Book, book_of
from quanheng.ledgers.incoming.grid import pasted
from quanheng.ledgers.incoming.preview import preview
from quanheng.ledgers.load import schema
from quanheng.lexicon.load import terms
from quanheng.model.case import Paper
from quanheng.model.finding import Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting
from quanheng.norms.identities import identities
from quanheng.norms.load import documents
from quanheng.read import read
from quanheng.report import messages
from quanheng.report.ledger import workbook
from tests.checks.build import facts_of

PAGES = list(pages().values())
ACROSS_CASES = [(page, case) for page in PAGES for case in page.cases if "documents" in case]
LEDGER_CASES = [(page, case) for page in PAGES for case in page.cases if "ledger" in case]
CASES = [
    (page, case) for page in PAGES for case in page.cases if "documents" not in case and "ledger" not in case
]
CASE_NAMES = [f"{page.id} {case['name']}" for page, case in CASES]

# What the engine puts into the message of a judged or declared relation; coded checks bring their own.
FIELDS = {
    "name", "column", "stated", "expected", "difference", "calculation", "why", "year", "other", "figure", "slip", "repair", "tables",
}  # fmt: skip
# What the engine of cases adds for findings between documents.
ACROSS = {"document", "other_document", "reason", "count", "names", "formula"}
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
_PLACE_CODE = re.compile(r"(?<![A-Za-z])cn(?:-\d+)?(?![A-Za-z])")
Said = tuple[tuple[str, ...], str]
"""Printed texts that name the stated figure, and what it should be."""


def papers_of(case: dict[str, Any]) -> list[Paper]:
    """The documents of a case as papers."""
    made = []
    for number, given in enumerate(case["documents"]):
        document = read(given["text"].encode(), f"{number}.txt")
        made.append(Paper(number, given["name"], extract(document), document))
    return made


def found_across(page: Page, case: dict[str, Any]) -> list[Said]:
    """(stated, expected) of every finding of that page between the documents of a case, each once."""
    papers = papers_of(case)
    placed = run_case(papers, Setting(), shelf_of(case.get("ledgers", []), len(papers)))[1]
    own = [p.finding for p in placed if p.finding.rule == page.id]
    seen: dict[str, Finding] = {}
    for finding in own:
        seen.setdefault(finding.key, finding)
    return [_said(finding) if finding.stated else (("",), "") for finding in seen.values()]


def book_of_case(given: dict[str, Any]) -> Book:
    """The book of a case, by way of a file; `rows` are separated by commas, `sealed` names the year."""
    ledger = schema(given["name"])
    taken = preview(ledger, pasted(given["rows"].replace(",", "\t")))
    rows = [candidate.row for candidate in taken.rows]
    year = int(given["sealed"]) if "sealed" in given else None
    data = workbook(ledger, rows, year, complete=year is not None)
    return book_of(f"{ledger.title}.xlsx", data)


def shelf_of(given: list[dict[str, Any]], count: int) -> Bookshelf | None:
    """The ledgers of a case as papers after its documents."""
    if not given:
        return None
    books = [book_of_case(one) for one in given]
    facts = Facts([], [], [], [], kind="ledger")
    papers = [Paper(count + at, book.schema.title, facts, book.document) for at, book in enumerate(books)]
    return Bookshelf(books, papers)


@pytest.mark.parametrize(("page", "case"), LEDGER_CASES, ids=[f"{p.id} {c['name']}" for p, c in LEDGER_CASES])
def test_case_of_a_ledger(page: Page, case: dict[str, Any]) -> None:
    book = book_of_case({"name": case["ledger"], "rows": case["rows"]})
    found = ledger_findings(book, int(case["year"]), Setting())
    own = [_said(finding) for finding in found if finding.rule == page.id]
    assert answers(own, case["finds"]), own


def found_by(page: Page, facts: Facts) -> list[Said]:
    """(stated, expected) of every finding of that page's rule."""
    return [_said(finding) for finding in run(facts, Setting())[1] if finding.rule == page.id]


def _said(finding: Finding) -> Said:
    assert finding.stated is not None
    return (finding.stated.text, finding.marks[0].text), finding.expected.text if finding.expected else ""


def same(printed: str, wanted: str) -> bool:
    """Compare the printed text; a wanted number without a unit stands for the digits alone."""
    number = _NUMBER.match(printed)
    return printed == wanted or (number is not None and number[0] == wanted)


def meets(said: Said, want: dict[str, str]) -> bool:
    """True when the finding states what is wanted."""
    stated = any(same(text, want["stated"]) for text in said[0])
    return stated and same(said[1], want.get("expected", said[1]))


def answers(found: list[Said], wanted: list[dict[str, str]]) -> bool:
    """True when the findings are those wanted, each once; a wanted `expected` may be left out."""
    rest = list(found)
    for want in sorted(wanted, key=lambda w: "expected" not in w):
        hit = next((said for said in rest if meets(said, want)), None)
        if hit is None:
            return False
        rest.remove(hit)
    return not rest


@pytest.mark.parametrize(("page", "case"), ACROSS_CASES, ids=[f"{p.id} {c['name']}" for p, c in ACROSS_CASES])
def test_case_between_documents(page: Page, case: dict[str, Any]) -> None:
    found = found_across(page, case)
    assert answers(found, case["finds"]), found


@pytest.mark.parametrize(("page", "case"), CASES, ids=CASE_NAMES)
def test_case(page: Page, case: dict[str, Any]) -> None:
    facts = facts_of(case)
    if "cannot" in case:
        item, _, basis = case["cannot"].partition("@")
        lacking = [r for r in declared(facts)[1] if r.rule == page.id]
        assert [r.claim.notes["missing"] for r in lacking] == [(item,)]
        assert not basis or lacking[0].claim.operands[0].figure.basis == basis
    found = found_by(page, facts)
    assert answers(found, case.get("finds", [])), found


@pytest.mark.parametrize(("page", "case"), CASES, ids=CASE_NAMES)
def test_no_case_of_one_page_throws_in_another(page: Page, case: dict[str, Any]) -> None:
    findings = run(facts_of(case), Setting())[1]
    assert "engine/crashed" not in {f.rule for f in findings}, page.id
    assert {f.rule for f in findings} <= set(pages())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_no_sentence_prints_the_code_of_a_place(page: Page) -> None:
    findings = [f for case in page.cases if "finds" in case for f in findings_of(case)]
    said = [messages.message(f) for f in findings]
    said += [f"{basis.document}{basis.article}" for f in findings for basis in messages.bases(f.rule)]
    assert [text for text in said if _PLACE_CODE.search(text)] == []


def findings_of(case: dict[str, Any]) -> list[Finding]:
    """Every finding of a case of a page, whatever it is about."""
    if "documents" in case:
        papers = papers_of(case)
        shelf = shelf_of(case.get("ledgers", []), len(papers))
        return [placed.finding for placed in run_case(papers, Setting(), shelf)[1]]
    if "ledger" in case:
        book = book_of_case({"name": case["ledger"], "rows": case["rows"]})
        return ledger_findings(book, int(case["year"]), Setting())
    return run(facts_of(case), Setting())[1]


def test_numbers_are_unique() -> None:
    assert [no for no, times in Counter(page.no for page in PAGES).items() if times > 1] == []


def test_one_page_judges_a_kind() -> None:
    kinds = Counter(kind for page in PAGES for kind in page.judges)
    assert [kind for kind, times in kinds.items() if times > 1] == []


def test_each_declared_identity_has_one_page() -> None:
    judged = Counter(identity for page in PAGES for identity in page.identities)
    assert set(judged) == {"levels", *(i.family for i in identities())}
    assert [identity for identity, times in judged.items() if times > 1] == []


def head_faults(page: Page) -> list[str]:
    """What is wrong with the head of a page."""
    faults = [f"law {key}" for key in page.law if key.split()[0] not in documents()]
    faults += [
        f"{name} is empty" for name in ("title", "message", "since") if not getattr(page, name).strip()
    ]
    if page.severity not in ("error", "doubt", "note", "missing"):
        faults.append(f"severity {page.severity}")
    if page.status not in ("trial", "stable"):
        faults.append(f"status {page.status}")
    faults += [f"unless {other}" for other in page.unless if other not in pages() or pages()[other].unless]
    if bool(page.judges) and bool(page.relation):
        faults.append("both judges and relation")
    if not page.judges and not page.relation and not page.identities and not has_module(page):
        faults.append("neither judges nor relation nor a module beside it")
    return faults + relation_faults(page) + message_faults(page)


def has_module(page: Page) -> bool:
    return (
        importlib.util.find_spec(f"quanheng.checks.{page.id.replace('/', '.').replace('-', '_')}") is not None
    )


def relation_faults(page: Page) -> list[str]:
    if not page.relation:
        return []
    kind, declared = terms_of(page)
    unknown = [f"term {term.item}" for term in declared if term.item not in terms()]
    return unknown + ([f"{kind} names a term twice"] if len(set(declared)) < len(declared) else [])


def message_faults(page: Page) -> list[str]:
    used = {name for _, name, _, _ in Formatter().parse(page.message) if name is not None}
    if not page.judges and not page.relation and not page.identities:
        used -= own_fields(page)
    return [
        f"message field {name}"
        for name in sorted(used - FIELDS - (ACROSS if page.family == "cases" else set()))
    ]


def own_fields(page: Page) -> set[str]:
    """The values that a coded check gives with its findings, as its own cases show."""
    given = [f.values for case in page.cases for f in run(facts_of(case), Setting())[1] if f.rule == page.id]
    return set[str]().union(*given)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_head_is_complete(page: Page) -> None:
    assert head_faults(page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_page_explains_itself(page: Page) -> None:
    assert list(page.sections)[:3] == ["依据", "改法", "案例"]
    assert page.basis
    assert page.remedy
    assert len(page.source.splitlines()) <= 120
    assert page.source.endswith("```\n")  # a case behind the block would never run


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_shows_a_fault_and_a_look_alike(page: Page) -> None:
    assert any(case.get("finds") for case in page.cases)
    assert any(case.get("finds") == [] for case in page.cases)
    assert [name for name, times in Counter(case["name"] for case in page.cases).items() if times > 1] == []


@pytest.mark.parametrize(("page", "case"), CASES, ids=CASE_NAMES)
def test_a_case_says_what_it_is_about(page: Page, case: dict[str, Any]) -> None:
    assert ("text" in case) != ("facts" in case), page.id
    assert ("finds" in case) or ("cannot" in case and "facts" in case)
    assert set(case) <= {"name", "text", "facts", "fund", "finds", "cannot"}
    assert set(case.get("facts", {})) <= set(terms())


@pytest.mark.parametrize("page", [page for page in PAGES if page.status == "trial"], ids=lambda page: page.id)
def test_a_trial_page_never_gives_an_error(page: Page) -> None:
    given = [
        f.severity for case in page.cases for f in run(facts_of(case), Setting())[1] if f.rule == page.id
    ]
    assert "error" not in given


def test_every_module_of_a_family_has_its_page() -> None:
    folder = Path(str(importlib.util.find_spec("quanheng.checks").submodule_search_locations[0]))  # type: ignore[union-attr, index]
    modules = {f"{p.parent.name}/{p.stem.replace('_', '-')}" for p in folder.glob("*/*.py")}
    assert {name for name in modules if not name.endswith("/--init--")} <= set(pages())


SOUND = """---
no: 9999
title: 标题
severity: doubt
status: trial
law: [arithmetic]
relation: {sum: [expenditure.total, expenditure.basic, expenditure.project]}
message: "{stated}，{expected}"
since: "0.1"
---
## 依据
甲
## 改法
乙
## 案例
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("law: [arithmetic]", "law: [no-such-law]", "law no-such-law"),
        ("severity: doubt", "severity: fatal", "severity fatal"),
        ("status: trial", "status: old", "status old"),
        ("{expected}", "{wanted}", "message field wanted"),
        ("expenditure.basic", "expenditure.bsaic", "term expenditure.bsaic"),
        ("expenditure.basic", "expenditure.project", "sum names a term twice"),
        ("title: 标题", "title: ''", "title is empty"),
        ('since: "0.1"', 'since: "0.1"\nunless: sums/none', "unless sums/none"),
        ('since: "0.1"', 'since: "0.1"\njudges: [sum]', "both judges and relation"),
        (
            "relation: {sum: [expenditure.total, expenditure.basic, expenditure.project]}",
            "",
            "neither judges nor relation nor a module beside it",
        ),
    ],
)
def test_a_fault_in_a_head_is_seen(old: str, new: str, fault: str) -> None:
    assert head_faults(parse("sums/sound", SOUND)) == []
    assert head_faults(parse("sums/sound", SOUND.replace(old, new))) == [fault]


@pytest.mark.parametrize("name", ["no", "title", "severity", "status", "message"])
def test_a_head_without_a_field_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match=rf"sums/sound.*{name}"):
        parse("sums/sound", re.sub(rf"(?m)^{name}: .*\n", "", SOUND))


def test_a_case_that_is_not_met_fails() -> None:
    page = pages()["sums/expenditure-by-kind"]
    case = next(case for case in page.cases if case.get("finds"))
    assert answers(found_by(page, facts_of(case)), case["finds"])
    wrong = {**case["finds"][0], "expected": "999.99"}
    assert not answers(found_by(page, facts_of(case)), [wrong])
    assert not answers(found_by(page, facts_of(case)), [])
    assert not answers([], case["finds"])


def filled(skeleton: str) -> str:
    """The skeleton with terms of the lexicon in place of its brackets, as the guide says."""
    parts = cycle(("income.current_year", "carryover.opening"))
    return re.sub("（加数）", lambda _: next(parts), skeleton.replace("（结果的术语）", "income.total"))


def test_a_skeleton_that_is_filled_in_is_a_sound_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = runpy.run_path(str(root / "tools/new_check.py"))
    source = filled(tool["SKELETON"].format(no=tool["next_number"]("sums"), since="0.1"))
    page = parse("sums/filled", source)
    assert head_faults(page) == []
    assert page.no not in {other.no for other in PAGES}
    for module in ("declared", "engine"):
        monkeypatch.setattr(f"quanheng.checks.{module}.pages", lambda: {page.id: page})
    for case in page.cases:
        assert answers(found_by(page, facts_of(case)), case["finds"]), case["name"]


def test_the_example_of_the_guide_is_the_beginning_of_the_page(root: Path) -> None:
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = guide.split("````markdown\n")[1].split("````")[0]
    assert pages()["sums/expenditure-by-kind"].source.startswith(shown.removesuffix("```\n"))


def test_yaml_of_a_page_is_text() -> None:
    page = parse(
        "sums/sound",
        SOUND.replace("## 案例\n", "## 案例\n```yaml\n- {name: on, facts: {a: {final: 17.40}}}\n```\n"),
    )
    assert page.cases == [{"name": "on", "facts": {"a": {"final": "17.40"}}}]
    assert yaml.safe_load("on") is True
