"""What holds in texts that a person went through, against what the program confirms there.

Every entry of the truth with severity "holds" names a line, a kind of relation and the number that
comes out. It is confirmed when a relation of that kind agrees and has that number near that line; one
relation confirms one entry only. The rest is listed with the reason.

Run from the root: .venv/bin/python -m bench.holds [--folder ../shared] [--quiet]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from quanheng.model.figure import Figure
from quanheng.model.quantity import unit
from quanheng.model.relation import AGREE, OFF, ROUNDING, Relation
from quanheng.model.review import Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.pipeline import review_one
from tests.shared.lines import Lines
from tests.shared.problems import page_tallies, seed_truths, tally

SHARED = Path(__file__).resolve().parents[2] / "shared"
CONFIRMED, TAKEN, WRONG, OPEN, UNRELATED, UNREAD = (
    "agreed",
    "taken",
    "off",
    "undecided",
    "no relation",
    "no figure",
)
FAULTY = "fault beside"  # reported as off, and the truth knows a fault of that very number there
NEAR = 3  # lines by which the truth may miss the place of a figure

_FAMILIES = {
    "restate": ("restated", "text_table"),
    "text_table": ("restated", "text_table"),
    "sum": ("sum", "balance", "score_sum", "contribution", "subset"),
    "balance": ("balance", "sum", "restated", "at_most"),
    "contrib": ("contribution", "sum", "difference"),
    "diff": ("difference", "contribution", "balance"),
    "share": ("share", "completion"),
    "completion": ("completion", "share"),
    "growth": ("growth",),
    "grim": ("completion", "growth", "share", "implied"),
    "pct_total": ("percent_total",),
    "count_list": ("count_list",),
    "grade": ("grade",),
    "respective": ("respective",),
    "score_rule": ("score_rule",),
    "compare": ("order", "at_most", "control"),
    "policy_limit": ("control", "at_most"),
    "subset": ("subset", "at_most", "sum"),
    "score_sum": ("score_sum", "sum"),
    "score_cap": ("at_most", "subset", "sum"),
    "weight_sum": ("weight_sum", "score_sum", "sum"),
}
_UNPRINTED = ("pct_total",)  # the 100% is nowhere printed: the place alone must do
_NUMBER = re.compile(r"(?<![A-Za-z&])(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>%|万元|亿元|元|万|亿)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One relation that holds: `values` as (printed, in base units); `exact` when the truth states the number."""

    id: str
    seed: str
    kind: str
    line: int
    stated: str
    why: str
    values: frozenset[tuple[Decimal, Decimal]]
    exact: bool
    faulty: bool

    def has(self, figure: Figure) -> bool:
        """True when the figure is the number stated, in the unit printed or in base units."""
        value, base = abs(figure.value), abs(figure.base)
        return any(value == printed or base == whole for printed, whole in self.values)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry; `why` is the program's own reason, `line` the text there."""

    entry: Entry
    state: str
    why: str
    line: str


def entries(folder: Path) -> list[Entry]:
    """The entries that hold, in the order of the file."""
    truth = json.loads((folder / "gold" / "seed_gold.json").read_text("utf-8"))
    faults = [given for given in truth if given["severity"] != "holds"]
    return [_entry(given, faults) for given in truth if given["severity"] == "holds"]


def _entry(given: dict[str, Any], faults: list[dict[str, Any]]) -> Entry:
    stated, why = given["stated"] or "", given["explanation"]
    exact = _values(stated) if given["kind"] not in _UNPRINTED else frozenset()
    values = exact or (
        frozenset() if given["kind"] in _UNPRINTED else _values(re.sub(r"重算.*|<\d+%", "", why))
    )
    faulty = any(
        f["seed"] == given["seed"]
        and abs(f["line"] - given["line"]) <= NEAR
        and {printed for printed, _ in _values(f["stated"])} & {printed for printed, _ in exact}
        for f in faults
    )
    return Entry(
        given["id"], given["seed"], given["kind"], given["line"], stated, why, values, bool(exact), faulty
    )


def _values(text: str) -> frozenset[tuple[Decimal, Decimal]]:
    found = []
    for match in _NUMBER.finditer(text):
        printed = Decimal(match["value"].replace(",", ""))
        found.append((printed, printed.scaleb(unit(match["unit"] or "").power)))
    return frozenset(found)


def measure(path: Path, wanted: Iterable[Entry]) -> tuple[Reviewed, list[Outcome]]:
    """Check one text and look up every entry of it; raises ValueError when it cannot be read."""
    data = path.read_bytes()
    reviewed = review_one(path.name, data, Setting())
    if isinstance(reviewed, Failure):
        raise ValueError(f"{path.name}: {reviewed.message}")
    lines = Lines(data.decode("utf-8"), reviewed.document)
    wanted = list(wanted)
    pairs = [(entry, _fitting(entry, reviewed, lines)) for entry in wanted]
    given = _assign([[i for i, r in fit if r.verdict in (AGREE, ROUNDING)] for _, fit in pairs])
    made = []
    for at, (entry, fit) in enumerate(pairs):
        state, why = (CONFIRMED, "") if at in given else _reason(entry, [r for _, r in fit], reviewed, lines)
        made.append(Outcome(entry, state, why, lines.text(entry.line)))
    return reviewed, made


