"""Findings before and after a change, by rule: what is gained, what is lost, and how often that is right.

Run from the root: make corpus
  .venv/bin/python -m bench.corpus                       the fixed sample against the stored baseline
  .venv/bin/python -m bench.corpus --write               the sample as the new baseline
  .venv/bin/python -m bench.corpus --before A --after B  two `quanheng batch` folders of the same files
  .venv/bin/python -m bench.corpus --look RULE --count 30   findings of a rule to look at; with --after A those of a batch

Exit 1 when a rule says something new of a document in which nothing is wrong. What a person has looked at goes
into src/quanheng/checks/looked.yaml, from which tools/standing.py promotes and demotes trial rules.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from bench.corpus_sample import RIGHT, Line, findings

BASELINE = Path(__file__).parent / "record" / "findings.jsonl.gz"


def stored(path: Path) -> list[Line]:
    """The lines of a baseline."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [Line(**json.loads(line)) for line in stream]


def store(path: Path, found: Sequence[Line]) -> None:
    """Write a baseline; the same findings give the same bytes."""
    text = "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def of_batch(out: Path) -> list[Line]:
    """The findings in the tables of a batch; whether its documents are right nobody knows."""
    texts = {(row["sha256"], row["block"]): row["text"] for row in _rows(out, "passages")}
    made = []
    for row in _rows(out, "findings"):
        cell = (row["line"], row["pillar"]) if row["grid"] is not None else ""
        made.append(Line(
            row["sha256"], "", row["rule"], row["severity"], f"{row['block']} {cell}".strip(), row["stated"] or "",
            row["message"], texts.get((row["sha256"], row["block"])) or "", hit=False,
        ))  # fmt: skip
    return made


def _rows(out: Path, table: str) -> Iterator[dict[str, Any]]:
    for file in sorted((out / "tables" / table).glob("*.jsonl.gz")):
        for line in gzip.decompress(file.read_bytes()).splitlines():
            yield json.loads(line)


def against(before: Iterable[Line], after: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """(gained, lost): what is the same in document, rule, severity, place and stated figure is neither."""
    old, new = list(before), list(after)
    return list(_without(new, old)), list(_without(old, new))


def _without(lines: Iterable[Line], others: Iterable[Line]) -> Iterator[Line]:
    left = Counter(line.key for line in others)
    for line in lines:
        if left[line.key]:
            left[line.key] -= 1
        else:
            yield line


def told(before: Sequence[Line], after: Sequence[Line], examples: int) -> list[str]:
    """The table by rule, then examples."""
    gained, lost = against(before, after)
    counts = {name: Counter(line.rule for line in found) for name, found in
              (("before", before), ("after", after), ("gained", gained), ("lost", lost))}  # fmt: skip
    false = Counter(line.rule for line in gained if line.where == RIGHT)
    hit = Counter(line.rule for line in gained if line.hit)
    rules = sorted(set(counts["gained"]) | set(counts["lost"]))
    text = [f"{len(before)} findings before, {len(after)} after; {len(gained)} gained, {len(lost)} lost"]
    if rules:
        heads = ("rule", "before", "after", "gained", "at a slip", "in right ones", "lost")
        text.append(f"{heads[0]:44}" + "".join(f"{head:>14}" for head in heads[1:]))
    for rule in rules:
        row = [counts["before"][rule], counts["after"][rule], counts["gained"][rule], hit[rule], false[rule], counts["lost"][rule]]  # fmt: skip
        text.append(f"{rule:44}" + "".join(f"{count:14}" for count in row))
    for name, found in (("+", gained), ("-", lost)):
        for rule in rules:
            text += [f"{name} {_shown(one)}" for one in [o for o in found if o.rule == rule][:examples]]
    return text


def _shown(one: Line) -> str:
    where = f"{one.document}{'' if one.where != RIGHT else '（无误）'}{' 错处' if one.hit else ''}"
    return f"{one.rule} {one.severity} [{where}] {one.message}\n    {one.sentence[:160]}"


def main() -> int:
    """Compare, or write, or show."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--baseline", type=Path, default=BASELINE)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--before", type=Path)
    parser.add_argument("--after", type=Path)
    parser.add_argument("--look", metavar="RULE")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if given.before and given.after and not given.look:
        print("\n".join(told(of_batch(given.before), of_batch(given.after), given.examples)))
        return 0
    found = of_batch(given.after) if given.after else findings(given.processes)
    if given.look:
        mine = [one for one in found if one.rule == given.look]
        chosen = Random(given.look).sample(mine, min(given.count, len(mine)))
        print("\n".join([f"{len(chosen)} of {len(mine)} findings", *map(_shown, chosen)]))
        return 0
    if given.write:
        store(given.baseline, found)
        print(f"{len(found)} findings stored in {given.baseline}")
        return 0
    before = stored(given.baseline)
    print("\n".join(told(before, found, given.examples)))
    return int(any(one.where == RIGHT for one in against(before, found)[0]))


if __name__ == "__main__":
    sys.exit(main())
