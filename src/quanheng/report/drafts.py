"""Earlier results beside new ones: a baseline to leave out, and the difference of two drafts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from quanheng.model.review import Review
from quanheng.report import width, words

Tree = dict[str, Any]
GONE, STILL, NEW, CHANGED = "已消失", "仍在", "新增", "原文已变"


@dataclass(frozen=True, slots=True)
class Change:
    """A finding as JSON, what became of it, and for changed text the finding as it was."""

    state: str
    path: str
    finding: Tree
    before: Tree | None = None


def load(data: bytes) -> Tree:
    """A saved result of `check --format json`; raises ValueError in Chinese when it is not one."""
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise ValueError("不是 quanheng check --format json 的结果") from fault
    if not isinstance(tree, dict) or not isinstance(tree.get("documents"), list):
        raise ValueError("不是 quanheng check --format json 的结果")
    if tree.get("schema") != 1:
        raise ValueError(f"结果的格式版本 {tree.get('schema')} 不认识，只认 1")
    return tree


def without_known(review: Review, baseline: Tree) -> tuple[Review, int]:
    """The review without the findings of the baseline, and how many those are.

    Documents are matched by path, a single one with a single one; each key is left out as
    often as the baseline has it.
    """
    left, known = [], 0
    earlier = baseline["documents"]
    for reviewed in review.documents:
        path = reviewed.path or reviewed.document.name
        match = _match(path, earlier, alone=len(review.documents) == 1)
        kept = _unmatched(reviewed.findings, match, lambda finding: finding.key)
        known += len(reviewed.findings) - len(kept)
        left.append(replace(reviewed, findings=kept))
    return replace(review, documents=left), known


def compare(old: Tree, new: Tree) -> list[Change]:
    """What became of each finding of two results, new documents in order, then what is only in the old."""
    changes: list[Change] = []
    waiting = list(old["documents"])
    for document in new["documents"]:
        match = _match(document["path"], waiting, alone=len(old["documents"]) == len(new["documents"]) == 1)
        if match is not None:
            waiting.remove(match)
        before = match["findings"] if match else []
        changes += _changes(before, document["findings"], document["path"])
    for document in waiting:
        changes += [Change(GONE, document["path"], finding) for finding in document["findings"]]
    return changes


def text(changes: list[Change]) -> str:
    """The four groups, one finding a line, and a line of counts."""
    lines: list[str] = []
    for state in (NEW, CHANGED, STILL, GONE):
        chosen = [change for change in changes if change.state == state]
        if chosen:
            lines.append(f"{state} {len(chosen)}")
            lines += [line for change in chosen for line in _line(change)]
    counts = Counter(change.state for change in changes)
    lines.append("  ".join(f"{state} {counts[state]}" for state in (NEW, CHANGED, STILL, GONE)))
    return "\n".join(lines) + "\n"


def tree(changes: list[Change]) -> Tree:
    """The difference as plain dicts, schema 1."""
    rows = [{"state": c.state, "path": c.path, "finding": c.finding, "before": c.before} for c in changes]
    return {"schema": 1, "changes": rows}


def _match(path: str, earlier: list[Tree], *, alone: bool) -> Tree | None:
    """The earlier result of the same file: by path, by name, or because there is only one."""
    for same in (str, lambda name: PurePath(name).name):
        found = next((d for d in earlier if same(d["path"]) == same(path)), None)
        if found is not None:
            return found
    return earlier[0] if alone and len(earlier) == 1 else None


def _unmatched(findings: Iterable[Any], match: Tree | None, key: Callable[[Any], str]) -> list[Any]:
    counts = Counter(finding["key"] for finding in match["findings"]) if match else Counter[str]()
    left = []
    for finding in findings:
        if counts[key(finding)] > 0:
            counts[key(finding)] -= 1
        else:
            left.append(finding)
    return left


def _changes(old: list[Tree], new: list[Tree], path: str) -> list[Change]:
    """Same key: still there, or its text has changed; then rule and section tell a changed text too."""
    waiting, changes = list(old), []
    for finding in new:
        before = next((f for f in waiting if f["key"] == finding["key"]), None)
        if before is not None:
            waiting.remove(before)
            state = STILL if _stated(before) == _stated(finding) else CHANGED
            changes.append(Change(state, path, finding, before))
        else:
            changes.append(Change(NEW, path, finding))
    for number, change in enumerate(changes):
        if change.state == NEW:
            before = next((f for f in waiting if _subject(f) == _subject(change.finding)), None)
            if before is not None:
                waiting.remove(before)
                changes[number] = Change(CHANGED, path, change.finding, before)
    return changes + [Change(GONE, path, finding) for finding in waiting]


def _stated(finding: Tree) -> tuple[str | None, tuple[str, ...]]:
    stated = finding["stated"]["text"] if finding["stated"] else None
    return stated, tuple(place["text"] for place in finding["places"])


def _subject(finding: Tree) -> tuple[str, str | None]:
    places = finding["places"]
    return finding["rule"], places[0]["section"] if places else None


def _line(change: Change) -> list[str]:
    finding = change.finding
    kind = finding["severity"]
    mark = f"{words.SYMBOLS[kind]} {words.NAMES[kind]} {words.code(finding['rule'], finding['no'])}"
    was = ""
    if change.state == CHANGED and change.before and change.before["stated"]:
        was = f"  原稿写 {change.before['stated']['text']}"
    place = next((p["section"] for p in finding["places"] if p["section"]), None)
    return width.hang(f"  {width.pad(width.one_line(place or '全文'), 10)}  {mark}", finding["message"] + was)
