"""Forty people at once on one server process with four threads: errors, and how long the pages take.

    python -m bench.load --users 40 --minutes 5
    python -m tests.web.postgres python -m bench.load      # the same on PostgreSQL

Prints for each page the milliseconds it takes one person alone and their ratio to an empty page of the same
server, then p50 and p95 under load and their ratio to the empty page under the same load. Each person reads
a page, thinks (3 seconds on average), and saves what it shows when it is a section of the data.
"""

from __future__ import annotations

import argparse
import http.client
import re
import sys
import threading
import time
from collections import Counter, defaultdict
from random import Random

from bench.visits import Answer, Visitor, Workspace, fields

EMPTY = "empty page"
_BUREAU, _UNIT = ("caizheng", "yewugu", "pinggu", "shenji"), ("kuaiji", "juzhang", "zhujian", "canlian")
Times = dict[str, list[float]]


class Person(threading.Thread):
    """One user until `end`; `times` by page, `wrong` counts answers that no user should see."""

    def __init__(self, number: int, port: int, end: float, think: float) -> None:
        super().__init__(daemon=True)
        self.name = (*_UNIT, *_BUREAU)[number % 8]
        self.random = Random(f"person {number}")
        self.visitor = Visitor(port).sign_in(self.name)
        self.end, self.think = end, think
        self.times: Times = defaultdict(list)
        self.wrong: Counter[str] = Counter()
        self.seen = 0

    def run(self) -> None:
        """Visit pages in no fixed order."""
        try:
            pages = self._pages()
        except (OSError, http.client.HTTPException) as fault:
            self.wrong[f"looking around: {type(fault).__name__}"] += 1
            return
        while time.monotonic() < self.end:
            time.sleep(self.random.expovariate(1 / self.think))
            name, path = self.random.choice(pages)
            self._visit(name, path)

    def alone(self, rounds: int) -> None:
        """Every page a few times with nobody else there."""
        for name, path in self._pages():
            for _ in range(rounds):
                self._visit(name, path)

    def _visit(self, name: str, path: str) -> None:
        start = time.monotonic()
        try:
            answer = self.visitor.get(path)
        except (OSError, http.client.HTTPException) as fault:
            self.wrong[f"{name}: {type(fault).__name__}"] += 1
            return
        self._took(name, path, start, answer, {200})
        if name == "section" and self.name in {"kuaiji", "zhujian", "canlian"}:
            start = time.monotonic()
            answer = self.visitor.post(path, fields(answer.text))
            # 409: somebody else with the same account saved in between, and was not overwritten
            self._took("save a section", path, start, answer, {302, 409})

    def _took(self, name: str, path: str, start: float, answer: Answer, expected: set[int]) -> None:
        self.times[name].append(time.monotonic() - start)
        self.seen += 1
        if answer.status not in expected:
            told = re.findall(r'class="(?:fault|refused)[^>]*>([^<]+)', answer.text)[:2]
            self.wrong[f"{name}: {answer.status} {path} {' '.join(told)}"] += 1

    def _pages(self) -> list[tuple[str, str]]:
        """The places that the person's own pages lead to."""
        found = [
            ("home", "/"),
            ("quick check", "/quick/"),
            ("rectification", "/rectification/"),
            (EMPTY, "/alive/"),
        ]
        found += [("result", path) for path in self._links("/quick/", r"/quick/\d+/\d+/|/quick/\d+/")]
        if self.name in _UNIT:
            for book in self._links("/department/", r"/department/\d+/"):
                found += [("data of a year", book), ("indicators", f"{book}indicators/")]
                found += [
                    ("section", path) for path in self._links(book, r"/department/\d+/section/[a-z_-]+/")[:6]
                ]
        else:
            for board in self._links("/campaigns/", r"/campaigns/\d+/"):
                found.append(("board", board))
                found += [("desk", path) for path in self._links(board, r"/campaigns/desk/\d+/")]
        return found

    def _links(self, page: str, pattern: str) -> list[str]:
        text = self.visitor.get(page).text
        ours = sorted(set(re.findall(rf'href="({pattern})"', text)))
        return [path if path.count("/") > 3 or "/quick/" not in path else self._led(path) for path in ours]

    def _led(self, path: str) -> str:
        return self.visitor.get(path).leads or path


def percentile(times: list[float], share: float) -> float:
    """In milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main() -> None:
    """Parse the command line, measure, print; exit 1 when somebody saw an error."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--users", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--think", type=float, default=3)
    given = parser.parse_args()
    with Workspace() as workspace:
        first = [Person(number, workspace.port, 0, 0) for number in (0, 4)]
        for person in first:
            person.alone(5)
        people = [Person(number, workspace.port, 0, given.think) for number in range(given.users)]
        for person in people:
            person.end = time.monotonic() + 60 * given.minutes
            person.start()
        for person in people:
            person.join()
        wrong = sum((person.wrong for person in (*first, *people)), Counter())
        answers = sum(person.seen for person in people)
        print(f"{given.users} users, {answers} answers, {sum(wrong.values())} errors")
        _table(_together(first), _together(people))
        for told, count in wrong.most_common():
            print(f"  {count} × {told}")
        if wrong:
            sys.exit(1)


def _together(people: list[Person]) -> Times:
    times: Times = defaultdict(list)
    for person in people:
        for name, took in person.times.items():
            times[name] += took
    return times


def _table(alone: Times, times: Times) -> None:
    """`×` is the ratio to the empty page in the column before."""
    print(f"{'page':<16}{'alone ms':>9}{'×':>6}{'n':>7}{'p50 ms':>8}{'×':>6}{'p95 ms':>8}{'×':>6}")
    for name in sorted(times, key=lambda one: percentile(times[one], 0.95)):
        line = f"{name:<16}"
        for of, share in ((alone, 0.5), (times, 0.5), (times, 0.95)):
            took = percentile(of[name], share) if of[name] else 0.0
            count = f"{len(times[name]):>7}" if of is times and share == 0.5 else ""
            line += f"{count}{took:>9.0f}{took / percentile(of[EMPTY], share):>6.1f}"
        print(line)


if __name__ == "__main__":
    main()
