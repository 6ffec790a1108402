"""Documents of one run taken together -> what they assert of each other.

Only documents of one organisation are compared, and only figures of one scope: what a department and
one of its units state are two things. A document is never right because it came first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quanheng.facts.case_changes import change_claims_across
from quanheng.facts.case_claims import pair_claims
from quanheng.facts.case_copies import copied_sentences, same_files, versions
from quanheng.facts.case_goals import goal_remarks
from quanheng.facts.case_ledgers import Bookshelf, ledger_claims
from quanheng.facts.case_parties import parties, party_remarks
from quanheng.facts.case_projects import project_money_claims
from quanheng.facts.case_results import result_claims_across
from quanheng.facts.case_targets import target_remarks
from quanheng.facts.case_units import unit_claims
from quanheng.facts.case_values import values
from quanheng.model.case import Paper, Party, Remark
from quanheng.model.relation import Claim


@dataclass(slots=True)
class CaseFacts:
    """The parties of a case, the claims between its documents, and what is noticed of them as documents."""

    parties: list[Party]
    claims: list[Claim] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def case_facts(papers: Sequence[Paper], shelf: Bookshelf | None = None) -> CaseFacts:
    """Everything between the documents, and the ledgers on the shelf; a second copy says nothing more."""
    doubled = same_files(papers)
    copies = {b.number for _, b in doubled}
    kept = [paper for paper in papers if paper.number not in copies]
    found = parties(papers)
    made = CaseFacts(found)
    made.remarks += [_pair("same_file", a, b) for a, b in doubled]
    made.remarks += list(party_remarks(papers, found))
    stated = {paper.number: values(paper) for paper in kept}
    for party in found:
        own = [paper for paper in kept if paper.number in party.papers]
        drafts = versions(own)
        made.remarks += [_pair("two_versions", a, b) for a, b in drafts]
        older = {a.number for a, _ in drafts}
        newest = [paper for paper in own if paper.number not in older]
        made.claims += pair_claims(newest, stated)
        made.claims += change_claims_across(newest, stated)
        made.claims += result_claims_across(newest)
        made.claims += project_money_claims(newest)
        made.remarks += copied_sentences(newest, stated)
        made.remarks += goal_remarks(newest)
        made.remarks += target_remarks(newest)
    made.claims += unit_claims(kept, stated)
    made.claims += ledger_claims(kept, shelf) if shelf is not None else ()
    return made


def _pair(kind: str, first: Paper, second: Paper) -> Remark:
    return Remark(kind, (first.number, second.number), values={"document": first.name, "other": second.name})
