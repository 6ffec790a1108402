"""How one office prints its numbers: unit, places, separators, spaces, punctuation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

MONEY, PERCENT, COUNT, SCORE = "money", "percent", "count", "score"
_HALF = str.maketrans("，：；（）", ",:;()")
_UNITS = (("万元", 2, 60), ("万元", 1, 8), ("万元", 4, 6), ("万元", 0, 5), ("元", 2, 15), ("元", 0, 6))


@dataclass(frozen=True, slots=True)
class Value:
    """An exact value before it is printed: money in 元, percent in %, counts and scores as they are.

    `sign` is -1 where the words around the number say fall, so that `exact` stays positive.
    """

    dim: str
    exact: Fraction
    item: str
    year: int
    basis: str = ""
    unit: str = ""
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Habit:
    """`places` and `percent_places` are printed decimals; `strip` drops zeros at the end; `nothing` is a zero amount."""

    unit: str = "万元"
    places: int = 2
    percent_places: int = 2
    strip: bool = False
    commas: bool = False
    space: bool = False
    half_width: bool = False
    straight_quotes: bool = False
    nothing: str | None = None

    def numeral(self, value: Value) -> str:
        """Print the number alone, rounded half up from the exact value."""
        if value.dim == COUNT:
            return str(int(value.exact))
        if value.dim == MONEY and not value.exact and self.nothing is not None:
            return self.nothing
        if value.dim == SCORE:
            return _trim(half_up(value.exact, 2))
        scale = 10000 if value.dim == MONEY and self.unit == "万元" else 1
        exact = value.exact / scale
        text = half_up(exact, self._visible_places(value.dim, exact))
        if self.strip or not exact or value.item.startswith("indicator."):
            text = _trim(text)
        return self._grouped(text, value.dim)

    def unit_of(self, value: Value) -> str:
        """The printed unit of that value."""
        return {MONEY: self.unit, PERCENT: "%", SCORE: "分"}.get(value.dim, value.unit)

    def punctuate(self, text: str) -> str:
        """Turn the full-width punctuation of a template into this office's own."""
        if self.straight_quotes:
            text = text.replace("“", '"').replace("”", '"')
        return text.translate(_HALF) if self.half_width else text

    def places_of(self, dim: str) -> int:
        """The places that this office means to print for the dimension."""
        return {MONEY: self.places, PERCENT: self.percent_places}.get(dim, 0)

    def _visible_places(self, dim: str, exact: Fraction) -> int:
        """Nobody prints 0 for money that was spent: take places until a digit shows."""
        places = self.places_of(dim)
        while exact and places < 8 and not any(c in "123456789" for c in half_up(exact, places)):
            places += 1
        return places

    def _grouped(self, text: str, dim: str) -> str:
        if not (self.commas and dim == MONEY):
            return text
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
        whole, dot, rest = digits.partition(".")
        return f"{sign}{int(whole):,}{dot}{rest}"


def half_up(exact: Fraction, places: int) -> str:
    """Round half up (away from zero) to `places` decimals and print."""
    scaled = abs(exact) * 10**places + Fraction(1, 2)
    digits = str(scaled.numerator // scaled.denominator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if exact < 0 and any(c != "0" for c in digits) else text


def random_habit(rng: Random) -> Habit:
    """Draw a habit; two decimals of 万元 are the commonest, as in life."""
    unit, places, _ = rng.choices(_UNITS, [weight for *_, weight in _UNITS])[0]
    return Habit(
        unit=unit,
        places=places,
        percent_places=rng.choices((2, 1, 0), (80, 15, 5))[0],
        strip=rng.random() < 0.35,
        commas=rng.random() < (0.6 if unit == "元" else 0.1),
        space=rng.random() < 0.12,
        half_width=rng.random() < 0.15,
        straight_quotes=rng.random() < 0.1,
    )


def rerounded(habit: Habit, places: int) -> Habit:
    """The same office printing fewer decimals of 万元 (N3)."""
    return replace(habit, unit="万元", places=places, strip=False)


def converted(habit: Habit) -> Habit:
    """The same document in the other unit (N4)."""
    if habit.unit == "万元":
        return replace(habit, unit="元", places=2)
    return replace(habit, unit="万元", places=2, commas=False)


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
