"""Planted copies, renamings, wrong 上年数 and copied indicators over many counties: found, and false in clean ones.

Run from the root: .venv/bin/python -m bench.planted --counties 10
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from quanheng import farm
from quanheng.compare import Panel, prepare
from tests.generator.counties import County, county, planted

Told = set[tuple[str, tuple[str, ...], int]]


def remarks(made: County) -> Told:
    """What is noticed in a county: kind, names and the later year of each remark."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in", Path(folder) / "out"
        source.mkdir()
        for name, text in made.files():
            (source / name).write_text(text, "utf-8")
        farm.run(farm.Order((str(source),), out, jobs=2), lambda _: None)
        prepare(out, [], lambda _: None)
        panel = Panel(out)
        names = panel.names()
        return {
            (r.kind, tuple(sorted(names[slug] for slug in r.slugs)), r.years[-1]) for r in panel.remarks()
        }


def main() -> None:
    """Count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=10)
    parser.add_argument("--seed", type=int, default=100)
    given = parser.parse_args()
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false: list[str] = []
    for seed in range(given.seed, given.seed + given.counties):
        made = planted(seed)
        plants: Told = {(plant.kind, tuple(sorted(plant.names)), plant.year) for plant in made.plants}
        told = remarks(made)
        wanted.update(kind for kind, *_ in plants)
        found.update(kind for kind, *_ in plants & told)
        false += [f"{seed} {one}" for one in sorted(told - plants)]
        false += [f"{seed} clean {one}" for one in sorted(remarks(county(seed)))]
    for kind, count in sorted(wanted.items()):
        print(f"{kind:28}{found[kind]:4} of {count}")
    print(
        f"{'all':28}{found.total():4} of {wanted.total()}, false in {2 * given.counties} counties: {len(false)}"
    )
    print("\n".join(false))


if __name__ == "__main__":
    main()
