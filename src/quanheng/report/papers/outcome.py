"""Answers of a department beside a new check of the corrected file: what was said to be put right, and what was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quanheng.model.finding import Finding
from quanheng.model.review import Review, Reviewed
from quanheng.report import json, messages, width, words
from quanheng.report.drafts import CHANGED, GONE, NEW, STILL, Change
from quanheng.report.places import Locator, in_order, stated_marks
from quanheng.report.replies import STATES, Answer
from quanheng.report.threads import FIXED

SETTLED, CLAIMED, REPLIED, SILENT, VANISHED = "settled", "claimed", "replied", "silent", "vanished"
OUTCOMES = {
    CLAIMED: "称已改，问题仍在",
    SILENT: "未答复，问题仍在",
    REPLIED: "有答复，问题仍在，待复核人定",
    SETTLED: "已改，核对已无此问题",
    VANISHED: "问题已不在",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer with what became of its finding; `found` is the finding as it stands in the corrected file.

    `standing` is GONE, STILL, or CHANGED: another text stands there, and that is wrong too.
    """

    answer: Answer
    standing: str
    found: Finding | None

    @property
    def outcome(self) -> str:
        """One of OUTCOMES."""
        if self.standing == GONE:
            return SETTLED if self.answer.state == FIXED else VANISHED
        if self.answer.state == FIXED:
            return CLAIMED
        return SILENT if not self.answer.words and self.answer.state == "open" else REPLIED


@dataclass(frozen=True, slots=True)
class Compared:
    """All answers with what became of them, and the other findings of the corrected files with their documents.

    `drafts` is true where the files as they were are at hand: the others are new then, else only not answered.
    """

    outcomes: list[Outcome]
    others: list[tuple[Reviewed, Finding]]
    unread: int
    drafts: bool

    @property
    def contradicted(self) -> int:
        """How many are said to be put right and are not."""
        return sum(one.outcome == CLAIMED for one in self.outcomes)


def compared(answers: Sequence[Answer], review: Review, changes: Sequence[Change] | None = None) -> Compared:
    """Set the answers beside the findings of the corrected files.

    `changes` are the difference from the check of the files as they were, where those are at hand: only they
    tell a finding whose text was changed and is still wrong. Without them it is among the others: that it is
    the same one would be a guess, and to say so an accusation.
    """
    left = [one for reviewed in review.documents for one in in_order(reviewed.findings)]
    made: dict[int, Outcome] = {}
    for number, answer in enumerate(answers):
        same = next((one for one in left if one.key[:8] == answer.key), None)
        if same is not None:
            left.remove(same)
            made[number] = Outcome(answer, STILL, same)
    for number, answer in enumerate(answers):
        if number not in made:
            other = _changed(answer, left, changes)
            if other is not None:
                left.remove(other)
            made[number] = Outcome(answer, CHANGED if other is not None else GONE, other)
    known = {str(one.finding["key"]) for one in changes or () if one.state == STILL}
    others = [
        (reviewed, one)
        for reviewed in review.documents
        for one in in_order(reviewed.findings)
        if any(one is other for other in left) and one.key not in known
    ]
    unread = sum(len(reviewed.document.unread) for reviewed in review.documents)
    return Compared([made[number] for number in range(len(answers))], others, unread, changes is not None)


def _changed(answer: Answer, left: Sequence[Finding], changes: Sequence[Change] | None) -> Finding | None:
    """The finding that the answer's became when its text was changed; not known without the earlier check."""
    keys = {
        str(one.finding["key"])
        for one in changes or ()
        if one.state == CHANGED and one.before and str(one.before["key"])[:8] == answer.key
    }
    return next((one for one in left if one.key in keys), None)


def text(found: Compared) -> str:
    """The outcomes that ask for something first, then the new findings, then a line of counts."""
    lines: list[str] = []
    for kind, name in OUTCOMES.items():
        chosen = [one for one in found.outcomes if one.outcome == kind]
        if chosen:
            lines.append(f"{name} {len(chosen)}")
            lines += [line for one in chosen for line in _lines(one)]
    name = NEW if found.drafts else "没有答复到的问题（给出 --before 原稿，才知道是不是新增）"
    if found.others:
        lines.append(f"{name} {len(found.others)}")
        lines += [line for reviewed, one in found.others for line in _other(reviewed, one)]
    counts = Counter(one.outcome for one in found.outcomes)
    told = [f"{name} {counts[kind]}" for kind, name in OUTCOMES.items() if counts[kind]]
    lines.append("  ".join([*told, f"{NEW if found.drafts else '没有答复到'} {len(found.others)}"]))
    if found.unread:
        lines.append(f"更正稿有 {found.unread} 处内容未能读取，“已不在”的问题可能在那里")
    return "\n".join(lines) + "\n"


def _lines(one: Outcome) -> list[str]:
    said = f"  {one.answer.number:04d} {STATES[one.answer.state]}"
    now = f"  现在：{messages.message(one.found)}" if one.found is not None else ""
    return width.hang(said, (one.answer.words or "—") + now)


def _other(reviewed: Reviewed, one: Finding) -> list[str]:
    locator = Locator(reviewed)
    where = "；".join(dict.fromkeys(locator.of(mark) for mark in stated_marks(one))) or "全文"
    return width.hang(
        f"  {words.NAMES[words.severity(one)]} {messages.code(one.rule)} {where}", messages.message(one)
    )


def encode(found: Compared) -> bytes:
    """The same as JSON, schema 1."""
    return json.dump(
        {
            "schema": json.SCHEMA,
            "contradicted": found.contradicted,
            "outcomes": [
                {
                    "number": one.answer.number, "key": one.answer.key, "state": one.answer.state,
                    "text": one.answer.words or None, "standing": one.standing, "outcome": one.outcome,
                    "message": messages.message(one.found) if one.found else None,
                }
                for one in found.outcomes
            ],
            "drafts": found.drafts,
            "others": [
                {"path": reviewed.path, "key": one.key, "rule": one.rule, "severity": words.severity(one), "message": messages.message(one)}
                for reviewed, one in found.others
            ],
            "unread": found.unread,
        }
    )  # fmt: skip
