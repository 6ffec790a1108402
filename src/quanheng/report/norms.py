"""One norm with its source, as text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quanheng.report import json, messages, width

if TYPE_CHECKING:
    from quanheng.norms.load import Norm

_CERTAINTIES = {
    "V": "已核原文",
    "V2": "已核多份原文",
    "D": "由原文推算",
    "S": "见于报告，未核原文",
    "G": "待核",
}


def text(norm: Norm) -> str:
    """Value, source and the chain of jurisdictions, one a line."""
    rows = [
        ("标准", norm.name),
        ("取值", _words(norm.value) + (f" {norm.unit}" if norm.unit else "")),
        ("出处", messages.document_title(norm.document) + norm.article),
        ("把握", _CERTAINTIES.get(norm.certainty, norm.certainty)),
        ("地区", f"{norm.jurisdiction}；查找顺序 {' → '.join(norm.chain)}"),
        ("起用", norm.since.isoformat()),
        ("来源", norm.source),
        ("说明", norm.note),
    ]
    return "".join(f"{line}\n" for name, words in rows if words for line in width.hang(name, words))


def encode(norm: Norm) -> bytes:
    """The same as JSON, schema 1; the value as the data holds it, numbers as text."""
    return json.dump(
        {
            "schema": json.SCHEMA,
            "name": norm.name,
            "value": norm.value,
            "unit": norm.unit or None,
            "document": messages.document_title(norm.document),
            "article": norm.article or None,
            "certainty": norm.certainty,
            "jurisdiction": norm.jurisdiction,
            "chain": list(norm.chain),
            "since": norm.since.isoformat(),
            "source": norm.source or None,
            "note": norm.note or None,
        }
    )


def _words(value: Any) -> str:
    """Tables and lists on one line: 优 90，良 80."""
    if isinstance(value, dict):
        return "，".join(f"{key} {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "、".join(map(_words, value))
    return str(value)
