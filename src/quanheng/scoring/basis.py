"""How a card names the norm that it rests on."""

from __future__ import annotations

from quanheng.model.score import Authority
from quanheng.norms.load import Norm, documents


def authority(found: Norm, certainty: str = "") -> Authority:
    """The norm as a record; `certainty` is that of one row of its value, where the row has its own."""
    number = documents().get(found.document, {}).get("number", "")
    return Authority(
        found.document, number, found.article, found.since.isoformat(), certainty or found.certainty
    )


def named(found: Norm) -> str:
    """Document and article: 财预〔2020〕10号第十六条; the title of a document that has no number."""
    document = documents().get(found.document, {})
    return f"{document.get('number') or document.get('title') or found.document}{found.article or ''}"
