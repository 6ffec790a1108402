"""What a long ledger answered, kept for as long as none of its rows changes.

An answer is kept under the ledger's version and the moment of its last change, which grow in the transaction that
changes a row, under the slots of its columns, and under the very statement with its parameters: another declaration or period is another statement.
What is handed in and what a step looks at is worked out from the rows themselves, never from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from time import perf_counter
from typing import Any

from django.core.cache import caches

from quanheng.ledgers.measures.record import Measure
from quanheng.ledgers.measures.sql import Query, counts
from quanheng.web.ledgers.models import Ledger
from quanheng.web.ledgers.storage import answer

LONG = 0.02
"""Seconds from which on a question is worth keeping the answer of."""
Lines = list[tuple[Any, ...]]


class Answers:
    """The answers of one ledger as its rows are now."""

    def __init__(self, ledger: Ledger) -> None:
        version, changed, slots = Ledger.objects.values_list("version", "changed", "slots").get(pk=ledger.pk)
        self._mark = f"{ledger.pk}-{version}-{changed.timestamp() if changed else 0}"
        self._slots = sorted(slots.items())

    def _key(self, question: Query) -> str:
        told = sha256(repr((question.text, question.parameters, self._slots)).encode()).hexdigest()
        return f"{self._mark}-{told}"

    def kept(self, question: Query) -> Lines | None:
        """What the question was answered before, None where it was not."""
        found: Lines | None = caches["answers"].get(self._key(question))
        return found

    def keep(self, question: Query, lines: Lines) -> None:
        """Keep an answer."""
        caches["answers"].set(self._key(question), lines, timeout=None)

    def of(self, question: Query, measure: Measure, names: int = 0) -> Lines:
        """The answer, from before or asked now; as of `asked`."""
        found = self.kept(question)
        if found is None:
            found, long = asked(question, [measure], names)
            if long:
                self.keep(question, found)
        return found


def asked(question: Query, measures: Sequence[Measure], names: int = 0) -> tuple[Lines, bool]:
    """The numbers of the measures behind so many names as the rows are now, and whether they are worth keeping."""
    begun = perf_counter()
    lines = [(*line[:names], *counts(measures, line[names:])) for line in answer(question)]
    return lines, perf_counter() - begun >= LONG
