"""Findings of a draft, verdicts on them, and rules that a document is not asked about."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Router, Schema, Status
from ninja.pagination import paginate

from quanheng.web.api import versions
from quanheng.web.api.documents import DRAFT, document_of
from quanheng.web.api.paging import Key, Number, Pages
from quanheng.web.api.shapes import Named, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.documents import board, verdicts
from quanheng.web.documents.board import Card
from quanheng.web.documents.models import Verdict, Waiver
from quanheng.web.documents.views import draft_of
from quanheng.web.units.entry import person

router = Router(tags=["问题与结论"])
FINDING = f"{DRAFT}/findings/{{finding}}"


class VerdictShape(Schema):
    """What somebody said: `side` own or review, `proposed` by who may not decide; `again` when the text has changed."""

    id: int
    choice: str
    choice_words: str
    reason: str
    side: str
    proposed: bool
    by: Named
    at: datetime
    version: int
    again: bool = False


class FindingShape(Schema):
    """A finding as `check --format json` has it in `content`; `state` is what was said of it so far.

    `version` is that of the verdict which I would change: what `If-Match` of my verdict takes.
    """

    id: int
    order: int
    key: str
    rule: str
    severity: str
    message: str
    state: str
    state_words: str
    change: str
    version: int
    verdicts: list[VerdictShape]
    content: dict[str, Any]


class Choice(Schema):
    """holds 成立, not 不成立 (with a reason), explain 待说明, later 稍后再看."""

    choice: Literal["holds", "not", "explain", "later"]
    reason: Short = ""


class RuleChoice(Choice):
    """The same for every open finding of a rule."""

    rule: Short


def shown(card: Card) -> FindingShape:
    """A card of the board."""
    row = card.finding
    return FindingShape(
        id=row.pk,
        order=row.order,
        key=row.key,
        rule=row.rule,
        severity=row.severity,
        message=row.message,
        state=card.state,
        state_words=card.state_words,
        change=card.change,
        version=card.version,
        verdicts=[_said(one.verdict, one.again) for one in card.sayings],
        content=row.content,
    )


def _said(row: Verdict, again: bool = False) -> VerdictShape:
    return VerdictShape(
        id=row.pk,
        choice=row.choice,
        choice_words=row.get_choice_display(),
        reason=row.reason,
        side=row.side,
        proposed=row.proposed,
        by=Named(id=row.by_id, name=str(row.by)),
        at=row.at,
        version=row.version,
        again=again,
    )


@router.get(f"{DRAFT}/findings", response=list[FindingShape])
@paginate(Pages)
def findings(
    request: HttpRequest,
    document: Path[Key],
    number: Path[Number],
    severity: Short = "",
    state: Short = "",
    rule: Short = "",
) -> Any:
    """In the order of the text; also while the check is under way."""
    cards = board.board(draft_of(request, document, number), person(request)).cards
    return [
        shown(card)
        for card in cards
        if (not severity or card.finding.severity == severity)
        and (not state or card.state == state)
        and (not rule or card.finding.rule == rule)
    ]


@router.get(FINDING, response=FindingShape)
def finding(
    request: HttpRequest,
    response: HttpResponse,
    document: Path[Key],
    number: Path[Number],
    finding: Path[Key],
) -> Any:
    """One finding; its ETag is the version of my verdict, "0" when I have said nothing."""
    draft = draft_of(request, document, number)
    card = board.card(draft, get_object_or_404(draft.findings, pk=finding), person(request))
    versions.tag(response, card.version)
    return shown(card)


@router.put(f"{FINDING}/verdict", response=VerdictShape)
def decide(
    request: HttpRequest,
    response: HttpResponse,
    document: Path[Key],
    number: Path[Number],
    finding: Path[Key],
    given: Choice,
    if_match: IfMatch,
) -> Any:
    """Say what I hold of it; who may not decide proposes."""
    draft, version = draft_of(request, document, number), versions.seen(if_match)
    one = get_object_or_404(draft.findings, pk=finding)
    row = verdicts.decide(draft.document, one, given.choice, given.reason, person(request), version)
    versions.tag(response, row.version)
    return _said(row)


@router.delete(f"{FINDING}/verdict", response={204: None})
def undo_verdict(
    request: HttpRequest,
    document: Path[Key],
    number: Path[Number],
    finding: Path[Key],
    if_match: IfMatch,
) -> Any:
    """Take my side's verdict back; what stood before it comes back."""
    draft, user, version = draft_of(request, document, number), person(request), versions.seen(if_match)
    one = get_object_or_404(draft.findings, pk=finding)
    side, proposed = verdicts.speaks_as(draft.document, user)
    row = draft.document.verdicts.filter(key=one.key, side=side, proposed=proposed).first()
    if row is None:
        raise verdicts.Stale(None)
    verdicts.undo(row, user, version)
    return Status(204, None)


@router.post(f"{DRAFT}/verdicts", response=list[VerdictShape])
def decide_rule(request: HttpRequest, document: Path[Key], number: Path[Number], given: RuleChoice) -> Any:
    """The same verdict on every open finding of a rule; all or none. It never changes one that was settled."""
    draft = draft_of(request, document, number)
    rows = verdicts.decide_rule(draft, given.rule, given.choice, given.reason, person(request))
    return [_said(row) for row in rows]


class WaiverShape(Schema):
    """A rule that a document is not asked about: why, by whom, until when."""

    id: int
    rule: str
    reason: str
    until: date | None
    by: Named

    @staticmethod
    def resolve_by(row: Waiver) -> Named:
        """Key and name."""
        return Named(id=row.by_id, name=str(row.by))


class NewWaiver(Schema):
    """The rule, with a reason."""

    rule: Short
    reason: Short
    until: date | None = None


@router.get("/documents/{document}/waivers", response=list[WaiverShape])
@paginate(Pages)
def waivers(request: HttpRequest, document: Path[Key]) -> Any:
    """Rules that the document is not asked about."""
    return document_of(request, document).waivers.select_related("by").order_by("rule")


@router.post("/documents/{document}/waivers", response={201: WaiverShape})
def waive(request: HttpRequest, document: Path[Key], given: NewWaiver) -> Any:
    """Do not ask about a rule; its findings are folded and counted, never deleted."""
    found = document_of(request, document)
    return Status(201, verdicts.waive(found, given.rule, given.reason, person(request), given.until))


@router.delete("/documents/{document}/waivers/{waiver}", response={204: None})
def unwaive(request: HttpRequest, document: Path[Key], waiver: Path[Key]) -> Any:
    """Ask about the rule again."""
    verdicts.unwaive(get_object_or_404(document_of(request, document).waivers, pk=waiver), person(request))
    return Status(204, None)
