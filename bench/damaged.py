"""Damaged and hostile inputs through the command: alone and in folders beside good files.

Prints exit codes, traces, internal faults, times, memory, and whether the good files were still checked.
Run from the root: .venv/bin/python -m bench.damaged --inputs 500 --seed 1
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.damage import Damaged, damaged, sound
from tests.damage.runs import LONGEST, Run, faults, run, together, write


def alone(inputs: list[Damaged], folder: Path) -> list[tuple[Damaged, Run]]:
    """Each input in a run of its own."""
    paths = write(inputs, folder / "alone")
    return [(one, run([path], folder, 2 * LONGEST)) for one, path in zip(inputs, paths, strict=True)]


def main() -> int:
    """Parse the command line, run, print; the status is 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--only", help="part of a name: only these, alone, with their messages")
    given = parser.parse_args()
    good = sound(given.seed)
    inputs = damaged(given.inputs, given.seed, good)
    if given.only:
        inputs = [one for one in inputs if given.only in one.name]
    with TemporaryDirectory() as name:
        folder = Path(name)
        singles = alone(inputs, folder)
        wrong = _print_singles(singles, bool(given.only))
        batches = (
            []
            if given.only
            else [
                together(inputs[at : at + given.batch], good, folder, 1 + at // given.batch % 2)
                for at in range(0, len(inputs), given.batch)
            ]
        )
    for made, _, _ in batches:
        wrong += [f"batch: {fault}" for fault in faults(made)]
    if batches:
        most = max(made.memory for made, _, _ in batches) >> 20
        right, all_ = sum(b[2] for b in batches), sum(b[1] for b in batches)
        print(
            f"folders: {len(batches)} runs, exit codes {Counter(b[0].status for b in batches)}, peak memory {most} MB"
        )
        print(f"good files of these runs checked with the findings they have alone: {right} of {all_}")
        wrong += ["good files lost"] * (right < all_)
    print(f"wrong: {len(wrong)}", *sorted(set(wrong)), sep="\n  ")
    return int(bool(wrong))


def _print_singles(singles: list[tuple[Damaged, Run]], verbose: bool) -> list[str]:
    wrong = [f"{one.name!r}: {fault}" for one, made in singles for fault in faults(made, one)]
    slowest = sorted(singles, key=lambda pair: -pair[1].seconds)[:5]
    largest = sorted(singles, key=lambda pair: -pair[1].memory)[:5]
    print(f"alone: {len(singles)} inputs, exit codes {dict(Counter(made.status for _, made in singles))}")
    print("slowest:", *(f"{one.name!r} {made.seconds:.1f} s" for one, made in slowest))
    print("largest:", *(f"{one.name!r} {made.memory >> 20} MB" for one, made in largest))
    messages: Counter[str] = Counter()
    for one, made in singles:
        told = [f"{e['message']}。{e['hint']}" for e in made.tree["errors"]] if made.out else []
        messages.update(told)
        if verbose:
            print(
                repr(one.name),
                one.kind,
                made.status,
                f"{made.seconds:.1f} s",
                f"{made.memory >> 20} MB",
                *told,
            )
    for message, count in messages.most_common():
        print(f"{count:5}  {message}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
