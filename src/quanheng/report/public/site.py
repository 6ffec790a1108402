"""The site of a panel, page by page: a search page, one page a department, one a document, tables to take away.

Departments are held in memory one at a time; the documents follow, each with the places that pages link to.
Findings stand on a page only where a person has confirmed them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from quanheng.lexicon.departments import function_label
from quanheng.model.comparison import Comparison, Department, Found, Lost, PaperOf, Passage, Source
from quanheng.report.comparison import QUALITY, encode_csv
from quanheng.report.pages import template
from quanheng.report.public.department import lead, page
from quanheng.report.public.reading import name_of
from quanheng.report.public.reading import page as reading_page


class Panel(Protocol):
    """What the site asks of a panel."""

    def departments(self) -> list[Department]:
        """Every department."""

    def papers(self) -> dict[str, PaperOf]:
        """Every document by its digest."""

    def findings(self, slug: str) -> list[Found]:
        """The findings in a department's documents."""

    def lost(self, slug: str) -> list[Lost]:
        """Points that its last form lost."""

    def peers(self, measure: str, year: int, group: str) -> list[tuple[str, object]]:
        """(slug, value) of everybody in a group."""

    def passages(self) -> Iterator[tuple[str, list[Passage]]]:
        """The text of every document."""


@dataclass(frozen=True, slots=True)
class Edition:
    """How the site is made.

    title      of the site, on every page
    contact    where an error is reported, "" for nowhere
    confirmed  whether the finding of that key in the document of that path was confirmed by a person
    remarks    True to show what was noticed between documents, each as not confirmed
    """

    title: str = "部门预决算与绩效公开数据"
    contact: str = ""
    confirmed: Callable[[str, str], bool] = lambda _path, _key: False
    remarks: bool = False


def site(
    panel: Panel, compared: Callable[[Department], Comparison], edition: Edition
) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every file; names are relative to the root of the site."""
    cited: defaultdict[str, list[Source]] = defaultdict(list)
    listed: list[tuple[Department, str]] = []
    papers = panel.papers()
    for department in panel.departments():
        made = compared(department)
        found = _confirmed(panel, department, papers, edition)
        remarks = made.remarks if edition.remarks else []
        data, used = page(department, made, panel, (found, remarks), edition)
        for source in used:
            cited[source.sha256].append(source)
        listed.append((department, lead(department, made)))
        yield f"d/{department.slug}.html", data
        yield f"d/{department.slug}.csv", encode_csv(made)
    yield "index.html", _index(listed, edition)
    yield "about.html", _about(edition)
    yield from _documents(panel, papers, {d.slug: d.name for d, _ in listed}, cited)


def _confirmed(
    panel: Panel, department: Department, papers: Mapping[str, PaperOf], edition: Edition
) -> list[Found]:
    return [
        one
        for one in panel.findings(department.slug)
        if one.source.sha256 in papers and edition.confirmed(papers[one.source.sha256].path, one.key)
    ]


def _index(listed: Sequence[tuple[Department, str]], edition: Edition) -> bytes:
    ordered = sorted(listed, key=lambda pair: (function_label(pair[0].function), pair[0].name))
    groups = [
        (label, list(pairs))
        for label, pairs in groupby(ordered, key=lambda pair: function_label(pair[0].function))
    ]
    return (
        template("public_index.html")
        .render(groups=groups, count=len(listed), edition=edition)
        .encode("utf-8", "replace")
    )


def _about(edition: Edition) -> bytes:
    return template("public_about.html").render(edition=edition, quality=QUALITY).encode("utf-8", "replace")


def _documents(
    panel: Panel,
    papers: Mapping[str, PaperOf],
    names: Mapping[str, str],
    cited: Mapping[str, Sequence[Source]],
) -> Iterator[tuple[str, bytes]]:
    for digest, passages in panel.passages():
        paper = papers[digest]
        yield name_of(digest), reading_page(paper, names[paper.slug], passages, cited.get(digest, ()))
