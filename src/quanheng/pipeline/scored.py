"""Scorecards of reviewed files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quanheng.model.review import Failure, Review, Reviewed
from quanheng.model.setting import Setting
from quanheng.pipeline.apart import failure
from quanheng.pipeline.many import review_apart

if TYPE_CHECKING:
    from quanheng.model.score import Scorecard
    from quanheng.scoring.measures import Measures


def score(path: str, data: bytes, setting: Setting, framework: str) -> tuple[Scorecard, Reviewed] | Failure:
    """Read, check and score one file; never raises."""
    from quanheng.norms.load import UnknownNorm  # noqa: PLC0415
    from quanheng.scoring import scorecard  # noqa: PLC0415

    reviewed = review_apart(path, data, setting)
    if isinstance(reviewed, Failure):
        return reviewed
    try:
        return scorecard(reviewed, framework, setting.jurisdiction), reviewed
    except UnknownNorm as fault:
        return Failure(
            path, f"{fault}，不能按它算分", "用 --at 写明区划代码，如 --at 43，或换一个 --framework"
        )
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


USUAL = ("form", "scored", "department")
"""The frameworks tried where none was asked for: the form's own lines, the local points, the national ones."""


def scorecards(made: Review, setting: Setting, frameworks: Sequence[str] = USUAL) -> dict[int, Scorecard]:
    """The scorecard of each document by its number; never raises.

    Under the first of `frameworks` that has values; `form` has them where the document has a form.
    """
    from quanheng.norms.load import UnknownNorm  # noqa: PLC0415
    from quanheng.scoring import scorecard  # noqa: PLC0415

    cards: dict[int, Scorecard] = {}
    for number, reviewed in enumerate(made.documents):
        for framework in frameworks:
            if framework == "form" and not reviewed.facts.forms:
                continue
            try:
                cards[number] = scorecard(reviewed, framework, setting.jurisdiction)
                break
            except UnknownNorm:
                continue
            except Exception as fault:  # noqa: BLE001
                made.errors.append(failure(reviewed.path, b"", fault))
                break
    return cards


def measures(reviewed: Reviewed, setting: Setting) -> Measures:
    """Spending, execution and three public costs of one document, for lists of many."""
    from quanheng.scoring.measures import measures  # noqa: PLC0415

    return measures(reviewed, setting.jurisdiction)