def _fitting(entry: Entry, reviewed: Reviewed, lines: Lines) -> list[tuple[int, Relation]]:
    """The relations of the kind that have the number near the line, with their positions.

    A restated number may be given with the line of a third place: where the line has no such number,
    every place counts.
    """
    family = _FAMILIES.get(entry.kind, ())
    of_kind = [(at, r) for at, r in enumerate(reviewed.relations) if r.claim.kind in family]
    if entry.kind == "restate" and not _here(entry, reviewed, lines):
        return [(at, r) for at, r in of_kind if any(entry.has(o.figure) for o in r.claim.operands)]
    return [(at, r) for at, r in of_kind if _stands(entry, r, lines)]


def _here(entry: Entry, reviewed: Reviewed, lines: Lines) -> list[Figure]:
    return [f for f in reviewed.facts.figures if lines.near(f.place, entry.line, NEAR) and entry.has(f)]


def _stands(entry: Entry, relation: Relation, lines: Lines) -> bool:
    figures = [operand.figure for operand in relation.claim.operands]
    having = [f for f in figures if entry.has(f)] if entry.values else figures
    if any(lines.near(f.place, entry.line, NEAR) for f in having):
        return True
    return not entry.exact and bool(having) and lines.near(relation.claim.place, entry.line, NEAR)


def _assign(choices: list[list[int]]) -> set[int]:
    """The entries that get a relation of their own (maximum matching of a bipartite graph)."""
    owner: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for relation in choices[at]:
            if relation not in tried:
                tried.add(relation)
                if relation not in owner or place(owner[relation], tried):
                    owner[relation] = at
                    return True
        return False

    for at in range(len(choices)):
        place(at, set())
    return set(owner.values())


def _reason(entry: Entry, fit: list[Relation], reviewed: Reviewed, lines: Lines) -> tuple[str, str]:
    for state, verdicts in ((TAKEN, (AGREE, ROUNDING)), (WRONG, (OFF,)), (OPEN, ("undecided",))):
        found = next((r for r in fit if r.verdict in verdicts), None)
        if found is not None:
            beside = state == WRONG and entry.faulty
            return FAULTY if beside else state, f"{found.claim.kind}/{found.claim.template}: {found.why}"
    here = _here(entry, reviewed, lines)
    if not here and entry.exact:
        return UNREAD, ""
    used = [r.claim for r in reviewed.relations if any(o.figure in here for o in r.claim.operands)]
    kinds = ",".join(sorted({f"{claim.kind}/{claim.template}" for claim in used}))
    names = "; ".join(f"{f.text} {f.item or f.surface or '?'} {f.kind} {f.basis} {f.year}" for f in here[:3])
    return UNRELATED, f"{names} [{kinds}]"


def measure_all(folder: Path) -> list[tuple[Reviewed, list[Outcome]]]:
    """Every text of the folder with its entries, by name."""
    truth = groupby(sorted(entries(folder), key=lambda e: (e.seed, e.line)), key=lambda e: e.seed)
    by_seed = {seed: list(found) for seed, found in truth}
    return [
        measure(path, by_seed.get(path.name[:3], [])) for path in sorted((folder / "seeds").glob("*.txt"))
    ]


def table(outcomes: Iterable[Outcome], by: str) -> list[str]:
    """Agreed and total by the seed or the kind of the entries, and the number of each other state."""
    counts: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        counts.setdefault(getattr(outcome.entry, by), Counter())[outcome.state] += 1
    rows = []
    for name, states in sorted(counts.items()):
        rest = "  ".join(f"{state} {number}" for state, number in states.items() if state != CONFIRMED)
        rows.append(f"{name:14} {states[CONFIRMED]:3}/{states.total():<3}  {rest}")
    return rows


def faults(measured: Iterable[tuple[Reviewed, list[Outcome]]], folder: Path) -> Iterator[str]:
    """Faults that no finding explains and errors that no fault explains, seeds first, then pages."""
    seeds = (tally(r.path[:3], r, seed_truths(folder, r.path[:3]), folder) for r, _ in measured)
    for made in (*seeds, *page_tallies(folder)):
        for truth in made.missed:
            words = f"{truth.get('kind', '')} {truth['where']} {truth['stated']} -> {truth.get('expected')}"
            yield f"missed {made.name} {truth.get('id', '')} {words}"
        for finding in made.unexplained:
            yield f"unexplained {made.name} {finding['rule']} {finding['message']}"


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=SHARED)
    parser.add_argument("--quiet", action="store_true", help="only the totals")
    given = parser.parse_args()
    if not (given.folder / "gold" / "seed_gold.json").is_file():
        print(f"nothing to measure: no truth in {given.folder}")
        return
    measured = measure_all(given.folder)
    outcomes = [outcome for _, found in measured for outcome in found]
    for outcome in () if given.quiet else outcomes:
        if outcome.state != CONFIRMED:
            entry = outcome.entry
            print(f"{entry.id} line {entry.line} {entry.kind} {entry.stated}  {entry.why}")
            print(f"    {outcome.state}: {outcome.why}\n    | {outcome.line[:160]}")
    print(*faults(measured, given.folder), "", sep="\n")
    print(*table(outcomes, "seed"), "", *table(outcomes, "kind"), "", sep="\n")
    agreed = sum(outcome.state == CONFIRMED for outcome in outcomes)
    print(
        f"holds: {agreed}/{len(outcomes)} confirmed, {sum(o.state == WRONG for o in outcomes)} reported as off"
    )


if __name__ == "__main__":
    main()
