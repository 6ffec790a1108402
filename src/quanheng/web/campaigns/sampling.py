"""Which units are reviewed: a draw that anybody can repeat from the printed seed.

Random order is the order of SHA-256 over seed and name of the unit, so that no program is needed to verify it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from hashlib import sha256

from quanheng.web.campaigns.models import Campaign

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
Method = Campaign.Sampling


@dataclass(frozen=True)
class Candidate:
    """A unit that may be drawn: `amount` in 万元 and `risk` in points of the board, None where no document tells."""

    key: int
    name: str
    amount: Decimal | None = None
    risk: int | None = None


@dataclass(frozen=True)
class Sample:
    """The keys that were drawn and the sentence that a report of the review must print."""

    keys: frozenset[int]
    words: str


def new_seed() -> str:
    """Eight characters that nobody chose."""
    return secrets.token_hex(4)


def draw(candidates: Sequence[Candidate], method: str, share: Decimal, seed: str) -> Sample:
    """Take `share` per cent of the units, rounded up, at least one; all of them with ALL."""
    if method == Method.ALL:
        return Sample(frozenset(one.key for one in candidates), f"全部 {len(candidates)} 个单位")
    wanted = int((len(candidates) * share / _HUNDRED).to_integral_value(ROUND_CEILING))
    ordered = sorted(candidates, key=lambda one: _place(one, method, seed))
    chosen = ordered[: max(wanted, 1)]
    return Sample(frozenset(one.key for one in chosen), _told(candidates, chosen, method, seed))


def _place(one: Candidate, method: str, seed: str) -> tuple[Decimal, str]:
    """Known ones first, the largest first; ties and the random order by the hash."""
    lot = sha256(f"{seed}|{one.name}".encode()).hexdigest()
    if method == Method.AMOUNT:
        return (-one.amount if one.amount is not None else Decimal(1), lot)
    if method == Method.RISK:
        return (Decimal(-one.risk) if one.risk is not None else Decimal(1), lot)
    return (Decimal(0), lot)


def _told(everyone: Sequence[Candidate], chosen: Sequence[Candidate], method: str, seed: str) -> str:
    of = _percent(Decimal(len(chosen)), Decimal(len(everyone)))
    parts = [
        f"{Method(method).label}抽取 {len(chosen)}/{len(everyone)} 个单位（占 {of}%）",
        f"种子 {seed}",
        _money(everyone, chosen),
    ]
    lacking = {
        Method.AMOUNT: sum(one.amount is None for one in everyone),
        Method.RISK: sum(one.risk is None for one in everyone),
    }.get(Method(method), 0)
    if lacking:
        parts.append(f"{lacking} 个单位没有数据，排在最后")
    return "，".join(part for part in parts if part)


def _money(everyone: Sequence[Candidate], chosen: Sequence[Candidate]) -> str:
    whole = [one.amount for one in everyone if one.amount is not None]
    part = [one.amount for one in chosen if one.amount is not None]
    if not whole or not sum(whole):
        return ""
    known = "" if len(whole) == len(everyone) else f"（按有数据的 {len(whole)} 个单位算）"
    return f"金额占 {_percent(sum(part, Decimal(0)), sum(whole, Decimal(0)))}%{known}"


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * _HUNDRED / whole).quantize(_CENT, ROUND_HALF_UP) if whole else Decimal(0)
