"""What a deduction leaves of the full marks: 制度健全性4分，扣1.5分，得2.5分; 扣1.5分，该指标4分得2.5分.

Full marks, one deduction and what was got, in the orders in which people tell them. Where more is taken off in the same
clause, or a rule says what each costs, the three are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.mentions import Mention
from quanheng.model.relation import Claim, Operand

_OFF = re.compile(r"(?<![未不每再各共])扣(?:减|除|了)?$")
_EACH = re.compile(r"(?:每|各|其中|共|合计|累计|再|另|最多)[^，。；]*$")
_GOT = re.compile(r"[，；、）]?(?:实际|自评|评价|核定|最终|实)*得分?(?:为)?")
_ITS = re.compile(r"[，；](?:该|此|本)项?指标(?:满分|分值)?(?:为)?")
_LOST = re.compile(r"[，；、（](?:[^。；\d（）]{0,24}[，、])?扣(?:减|除|了)?")
_REASON = re.compile(r"[，：；][^。；]*?扣(?:减|除|了)?")
_MARKS = re.compile(r"(?:[扣加减得打给高低含补回另再]|奖励|得分)[^，。；（）]{0,4}$|每[^，。；]*$|[至到—~-]$")
_QUOTED = re.compile(r"“[^“”]*”|^[^“”]*”")
_BACK = 24


def points_left_claims(scores: Sequence[Mention]) -> Iterator[Claim]:
    """The three of each indicator that is told so."""
    for at, (first, second, third) in enumerate(zip(scores, scores[1:], scores[2:], strict=False)):
        if not first.sentence == second.sentence == third.sentence:
            continue
        before, behind = scores[at - 1] if at else None, scores[at + 3] if at + 3 < len(scores) else None
        roles = _roles(first, second, third, before, behind)
        if roles is not None:
            full, off, got = roles
            operands = (
                Operand("total", got.figure),
                Operand("part", full.figure),
                Operand("part", off.figure, -1),
            )
            notes = {"asks": True, "bound": True}
            yield Claim("balance", "points-left", operands, got.figure.place, closed=False, notes=notes)


def _roles(
    a: Mention, b: Mention, c: Mention, before: Mention | None, behind: Mention | None
) -> tuple[Mention, Mention, Mention] | None:
    """Full marks, deduction and score among three in a row, None where the words do not say so."""
    got = _GOT.fullmatch(_between(b, c))
    if _is_off(a) and _is_full(b) and _ITS.fullmatch(_between(a, b)) and got:
        return None if before is not None and _together(before, a) else (b, a, c)
    if not _is_full(a):
        return None
    if _is_off(b) and _REASON.fullmatch(_between(a, b)) and got:
        return a, b, c
    lost = _GOT.fullmatch(_between(a, b)) and _is_off(c) and _LOST.fullmatch(_between(b, c))
    more = behind is not None and behind.sentence == c.sentence and _takes_off(behind)
    return (a, c, b) if lost and not more else None


def _between(one: Mention, other: Mention) -> str:
    return one.paragraph.text[one.end : other.start]


def _words(mention: Mention) -> str:
    """The words in front of it, without the rule that they may quote: 按“每少1部扣0.5分”扣1.5分."""
    return _QUOTED.sub("", mention.paragraph.text[max(0, mention.start - _BACK) : mention.start])


def _takes_off(mention: Mention) -> bool:
    return "扣" in _words(mention)[-4:]


def _is_off(mention: Mention) -> bool:
    return _OFF.search(_words(mention)) is not None and not _EACH.search(_words(mention))


def _is_full(mention: Mention) -> bool:
    return _MARKS.search(_words(mention)) is None and not mention.figure.decimals


def _together(one: Mention, other: Mention) -> bool:
    """扣1分，扣0.5分，该指标4分: of the indicator both."""
    return one.sentence == other.sentence and _is_off(one)
