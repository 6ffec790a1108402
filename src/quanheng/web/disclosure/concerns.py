"""What speaks against publishing a file as it is: open errors, private data, another unit or year."""

from __future__ import annotations

from dataclasses import dataclass

from quanheng.model.finding import ERROR
from quanheng.report.words import KINDS
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.documents.models import Draft, Finding
from quanheng.web.documents.verdicts import unanswered

PRIVATE = "privacy/"
_ACCEPTED = {
    Publication.Kind.BUDGET.value: {"budget"},
    Publication.Kind.FINAL_ACCOUNTS.value: {"final_accounts"},
    Publication.Kind.SELF_EVALUATION.value: {
        "self_evaluation_report",
        "self_evaluation_form",
        "evaluation_report",
    },
}


@dataclass(frozen=True, slots=True)
class Concerns:
    """`words` are one sentence each; the findings behind them stand beside."""

    words: list[str]
    errors: list[Finding]
    private: list[Finding]

    def __bool__(self) -> bool:
        return bool(self.words)


def concerns(release: Release) -> Concerns:
    """What has to be put right, or answered by a reason, before the file goes out."""
    errors, private = open_findings(release.draft)
    said = []
    if private:
        said.append(f"个人信息 {len(private)} 处：公开前请删去或遮盖")
    if errors:
        said.append(f"错误 {len(errors)} 处没有改正，也没有写明为什么不成立")
    return Concerns([*_strange(release), *said], errors, private)


def open_findings(draft: Draft) -> tuple[list[Finding], list[Finding]]:
    """Errors and private data among what nobody has answered."""
    left = unanswered(draft)
    private = [finding for finding in left if finding.rule.startswith(PRIVATE)]
    return [f for f in left if f.severity == ERROR and f not in private], private


def _strange(release: Release) -> list[str]:
    """Where the file says that it is of somebody or something else."""
    read, publication = release.draft.summary, release.publication
    said = []
    if read.get("year") and read["year"] != publication.year:
        said.append(f"文件写的是 {read['year']} 年，这一项是 {publication.year} 年")
    name, own = read.get("organisation"), publication.unit.name
    if name and name not in own and own not in name:
        said.append(f"文件写的单位是“{name}”，这一项是“{own}”的")
    kind = read.get("kind")
    accepted = _ACCEPTED.get(publication.kind)
    if accepted and kind and kind not in accepted:
        said.append(f"文件像是“{KINDS.get(kind, kind)}”，这一项是“{publication.get_kind_display()}”")
    return said
