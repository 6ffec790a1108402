"""What the page of a checked draft shows beside the text: cards, filters, what became of the last draft's findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied

from quanheng.web.documents import verdicts
from quanheng.web.documents.models import Document, Draft, Finding, Verdict, Waiver
from quanheng.web.documents.verdicts import Change, Standing
from quanheng.web.units.models import User

OPEN, AGAIN, WAIVED = "open", "again", "waived"
STATES = {
    OPEN: "待处理",
    AGAIN: verdicts.AGAIN,
    Verdict.Choice.LATER.value: "稍后再看",
    Verdict.Choice.EXPLAIN.value: "待说明",
    Verdict.Choice.HOLDS.value: "成立",
    Verdict.Choice.NOT.value: "不成立",
    WAIVED: "本单位不查",
}
"""States of a card in the order of the filters; the last three are settled."""
SETTLED = frozenset({Verdict.Choice.HOLDS.value, Verdict.Choice.NOT.value, WAIVED})
SEVERITIES = ("error", "doubt", "missing", "note")


@dataclass(frozen=True, slots=True)
class Saying:
    """A verdict beside a finding with what this person may do with it; `again`: the text has changed since."""

    verdict: Verdict
    again: bool
    undo: bool
    adopt: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with what was said about it. `version` is that of the verdict which this person would change."""

    finding: Finding
    state: str
    sayings: Sequence[Saying]
    version: int
    change: str
    waiver: Waiver | None

    @property
    def tree(self) -> dict[str, Any]:
        """The finding as `check --format json` has it, with what its card shows beside."""
        found: dict[str, Any] = self.finding.content
        return found

    @property
    def state_words(self) -> str:
        """The state as the page says it."""
        return STATES[self.state]

    @property
    def spots(self) -> list[tuple[int, dict[str, Any], str]]:
        """Number, place and the place in words of each mark."""
        places, where = self.tree["places"], self.tree["card"]["where"]
        return [(n, place, words) for n, (place, words) in enumerate(zip(places, where, strict=True))]


@dataclass(slots=True)
class Board:
    """All cards of a draft, how many there are of each kind, and the findings of the last draft that are gone."""

    cards: list[Card]
    may_decide: bool
    proposes: bool
    severities: list[tuple[str, int]] = field(default_factory=list)
    states: list[tuple[str, str, int]] = field(default_factory=list)
    rules: list[tuple[str, str, int]] = field(default_factory=list)
    changes: list[tuple[str, int]] = field(default_factory=list)
    gone: list[Change] = field(default_factory=list)
    earlier: Draft | None = None

    @property
    def waiting(self) -> int:
        """How many findings nobody has settled."""
        return sum(card.state not in SETTLED for card in self.cards)


def board(draft: Draft, user: User) -> Board:
    """The cards in document order, for that person."""
    return _Desk(draft, user).board()


def card(draft: Draft, finding: Finding, user: User) -> Card:
    """One card, after its verdict has changed."""
    return _Desk(draft, user).card(finding)


class _Desk:
    def __init__(self, draft: Draft, user: User) -> None:
        self.draft = draft
        document: Document = draft.document
        self.stands = verdicts.carry_over(draft)
        self.waived = verdicts.waived(document)
        # Reviewers compare with what was handed in before: what the unit tried in between is its own.
        self.earlier = document.drafts_for(user).filter(number__lt=draft.number).first()
        self.changed = verdicts.compare(self.earlier, draft) if self.earlier else []
        self.change = {c.now.key: c.state for c in self.changed if c.now}
        try:
            self.voice: tuple[str, bool] | None = verdicts.speaks_as(document, user)
        except PermissionDenied:
            self.voice = None

    def card(self, finding: Finding) -> Card:
        standings = self.stands.get(finding.key, [])
        mine = [s.verdict for s in standings if (s.verdict.side, s.verdict.proposed) == self.voice]
        waiver = self.waived.get(finding.rule)
        return Card(
            finding,
            WAIVED if waiver else _state(standings),
            [self._saying(one, mine) for one in standings],
            mine[0].version if mine else 0,
            self.change.get(finding.key, ""),
            waiver,
        )

    def _saying(self, one: Standing, mine: Sequence[Verdict]) -> Saying:
        """Who decides takes any word of their side back, who proposes a proposal; a decider adopts proposals."""
        verdict = one.verdict
        side, proposes = self.voice or ("", True)
        same = verdict.side == side
        adopted = any(own.choice == verdict.choice and own.sign == verdict.sign for own in mine)
        return Saying(
            verdict,
            one.again,
            same and (verdict.proposed or not proposes),
            same and verdict.proposed and not proposes and not one.again and not adopted,
        )

    def board(self) -> Board:
        cards = [self.card(finding) for finding in self.draft.findings.all()]
        severities = Counter(c.finding.severity for c in cards)
        states = Counter(c.state for c in cards)
        rules = Counter((c.finding.rule, c.tree["title"]) for c in cards)
        made = Board(cards, self.voice is not None, bool(self.voice and self.voice[1]))
        made.severities = [(name, severities[name]) for name in SEVERITIES]
        made.states = [(name, said, states[name]) for name, said in STATES.items() if states[name]]
        made.rules = [(rule, title, count) for (rule, title), count in rules.most_common()]
        made.changes = list(Counter(c.state for c in self.changed).items())
        made.gone = [change for change in self.changed if change.state == verdicts.GONE]
        made.earlier = self.earlier
        return made


def _state(standings: Sequence[Standing]) -> str:
    """The reviewers' verdict before the department's; a proposal settles nothing."""
    decided = sorted(
        (s for s in standings if not s.verdict.proposed), key=lambda s: s.verdict.side != "review"
    )
    if not decided:
        return AGAIN if any(s.again for s in standings) else OPEN
    return AGAIN if decided[0].again else decided[0].verdict.choice
