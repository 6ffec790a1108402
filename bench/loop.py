"""The closed loop: random department-years -> documents -> read back: no finding, every figure found again.

python -m bench.loop --years 100 --seed 0 [--pdf] prints each failure, and the share of years without one.
"""

from __future__ import annotations

import argparse
import collections
import time

from quanheng import pipeline
from quanheng.model.setting import Setting
from quanheng.report.written import docx, writing
from tests.generator import department_years, workbook_of_books

SERIOUS = ("error", "doubt")


def documents(record):
    for kind in writing.KINDS:
        if kind == "project-forms" and not record.projects:
            continue
        yield f"{kind}.docx", docx.encode(writing.write(record, kind))
    yield "national.docx", docx.encode(writing.write(record, "self-evaluation", "national"))


def _year(seed):
    """By turns whole hundredths of 万元 and books to the cent with the subjects of many kinds of offices."""
    return (workbook_of_books if seed % 2 else department_years).department_year(seed)


def _gap(finding):
    """【待补：…】 stands where the workbook has nothing: found as it should be, no fault of the writer."""
    return finding.rule == "wording/placeholder" and finding.stated.text.startswith("【待补：")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=20)
    chosen = parser.parse_args()
    start, clean, kinds, shown = time.perf_counter(), 0, collections.Counter(), 0
    for seed in range(chosen.seed, chosen.seed + chosen.years):
        failures = []
        for name, data in documents(_year(seed)):
            outcome = pipeline.review_one(name, data, Setting())
            found = [f for f in outcome.findings if f.severity in SERIOUS and not _gap(f)]
            for f in found:
                kinds[f.rule, f.severity] += 1
                failures.append((name, f))
        clean += not failures
        for name, f in failures[:3]:
            if shown < chosen.show:
                shown += 1
                print(
                    seed,
                    name,
                    f.severity,
                    f.rule,
                    f.stated,
                    f.expected,
                    f.marks[0].quote if f.marks and hasattr(f.marks[0], "quote") else "",
                )
    print(dict(kinds))
    print(
        f"loop: {clean}/{chosen.years} department-years without a serious finding, {(time.perf_counter() - start) / chosen.years:.2f} s each"
    )


if __name__ == "__main__":
    main()
