"""Results of the indicators of a workbook, taken from the rows that prove them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from quanheng.facts.ledger_measures import Source, Sources
from quanheng.ledgers.listing import Register, listed, short_hash
from quanheng.ledgers.measures.evaluate import Parameters, evaluate
from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.period import year_of
from quanheng.model.proof import BY_HAND, Proof, ProofList
from quanheng.model.quantity import MONEY, round_to, rounds_to, trimmed, unit
from quanheng.model.workbook import DepartmentYear, Indicator

_OURS = re.compile(r"；?台账“[^”]*”\d+行，(?P<formula>.*?)，校验(?P<hash>[0-9a-f]{16})")
_WAN = 4  # the power of 万元
_LAST = re.compile(r"=(?P<value>-?[\d.]+)(?P<unit>[^=]*)$")


def take_results(
    record: DepartmentYear,
    shelf: Sequence[Register],
    parameters: Parameters | None = None,
    bound: Mapping[str, Source[Register]] | None = None,
) -> list[str]:
    """Fill the results that are empty or that a ledger gave before; what people typed stays.

    A typed result that the rows contradict is told. Beside the results the record gets their proofs and the
    lists of rows behind them; the evidence of an indicator names ledger, rows, formula and hash, that of a
    typed one says so. `parameters` are totals that no ledger has, `bound` the sources that people chose, by the path
    of the indicator. The lines returned are Chinese.
    """
    taking = _Taking(record, Sources(record, shelf, parameters or {}, bound or {}))
    for at, one in enumerate(record.indicators):
        record.indicators[at] = taking.take(one)
    record.proofs = [proof for proof, _, _ in taking.proved]
    record.proof_lists = _lists(taking.proved, record.year)
    return taking.told


@dataclass(slots=True)
class _Taking:
    """The indicators of one record on their way: what the ledgers know, what was proved and told."""

    record: DepartmentYear
    sources: Sources[Register]
    proved: list[tuple[Proof, Register, Measure]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)

    def take(self, one: Indicator) -> Indicator:
        """The indicator with its result from the rows, or as it was."""
        fitting = [
            (source, result)
            for source in self.sources.of(one)
            if (result := self._result(one, source)) is not None
        ]
        if len(fitting) == 1:
            source, result = fitting[0]
            return self._taken(one, source.register, source.measure, result)
        if fitting:
            self.told.append(f"“{one.level3}”在几本台账里都有，没有取")
        elif other := self.sources.misfit(one):
            self.told.append(f"“{one.level3}”的计量单位是{one.unit}，绑定的取数以{other}计，没有取")
        elif one.result_value is not None and not one.evidence:
            return replace(one, evidence=BY_HAND)
        return one

    def _result(self, one: Indicator, source: Source[Register]) -> Result | None:
        """The result of a measure; one that cannot be computed is told and is none."""
        year, register = year_of(self.record.year), source.register
        found = evaluate(source.measure, register.schema, register.rows, year, source.parameters)
        if found.value is None:
            why = "；".join(found.missing) or found.formula
            self.told.append(f"“{one.level3}”不能由台账“{register.schema.title}”算出：{why}")
            return None
        return found

    def _taken(self, one: Indicator, register: Register, measure: Measure, result: Result) -> Indicator:
        value, named = _in_unit(one, measure, result)
        proof = Proof(
            one.level3, one.project, register.schema.title, measure.title, f"{value}{named}",
            result.formula, result.rows, self._hash(register), result.missing,
        )  # fmt: skip
        before = one.result
        if before and before != value and not _given(one):
            self.told.append(f"“{one.level3}”已填 {one.printed_result}，台账“{proof.ledger}”{proof.rows}行算出 "
                             f"{proof.value}：{proof.formula}")  # fmt: skip
            return one
        self.proved.append((proof, register, measure))
        if before != value or proof.missing:
            self.told.append(_words(proof, before if before != value else "", one))
        own = _OURS.sub("", one.evidence).replace(BY_HAND, "").strip("；")
        evidence = "；".join(filter(None, (own, proof.words())))
        return replace(one, result=value, unit=one.unit or measure.unit, evidence=evidence)

    def _hash(self, register: Register) -> str:
        if id(register) not in self.hashes:
            self.hashes[id(register)] = short_hash(register.rows)
        return self.hashes[id(register)]


def _words(proof: Proof, before: str, one: Indicator) -> str:
    lacking = f"；{'；'.join(proof.missing)}" if proof.missing else ""
    was = f"（原取 {one.with_unit(before)}）" if before else ""
    return (
        f"“{proof.level3}”取 {proof.value}{was}，台账“{proof.ledger}”{proof.rows}行：{proof.formula}{lacking}"
    )


def _given(one: Indicator) -> bool:
    """True where the result is still the one that a ledger gave: its evidence says how it came about."""
    ours = _OURS.search(one.evidence)
    last = _LAST.search(ours["formula"]) if ours else None
    if last is None or one.result_value is None:
        return False
    own, given = unit(last["unit"]), unit(one.unit)
    shift = own.power - given.power if own.dimension == MONEY else 0
    exact = Decimal(last["value"]).scaleb(shift)
    return rounds_to(exact, one.result_value, max(-int(one.result_value.as_tuple().exponent), 0))


def _in_unit(one: Indicator, measure: Measure, result: Result) -> tuple[str, str]:
    """The value as a cell holds it, and its unit: that of the indicator where it has one."""
    assert result.value is not None
    return trimmed(expressed(one, measure, result.value)), one.unit or measure.unit


def expressed(one: Indicator, measure: Measure, value: Decimal) -> Decimal:
    """Money in the indicator's own unit, with the places of the measure and down to one 万元: 42.4181亿元; others as they are."""
    own, given = unit(measure.unit), unit(one.unit or measure.unit)
    if own.dimension == given.dimension == MONEY:
        return round_to(value.scaleb(own.power - given.power), max(measure.decimals, given.power - _WAN))
    return value


def _lists(proved: Sequence[tuple[Proof, Register, Measure]], year: int) -> list[ProofList]:
    registers = {id(register): register for _, register, _ in proved}
    return [
        listed(
            register,
            [(n, measure) for n, (_, other, measure) in enumerate(proved, 1) if other is register],
            year_of(year),
        )
        for register in registers.values()
    ]
