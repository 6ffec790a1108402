"""The closed loop: random department-years -> documents -> read back.

No finding at error or doubt level in any document, the final amounts of this year found again with item, year and
basis in one of them, the same self-score, the tables the same from Excel (and, with --pdf, all from PDF); and one
digit changed in a Word file is found there.

python -m bench.loop --years 100 --seed 0 [--pdf N] prints each failure, and the share of years without one.
"""

from __future__ import annotations

import argparse
import collections
import re
import time
from decimal import Decimal
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from quanheng import pipeline
from quanheng.model.quantity import round_to
from quanheng.model.setting import Setting
from quanheng.report import pdf
from quanheng.report.written import docx, files, writing
from quanheng.scoring import scorecard
from tests.generator.department_years import department_year

SERIOUS = ("error", "doubt")
# What every set of documents tells in its text or tables under the item's own name.
TOLD = (
    "income.current_year", "income.total", "income.superior", "income.undertaking", "income.business", "income.other",
    "expenditure.total", "expenditure.basic", "expenditure.project", "carryover.opening", "carryover.closing",
    "three_public.total", "three_public.overseas", "three_public.vehicles", "three_public.vehicle_purchase",
    "three_public.vehicle_running", "three_public.receptions", "agency.operating_cost", "meeting", "training",
    "procurement.total", "procurement.goods", "procurement.works", "procurement.services", "procurement.sme",
    "procurement.micro",
)  # fmt: skip


def _gap(finding):
    """【待补：…】 stands where the workbook has nothing: found as it should be, no fault of the writer."""
    return finding.rule == "wording/placeholder" and finding.stated.text.startswith("【待补：")


def _serious(outcome):
    return [f for f in outcome.findings if f.severity in SERIOUS and not _gap(f)]


def _lost(record, reviewed):
    """Amounts of the workbook that no document gives back with item, year and basis."""
    told = collections.defaultdict(set)
    for outcome in reviewed:
        for figure in outcome.facts.figures:
            if figure.item and figure.unit.dimension == "money":
                told[figure.item, figure.year].add((figure.basis, round_to(figure.base.scaleb(-4), 2)))
    for key, amount in record.values.items():
        if key.item not in TOLD or key.fund or key.code or key.year != record.year or key.basis != "final":
            continue
        if amount.value and (key.basis, round_to(amount.value, 2)) not in told[key.item, key.year]:
            yield key


def _changed(data, rng):
    """A Word file with one digit of one amount of its text changed, and the two amounts."""
    parts = {name: ZipFile(BytesIO(data)).read(name) for name in ZipFile(BytesIO(data)).namelist()}
    text = parts["word/document.xml"].decode()
    spots = [m for m in re.finditer(r"(\d+\.\d\d)万元(?=，占)", text) if Decimal(m[1]) > 10]
    if not spots:
        return None
    spot = rng.choice(spots)
    wrong = str((int(spot[1][0]) % 9) + 1) + spot[1][1:]
    parts["word/document.xml"] = (text[: spot.start(1)] + wrong + text[spot.end(1) :]).encode()
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue(), spot[1], wrong


def _mutated(name, data, rng):
    """None when the changed amount is found, at its place; else what happened."""
    changed = _changed(data, rng)
    if changed is None:
        return None
    outcome = pipeline.review_one(name, changed[0], Setting())
    found = _serious(outcome)
    if not found:
        return f"{name}: {changed[1]} -> {changed[2]} is not found"
    if not any(changed[2] in mark.text for f in found for mark in f.marks) and not any(
        changed[2] in f.calculation for f in found
    ):
        return f"{name}: {changed[1]} -> {changed[2]} is found elsewhere: {[f.rule for f in found]}"
    return None


def _one(seed, printed):
    """The failures of one department-year, in words."""
    record, rng = department_year(seed), Random(seed)
    made, _ = files.files(record, (), "hunan", ("xlsx",))
    made["national.docx"] = docx.encode(writing.write(record, "self-evaluation", "national"))
    if printed:
        papers = [writing.write(record, kind) for kind in writing.KINDS]
        words = {p.name: docx.encode(p) for p in papers if p.blocks}
        made |= {f"{n}.pdf": data for n, data in zip(words, pdf.printed(list(words.values())), strict=True)}
    reviewed = {name: pipeline.review_one(name, data, Setting()) for name, data in made.items()}
    for name, outcome in reviewed.items():
        for f in _serious(outcome):
            kind = name.rpartition("度")[2]
            yield f"{kind} {f.severity} {f.rule} {f.stated and f.stated.text} {f.calculation}"
    wordy = {name: outcome for name, outcome in reviewed.items() if name.endswith(".docx")}
    for key in _lost(record, wordy.values()):
        yield f"lost {key.item} {key.basis} {key.year}"
    for name, outcome in wordy.items():
        if name.endswith("自评报告.docx") and record.self_score() is not None:
            card = scorecard(outcome, "department", "cn")
            score = card.self_score.value if card.self_score else None
            if score != round_to(record.self_score(), 2):
                yield f"score {score} of {record.self_score()}"
    for ending in ("自评报告.docx", "决算公开.docx"):
        name = next(n for n in made if n.endswith(ending))
        missed = _mutated(name, made[name], rng)
        if missed:
            yield "mutation " + missed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pdf", type=int, default=0, help="of every so many years also as PDF")
    parser.add_argument("--show", type=int, default=30)
    chosen = parser.parse_args()
    start, clean, kinds = time.perf_counter(), 0, collections.Counter()
    mutations = 0
    for at, seed in enumerate(range(chosen.seed, chosen.seed + chosen.years)):
        failures = list(_one(seed, chosen.pdf and at % chosen.pdf == 0))
        mutations += sum(f.startswith("mutation") for f in failures)
        clean += not [f for f in failures if not f.startswith("mutation")]
        for failure in failures:
            kinds[" ".join(failure.split()[:3])] += 1
            if sum(kinds.values()) <= chosen.show:
                print(seed, failure, flush=True)
    print(dict(kinds))
    print(f"changed amounts found: {2 * chosen.years - mutations}/{2 * chosen.years}")
    spent = (time.perf_counter() - start) / chosen.years
    print(f"loop: {clean}/{chosen.years} department-years back without loss or finding, {spent:.2f} s each")


if __name__ == "__main__":
    main()
