"""What the reviewer decided on each finding: a JSON file, or the list of problems with its column 复核意见 filled."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE
from quanheng.report.papers.problems import Problem

ACCEPTED, REFUSED, ASKED = "成立", "不成立", "待说明"
STATES = (ACCEPTED, REFUSED, ASKED)
CORRECT, EXPLAIN, IMPROVE = "更正", "说明", "建议"
ASKS = {ERROR: CORRECT, DOUBT: EXPLAIN, MISSING: EXPLAIN, NOTE: IMPROVE}
"""What is asked of the department for an accepted finding of that severity."""
_COLUMNS = ("标识", "文件", "复核意见")
_SIGNED = ("复核人", "复核时间")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision: `ask` is 更正, 说明 or 建议, "" for what the severity asks.

    `note` is the reviewer's own: the reason of a refusal, else what is asked; `by` and `at` who decided, and when.
    """

    state: str
    ask: str = ""
    note: str = ""
    by: str = ""
    at: str = ""


@dataclass
class Verdicts:
    """Decisions by key of the finding, and by document and key where several documents share a key.

    A key may be given by its first eight characters, as it is printed.
    """

    by_key: dict[str, Verdict] = field(default_factory=dict)
    by_document: dict[tuple[str, str], Verdict] = field(default_factory=dict)

    def of(self, problem: Problem) -> Verdict | None:
        """The decision on a problem, None where there is none."""
        return self.decided(problem.path, problem.finding.key)

    def decided(self, document: str, finding: str) -> Verdict | None:
        """The decision on the finding of that key in the document of that path."""
        name = PurePath(document).name
        for key in (finding, finding[:8]):
            for path in (document, name):
                if (path, key) in self.by_document:
                    return self.by_document[path, key]
            if key in self.by_key:
                return self.by_key[key]
        return None

    def faults(self, problems: Sequence[Problem]) -> list[str]:
        """Decisions that fit no finding, or more than one document; Chinese sentences."""
        papers: dict[str, set[str]] = {}
        for problem in problems:
            for key in _keys(problem):
                papers.setdefault(key, set()).add(problem.path)
        made = [
            f"{key} 在 {len(papers[key])} 份文件里都有，请写明是哪一份（documents）"
            for key in self.by_key
            if len(papers.get(key, ())) > 1
        ]
        own = {(path, key) for p in problems for key in _keys(p) for path in (p.path, PurePath(p.path).name)}
        gone = [key for key in self.by_key if key not in papers]
        gone += [f"{path} 的 {key}" for path, key in self.by_document if (path, key) not in own]
        return made + [f"{key} 不在这次的问题里，请重新核对后再定" for key in gone]


def _keys(problem: Problem) -> tuple[str, ...]:
    key = problem.finding.key
    return (key, key[:8])


class AllErrors(Verdicts):
    """Without decisions every error is accepted, nothing else."""

    def of(self, problem: Problem) -> Verdict | None:
        """Accepted for an error."""
        return Verdict(ACCEPTED) if problem.severity == ERROR else None


def from_json(data: bytes) -> Verdicts:
    """`{"verdicts": {KEY: 成立}, "documents": {文件: {KEY: {"verdict", "ask", "note", "by", "at"}}}, "by": …, "at": …}`.

    `by` and `at` of the whole stand for every decision without its own; a refusal needs its `note`.
    Raises ValueError in Chinese.
    """
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise ValueError("不是 JSON 文件") from fault
    if not isinstance(tree, dict) or not {"verdicts", "documents"} & tree.keys():
        raise ValueError("里面没有 verdicts（每条问题的结论），写法见 quanheng papers --help")
    signed = {name: str(tree.get(name, "")) for name in ("by", "at")}
    made = Verdicts(
        {key: _verdict(key, one, signed) for key, one in _table(tree.get("verdicts", {})).items()}
    )
    for path, entries in _table(tree.get("documents", {})).items():
        made.by_document |= {(path, key): _verdict(key, one, signed) for key, one in _table(entries).items()}
    return made


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("verdicts 和 documents 要写成“标识: 结论”的对照")
    return value


def _verdict(key: str, entry: Any, signed: Mapping[str, str]) -> Verdict:
    given = {"verdict": entry} if isinstance(entry, str) else entry
    if not isinstance(given, dict) or given.get("verdict") not in STATES:
        raise ValueError(f"{key} 的结论要写{'、'.join(STATES)}之一")
    ask = given.get("ask", "")
    if ask not in ("", CORRECT, EXPLAIN, IMPROVE):
        raise ValueError(f"{key} 的 ask 要写更正、说明、建议之一，不能是 {ask}")
    by, at = (str(given.get(name) or signed[name]) for name in ("by", "at"))
    return _reasoned(key, Verdict(given["verdict"], ask, str(given.get("note", "")), by, at))


def _reasoned(where: str, verdict: Verdict) -> Verdict:
    if verdict.state == REFUSED and not verdict.note.strip():
        raise ValueError(f"{where} 写“{REFUSED}”要有理由")
    return verdict


def from_rows(rows: Sequence[Sequence[str]]) -> Verdicts:
    """The rows of a list of problems; raises ValueError where it is none, or where a word is unknown."""
    at = next((n for n, row in enumerate(rows) if set(_COLUMNS) <= {cell.strip() for cell in row}), None)
    if at is None:
        raise ValueError(f"表里没有{'、'.join(_COLUMNS)}这几栏，请用 check 写出的问题清单")
    head = [cell.strip() for cell in rows[at]]
    key, path, said = (head.index(name) for name in _COLUMNS)
    signs = [head.index(name) if name in head else -1 for name in _SIGNED]
    made = Verdicts()
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = [*row, *[""] * (len(head) - len(row))]
        state, _, note = re.sub(r"[:：;；,，]", "\n", cells[said].strip()).partition("\n")
        if not state.strip() or not cells[key].strip():
            continue
        if state.strip() not in STATES:
            raise ValueError(
                f"第 {number} 行复核意见写“{state}”，要写{'、'.join(STATES)}之一，理由写在冒号后面"
            )
        signer, when = (cells[column].strip() if column >= 0 else "" for column in signs)
        made.by_document[cells[path].strip(), cells[key].strip(" 〔〕")] = _reasoned(
            f"第 {number} 行", Verdict(state.strip(), "", note.strip(), signer, when)
        )
    return made
