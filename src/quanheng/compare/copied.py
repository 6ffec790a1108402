"""Sentences that two units share, names and figures masked: exact Jaccard likeness of four-character pieces.

A sentence of very many units is the wording of the notice that asked for the reports, and nobody's copy.
Pairs are found by the prefix filter of Chaudhuri, Ganti and Kaushik (A Primitive Operator for Similarity Joins,
2006): none at or above the line is missed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

LINE = Fraction(4, 5)
"""Shared pieces over all pieces of two sentences, from which on they are alike."""
SHORTEST = 20
"""Characters that are left of a sentence when names, figures and marks are masked; shorter ones are set phrases."""
_PIECE = 4
_END = re.compile(r"(?<=[。！？；;!?\n])")
_FIGURE = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*")
_MARKS = re.compile(r"[\s\W_]+")
_ANY_FIGURE, _ANY_NAME = "0", "某"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its owner wrote it; `masked` is what is compared."""

    owner: str
    text: str
    masked: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Alike sentences of at least two owners; `likeness` of the two most unlike that still link the group."""

    sentences: tuple[Sentence, ...]
    likeness: Fraction

    @property
    def owners(self) -> list[str]:
        """Who has it, each once."""
        return list(dict.fromkeys(one.owner for one in self.sentences))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is shared by few; `common` counts groups that so many owners share that it is the notice's wording."""

    shared: list[Shared]
    common: int
    sentences: int


def compare(texts: Mapping[str, Sequence[str]], names: Mapping[str, Sequence[str]], most: int) -> Comparison:
    """Compare the paragraphs of every owner; `names` are masked, groups of more than `most` owners are common."""
    masks = sorted({name for of in names.values() for name in of if len(name) > 1}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, masks))) if masks else None
    known: dict[str, list[Sentence]] = defaultdict(list)
    for owner, paragraphs in texts.items():
        for sentence in _sentences(owner, paragraphs, pattern):
            same = known[sentence.masked]
            if all(one.owner != owner for one in same):
                same.append(sentence)
    groups = _groups(list(known))
    shared, common = [], 0
    for members, likeness in groups:
        sentences = tuple(one for masked in members for one in known[masked])
        owners = {one.owner for one in sentences}
        if len(owners) > most:
            common += 1
        elif len(owners) > 1:
            shared.append(Shared(sentences, likeness))
    shared.sort(key=lambda one: -max(len(sentence.masked) for sentence in one.sentences))
    return Comparison(shared, common, sum(map(len, known.values())))


def _sentences(owner: str, paragraphs: Sequence[str], names: re.Pattern[str] | None) -> Iterator[Sentence]:
    for paragraph in paragraphs:
        for text in _END.split(paragraph):
            masked = mask(text, names)
            if len(masked) >= SHORTEST:
                yield Sentence(owner, text.strip(), masked)


def mask(text: str, names: re.Pattern[str] | None) -> str:
    """The sentence without marks and blanks, every name and every figure alike."""
    text = names.sub(_ANY_NAME, text) if names else text
    return _MARKS.sub("", _FIGURE.sub(_ANY_FIGURE, text))


def _groups(masked: Sequence[str]) -> list[tuple[list[str], Fraction]]:
    """Linked sentences; a sentence that is like no other is a group of its own with likeness 1."""
    leader = list(range(len(masked)))
    weakest: dict[int, Fraction] = {}

    def root(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for one, other, likeness in _alike(masked):
        a, b = root(one), root(other)
        low = min(likeness, weakest.get(a, likeness), weakest.get(b, likeness))
        leader[b] = a
        weakest[a] = low
    made: dict[int, list[str]] = defaultdict(list)
    for at, text in enumerate(masked):
        made[root(at)].append(text)
    return [(members, weakest.get(at, Fraction(1))) for at, members in made.items()]


def _alike(masked: Sequence[str]) -> Iterator[tuple[int, int, Fraction]]:
    """Pairs at or above the line, shorter sentences first, rarest pieces first."""
    pieces = [frozenset(text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1)) for text in masked]
    frequency = Counter(piece for of in pieces for piece in of)
    index: dict[str, list[int]] = defaultdict(list)
    for at in sorted(range(len(pieces)), key=lambda at: len(pieces[at])):
        own = pieces[at]
        ranked = sorted(own, key=lambda piece: (frequency[piece], piece))
        prefix = ranked[: len(own) - _ceil(LINE * len(own)) + 1]
        for other in {other for piece in prefix for other in index[piece]}:
            if len(pieces[other]) < LINE * len(own):
                continue
            both = len(own & pieces[other])
            likeness = Fraction(both, len(own) + len(pieces[other]) - both)
            if likeness >= LINE:
                yield other, at, likeness
        for piece in prefix:
            index[piece].append(at)


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
