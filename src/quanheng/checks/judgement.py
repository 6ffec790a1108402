"""What came of one reading of a claim, with everything that a finding must carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from quanheng.model.figure import Figure
from quanheng.model.finding import DOUBT, LIKELY, Repair
from quanheng.model.quantity import PERCENT, Interval, plain, round_to
from quanheng.model.relation import AGREE, OFF, ROUNDING, UNDECIDED


@dataclass(slots=True)
class Judgement:
    """A verdict. `kind` is the claim kind it is reported under (a unit slip is not reported as a sum).

    `stated` is the figure that disagrees, `expected` the value that would agree, in its unit;
    `certainty` is proved, likely or suspect; `bounds` hold the expected value.
    """

    verdict: str
    why: str = ""
    kind: str = ""
    certainty: str = "proved"
    severity: str = "error"
    stated: Figure | None = None
    expected: Decimal | None = None
    bounds: Interval | None = None
    calculation: str = ""
    difference: str = ""
    repairs: list[Repair] = field(default_factory=list)
    others: list[Figure] = field(default_factory=list)
    expected_text: str = ""

    def ask(self) -> None:
        """Ask instead of accusing: what fails is likely wrong and not proved to be."""
        self.certainty, self.severity = LIKELY, DOUBT


def agree(calculation: str = "") -> Judgement:
    """The relation holds at the printed digits."""
    return Judgement(AGREE, calculation=calculation)


def rounding(calculation: str, why: str = "差在四舍五入之内") -> Judgement:
    """The relation holds within rounding."""
    return Judgement(ROUNDING, why, calculation=calculation)


def undecided(why: str) -> Judgement:
    """The relation cannot be decided, and why."""
    return Judgement(UNDECIDED, why)


def off(kind: str, figure: Figure, expected: Decimal | None, calculation: str) -> Judgement:
    """The relation does not hold; `expected` is in the unit of `figure`."""
    made = Judgement(OFF, kind=kind, stated=figure, calculation=calculation)
    if expected is not None:
        made.expected = expected
        made.difference = apart(short(abs(expected - figure.value), figure) + figure.unit.name)
        made.expected_text = printed(expected, figure)
    return made


def short(value: Decimal, like: Figure) -> str:
    """A value without zeros behind the digits that `like` prints."""
    digits = plain(value)
    if "." not in digits:
        return digits
    whole, _, decimals = digits.partition(".")
    kept = decimals.rstrip("0").ljust(like.decimals, "0")
    return f"{whole}.{kept}" if kept else whole


def in_units_of(like: Figure, figure: Figure) -> str:
    """The digits of a figure as printed, with its unit where that differs from the unit of `like`."""
    return plain(figure.value) + (figure.unit.name if figure.unit.power != like.unit.power else "")


def printed(value: Decimal, like: Figure) -> str:
    """A value as it would be printed in the place of `like`: its unit, its habit of decimals."""
    places = like.decimals if like.unit.dimension == PERCENT else max(like.decimals, like.fine, 0)
    rounded = round_to(value, places)
    if not like.decimals and rounded == rounded.to_integral_value():
        rounded = rounded.to_integral_value()
    return plain(rounded) + like.unit.name


def apart(text: str) -> str:
    """What lies between two figures, as it is printed: between two percentages lie points."""
    return text.removesuffix("%") + "个百分点" if text.endswith("%") else text


def in_unit(base: Decimal, figure: Figure) -> Decimal:
    """A value in base units brought to the unit of `figure`."""
    return base.scaleb(-figure.unit.power) if figure.unit.power else base
