"""The measures by which departments are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quanheng.lexicon.text_yaml import described

OF, PER, GROWTH = "of", "per", "growth"
FAR = 8
"""MADs from the median of its peers, beyond which a department is asked for the reason."""


@dataclass(frozen=True, slots=True)
class PeerMeasure:
    """`way` is of (per cent), per (an amount each) or growth; `above` and `below` are (item, basis)."""

    key: str
    label: str
    unit: str
    way: str
    above: tuple[str, str]
    below: tuple[str, str]


@cache
def peer_measures() -> Mapping[str, PeerMeasure]:
    """Every measure by its key, in the order of the list."""
    data = described("measures.yaml")
    return {
        key: PeerMeasure(
            key, m["label"], m["unit"], m["way"], _at(m["above"]), _at(m.get("below", m["above"]))
        )
        for key, m in data.items()
    }


def _at(text: str) -> tuple[str, str]:
    item, _, basis = text.partition("@")
    return item, basis
