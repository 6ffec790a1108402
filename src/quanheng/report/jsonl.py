"""JSON lines: one document or failure a line, for streaming and big corpora."""

from __future__ import annotations

from quanheng import __version__
from quanheng.model.review import Review
from quanheng.report import json as whole
from quanheng.report.lines import lines


def encode(review: Review) -> bytes:
    """Each line has `schema`, `quanheng`, `norms` and either `document` or `error`, the other null; a case has a last line."""
    rows = [{"document": whole.document(reviewed), "error": None} for reviewed in review.documents]
    rows += [{"document": None, "error": whole.failure(error)} for error in review.errors]
    if review.case is not None:
        rows.append({"document": None, "error": None, "case": whole.case(review)})
    head = {"schema": whole.SCHEMA, "quanheng": __version__, "norms": review.norms or None}
    return lines([head | row for row in rows])
