"""The closed loop: random department-years -> documents -> read back, alone and as a case.

No finding at error or doubt level in any document or between them; every amount that a document prints found
again with item, year, basis, fund and subject; every indicator of the forms and of the scorecards the same;
one number changed in a Word file is found.

python -m bench.loop --years 100 --seed 0 --formats docx,xlsx,pdf --jobs 2 --changed 4
"""

from __future__ import annotations

import argparse
import collections
import time
from collections.abc import Iterable, Iterator
from multiprocessing import get_context

from tests.generator.closed_loop.loop import DOCX, Outcome, run
from tests.generator.closed_loop.slips import KINDS
from tests.generator.department_years import department_year

_SHOWN = 700


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--formats", default=DOCX, help="docx,xlsx,pdf")
    parser.add_argument("--changed", type=int, default=4, help="numbers changed in each year's Word files")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--show", type=int, default=30)
    chosen = parser.parse_args()
    start = time.perf_counter()
    tasks = [
        (seed, tuple(chosen.formats.split(",")), chosen.changed)
        for seed in range(chosen.seed, chosen.seed + chosen.years)
    ]
    _tell(_outcomes(tasks, chosen.jobs), chosen.show)
    print(f"{(time.perf_counter() - start) / chosen.years:.2f} s a year")


def _outcomes(tasks: list[tuple[int, tuple[str, ...], int]], jobs: int) -> Iterator[tuple[int, Outcome]]:
    if jobs < 2:
        yield from map(_one, tasks)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_one, tasks, chunksize=2)


def _one(task: tuple[int, tuple[str, ...], int]) -> tuple[int, Outcome]:
    seed, formats, changed = task
    return seed, run(department_year(seed), formats, changed, seed)


def _tell(outcomes: Iterable[tuple[int, Outcome]], show: int) -> None:
    years = clean = documents = shown = 0
    faults: collections.Counter[str] = collections.Counter()
    looked: collections.Counter[str] = collections.Counter()
    missing: collections.Counter[str] = collections.Counter()
    slips: list[tuple[str, str, int]] = []
    for seed, outcome in outcomes:
        years += 1
        clean += not outcome.faults
        documents += outcome.documents
        looked.update(outcome.looked)
        missing.update(outcome.missing)
        slips += [one[:3] for one in outcome.slips]
        faults.update(" ".join(words.split()[:1]) for words in outcome.faults)
        lines = outcome.faults + [
            f"{how} {kind} {words}" for kind, how, n, words in outcome.slips if n or how == "missed"
        ]
        for line in lines:
            shown += 1
            if shown <= show:
                print(seed, line[:_SHOWN], flush=True)
    print(
        f"loop: {clean}/{years} department-years without a fault, {documents} documents; faults {dict(faults)}"
    )
    for form, number in looked.items():
        print(f"amounts found again in {form}: {number - missing[form]}/{number}")
    _tell_slips(slips)


def _tell_slips(slips: list[tuple[str, str, int]]) -> None:
    for kind in (*KINDS, ""):
        mine = [one for one in slips if kind in ("", one[0])]
        alone, case = (sum(how == word for _, how, _ in mine) for word in ("alone", "case"))
        only = sum(how in ("alone", "case") and not others for _, how, others in mine)
        open_ = collections.Counter(how for _, how, _ in mine if how not in ("alone", "case", "missed"))
        print(
            f"changed {kind or 'in all'}: {alone + case}/{len(mine) - open_.total()} of the provable found ({alone} in the document, "
            f"{case} in the set), {only} with nothing else said; not to be proved: {dict(open_) or 0}"
        )


if __name__ == "__main__":
    main()
