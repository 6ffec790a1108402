"""Lists of one length side by side, of which one divides two others term by term.

三年预算分别为118万元、126万元、145万元，支出分别为113.28万元、117.18万元、139.20万元，执行率依次为96%、93%、96%; 面积、合同价 and 单价 of each lot.
That all terms but at most one come out shows that the lists belong together: the last must come out too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, PERCENT, rounds_to
from quanheng.model.relation import Claim

_FEWEST, _MOST, _TELLING = 3, 8, 4
_JOINED = re.compile(r"[、和与及](?P<name>[\u4e00-\u9fff]{0,6})")
_Run = Sequence[Mention]


def parallel_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """The terms of a list of rates or prices as quotients of those of two lists before it."""
    if len(mentions) < 3 * _FEWEST:
        return
    runs = list(_runs(mentions))
    for at, rates in enumerate(runs):
        before = [run for run in runs[:at] if len(run) == len(rates)]
        for wholes, parts in itertools.permutations(before, 2):
            if _divides(rates, parts, wholes):
                kind = "share" if rates[0].dimension == PERCENT else "average"
                for rate, part, whole in zip(rates, parts, wholes, strict=True):
                    yield Claim(
                        kind,
                        "parallel",
                        quotient(rate, part, whole),
                        rate.figure.place,
                        notes={"bound": True, "same_rows": True},
                    )
                break


def _runs(mentions: Sequence[Mention]) -> Iterator[_Run]:
    """Figures of one unit with nothing but 、 and a short name between them."""
    run: list[Mention] = []
    for mention in mentions:
        usual = mention.dimension in (MONEY, COUNT, PERCENT) and mention.figure.hedge == EXACT
        if run and not (usual and _goes_on(run[-1], mention)):
            if _FEWEST <= len(run) <= _MOST:
                yield run
            run = []
        if usual:
            run.append(mention)
    if _FEWEST <= len(run) <= _MOST:
        yield run


def _goes_on(last: Mention, mention: Mention) -> bool:
    return last.figure.unit is mention.figure.unit and _JOINED.fullmatch(mention.gap) is not None


def _divides(rates: _Run, parts: _Run, wholes: _Run) -> bool:
    """Whether all terms but at most one are the quotients of the others, to the last digit."""
    kinds = rates[0].dimension, parts[0].dimension, wholes[0].dimension
    if any(m.attr != LEVEL for m in (*parts, *wholes)) or not all(m.figure.base for m in wholes):
        return False
    if rates[0].dimension == PERCENT:
        if parts[0].figure.unit is not wholes[0].figure.unit:
            return False
        made = [100 * p.figure.base / w.figure.base for p, w in zip(parts, wholes, strict=True)]
        fits = [
            rounds_to(value, r.figure.value, r.figure.decimals) for value, r in zip(made, rates, strict=True)
        ]
    elif kinds == (MONEY, MONEY, COUNT):
        made = [p.figure.base / w.figure.base for p, w in zip(parts, wholes, strict=True)]
        fits = [
            rounds_to(value.scaleb(-r.figure.unit.power), r.figure.value, r.figure.decimals)
            for value, r in zip(made, rates, strict=True)
        ]
    else:
        return False
    digits = sum(c.isdigit() for r, fit in zip(rates, fits, strict=True) if fit for c in r.figure.text)
    return sum(fits) >= max(_FEWEST - 1, len(fits) - 1) and digits >= _TELLING
