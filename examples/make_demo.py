"""Makes the records that the demonstration of the workspace opens with: three departments, two years each.

Run from the root of the project: .venv/bin/python -m examples.make_demo
"""

from __future__ import annotations

import re
from pathlib import Path

from quanheng.lexicon.workbook import complete
from quanheng.model.workbook import ADJUSTED, FINAL, DepartmentYear
from quanheng.model.workbook_flat import FlatKey, flat, unflat
from quanheng.web.demo.records import FOLDER, dumped
from tests.generator.department_years import department_year, goals

COUNTY, YEAR = "青岭县", 2025
SEEDS = {"audit": 9, "housing": 1, "disabled": 2}
_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
_SUBJECTS = re.compile(r"^.*?[县市区]")


def main() -> None:
    """Write the files."""
    for name, seed in SEEDS.items():
        now = moved(department_year(seed))
        for record in (now, before(now)):
            Path(FOLDER, f"{name}_{record.year}.json").write_text(dumped(record), encoding="utf-8")


def moved(record: DepartmentYear) -> DepartmentYear:
    """The same year in the county and the year of the demonstration."""
    county = _SUBJECTS.match(record.organisation)
    assert county, record.organisation
    later = YEAR - record.year

    def told(text: str) -> str:
        text = text.replace(county[0], COUNTY)
        return _YEAR.sub(lambda year: str(int(year[0]) + later), text)

    entries = {tuple(map(told, key)): told(value) for key, value in flat(record).items()}
    return complete(unflat(DepartmentYear(YEAR, told(record.organisation), record.framework), entries))


def before(record: DepartmentYear) -> DepartmentYear:
    """The year before: its own accounts, as this year's record compares itself with, and this year's goals."""
    last = str(record.year - 1)
    names = {project.name for project in record.projects}

    def told(text: str) -> str:
        return _YEAR.sub(lambda found: str(int(found[0]) - 1), text)

    given = flat(record)
    entries: dict[FlatKey, str] = {}
    for key, value in given.items():
        if key[0] != "amount" or key[5] in names or key[1].startswith("execution."):
            entries[tuple(map(told, key))] = told(value)
        elif key[3] == last:
            entries[key] = value
            if key[1].startswith("three_public."):  # and nothing changed against the year before that
                entries[(*key[:3], str(record.year - 2), *key[4:])] = value
    for key in given:
        spent = (key[0], key[1], FINAL, last, *key[4:])
        # What was planned in the end is what was spent: nobody asks about an execution of 100 %.
        if key[0] == "amount" and key[2] == ADJUSTED and key[5] not in names and spent in entries:
            entries["amount", key[1], ADJUSTED, last, *key[4:]] = entries[spent]
    made = complete(unflat(DepartmentYear(record.year - 1, record.organisation, record.framework), entries))
    goals.execution(made)
    return made


if __name__ == "__main__":
    main()
