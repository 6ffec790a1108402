"""Which measure of which ledger a name in a document or a workbook can mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from quanheng.facts.results_restated import name_key
from quanheng.ledgers.listing import Register
from quanheng.ledgers.measures.record import Measure
from quanheng.model.quantity import COUNT, MONEY, Unit, unit
from quanheng.model.workbook import DepartmentYear, Indicator

Kept = TypeVar("Kept", bound=Register)
Kept_co = TypeVar("Kept_co", bound=Register, covariant=True)
_ALIKE = frozenset("家个户项件次处份名人批宗台场期")


def measures_by_name(shelf: Iterable[Kept], year: int) -> dict[str, list[tuple[Kept, Measure]]]:
    """By the core of their names, the measures that prove indicators, of ledgers of that year or of none."""
    made: dict[str, list[tuple[Kept, Measure]]] = {}
    for register in shelf:
        if register.year not in (None, year):
            continue
        for measure in register.schema.measures.values():
            if measure.indicator:
                for name in dict.fromkeys(map(name_key, measure.names)):
                    made.setdefault(name, []).append((register, measure))
    return made


@dataclass(frozen=True, slots=True)
class Source(Generic[Kept_co]):
    """Where an indicator's result comes from; `parameters` are totals that no ledger has, by name."""

    register: Kept_co
    measure: Measure
    parameters: Mapping[str, Decimal] = field(default_factory=dict)


class Sources(Generic[Kept]):
    """What ledgers prove of the indicators of one record.

    An indicator that somebody bound, by its path, has that source and no other. Any other one is known by its name,
    if it is the only one of that name; of a project's and the whole department's the name means the department's.
    """

    def __init__(
        self,
        record: DepartmentYear,
        shelf: Sequence[Kept],
        parameters: Mapping[str, Decimal],
        bound: Mapping[str, Source[Kept]],
    ) -> None:
        self._named, self._parameters, self._bound = (
            measures_by_name(shelf, record.year), parameters, bound,
        )  # fmt: skip
        self._own, self._projects = (
            Counter(name_key(one.level3) for one in record.indicators if bool(one.project) == of_project)
            for of_project in (False, True)
        )

    def of(self, one: Indicator) -> list[Source[Kept]]:
        """Those that can mean the indicator and count what it counts."""
        if one.path in self._bound:
            found = [self._bound[one.path]]
        elif self.alone(one):
            named = self._named.get(name_key(one.level3), [])
            found = [Source(register, measure, self._parameters) for register, measure in named]
        else:
            found = []
        return [source for source in found if _fits(one, source.measure)]

    def misfit(self, one: Indicator) -> str:
        """The unit of the measure that somebody bound the indicator to, where it counts something else; else ""."""
        bound = self._bound.get(one.path)
        return bound.measure.unit if bound and not _fits(one, bound.measure) else ""

    def alone(self, one: Indicator) -> bool:
        """Whether its name means this indicator and no other of the record."""
        name = name_key(one.level3)
        own, projects = self._own[name], self._projects[name]
        return bool(name) and (own == 1 if not one.project else not own and projects == 1)


def _fits(one: Indicator, measure: Measure) -> bool:
    """An indicator without a unit takes that of the measure."""
    return not one.unit or measures_in(measure, unit(one.unit))


def measures_in(measure: Measure, given: Unit) -> bool:
    """One dimension, and of counts one thing counted: 家 and 个 are alike, 人次 and 场次 are not."""
    own = unit(measure.unit)
    if own.dimension != given.dimension:
        return False
    if own.dimension == COUNT:
        bare = own.name.lstrip("万亿"), given.name.lstrip("万亿")
        return bare[0] == bare[1] or set(bare) <= _ALIKE
    return own.name == given.name or own.dimension == MONEY
