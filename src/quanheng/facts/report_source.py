"""A report taken over into a workbook's record: its figures, its forms, its words."""

from __future__ import annotations

from collections.abc import Iterable

from quanheng.facts.outline import outline
from quanheng.facts.paragraphs import paragraphs
from quanheng.facts.report_import import Faulty, Report
from quanheng.facts.report_indicators import take_forms
from quanheng.facts.report_words import take_words
from quanheng.facts.workbook_import import Importer, Taken, take_tables
from quanheng.model.document import Document
from quanheng.model.review import Facts
from quanheng.model.workbook import DepartmentYear

REPORTS = frozenset(
    ("self_evaluation_report", "evaluation_report", "final_accounts", "budget", "self_evaluation_form")
)


def take_document(
    record: DepartmentYear, path: str, document: Document, facts: Facts, faulty: Iterable[Faulty] = ()
) -> Taken:
    """What a document gives: published tables, exports of the integrated system, the text of a report.

    `faulty` are the places that findings prove wrong: what stands there is listed and not taken. The words
    of a report are taken for its own year only.
    """
    into = Importer(record, path)
    take_tables(into, document)
    if facts.kind in REPORTS:
        report = Report(into, document, facts, faulty)
        report.take()
        if facts.year == record.year:
            take_forms(report)
            parts = list(paragraphs(document))
            outline(parts)
            take_words(report, parts)
    return into.taken
