"""The catalogue of rules and the page of one rule, as text and JSON."""

from __future__ import annotations

import re
from typing import Any

from quanheng.report import json, messages, width, words

_SEVERITIES = {"错误": "error", "疑点": "doubt", "提示": "note", "缺少": "missing"}
_STATES = {"stable": "正式", "trial": "试行"}
_FENCE = re.compile(r"```.*?```", re.DOTALL)


def list_text() -> str:
    """One rule a line: code, severity, state, title, id."""
    lines = []
    for rule, page in messages.catalogue().items():
        state = _STATES.get(page.status, page.status)
        lead = f"{width.pad(messages.code(rule), 8)}{width.pad(_severity(page.severity), 6)}{state}"
        lines += width.hang(lead, f"{page.title}（{rule}）")
    return "\n".join([*lines, f"共 {len(messages.catalogue())} 条，用 quanheng explain 代码 查看说明"]) + "\n"


def list_json() -> bytes:
    """The heads of all pages, schema 1."""
    return json.dump({"schema": json.SCHEMA, "rules": [_head(rule) for rule in messages.catalogue()]})


def page_text(rule: str) -> str:
    """Title, message, law and the sections of the page."""
    page = messages.catalogue()[rule]
    lines = width.wrap(f"{messages.code(rule)}  {page.title}")
    state = _STATES.get(page.status, page.status)
    lines += width.hang("名称", f"{rule}；编号 {page.no}；等级 {_severity(page.severity)}；{state}")
    lines += width.hang("说法", page.message)
    for basis in messages.bases(rule):
        lines += width.hang("法规", f"{basis.document}{basis.article}")
    for name, words_ in page.sections.items():
        for number, paragraph in enumerate(messages.paragraphs(_FENCE.sub("", words_))):
            lines += width.hang(name if number == 0 else "    ", paragraph)
    for case in page.cases:
        lines += width.hang("案例", str(case.get("name", "")))
    return "\n".join(lines) + "\n"


def page_json(rule: str) -> bytes:
    """The head of the page with its sections as Markdown, schema 1."""
    page = messages.catalogue()[rule]
    return json.dump({"schema": json.SCHEMA} | _head(rule) | {"basis": page.basis, "remedy": page.remedy})


def _head(rule: str) -> dict[str, Any]:
    page = messages.catalogue()[rule]
    return {
        "rule": rule,
        "no": page.no,
        "code": messages.code(rule),
        "title": page.title,
        "severity": _SEVERITIES.get(page.severity, page.severity),
        "status": page.status,
        "message": page.message,
        "law": [{"document": b.document, "article": b.article or None} for b in messages.bases(rule)],
    }


def _severity(given: str) -> str:
    """The Chinese word, whichever language the page is written in."""
    return words.NAMES.get(given, given)
