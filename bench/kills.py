"""Kill -9 of the server and of the background worker in the middle of uploads, checks, saves and letters.

    python -m bench.kills --kills 50
    python -m tests.web.postgres python -m bench.kills     # the same on PostgreSQL

Four people work without pause while processes are killed at random moments. Then: every answer that somebody
got stands in the database, every job has ended once, files are whole, the log is sealed. Exit 1 if not.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.visits import Visitor, Workspace, fields

LINE = "2024年支出决算数1200.00万元，其中：基本支出700.00万元，项目支出560.00万元。"
_STATE = """
import json
from quanheng.web.jobs.models import Job
from quanheng.web.documents.models import Draft
from quanheng.web.departments.models import Written
from django.db import connection
jobs = [[j.kind, j.state, j.attempts, j.error] for j in Job.objects.filter(pk__gt={after})]
drafts = [[d.file_id, d.state, d.findings.count(), d.document.drafts.count()] for d in Draft.objects.all()]
written = [list(w) for w in Written.objects.exclude(job=None).values_list("job", "name")]
whole = "ok"
if connection.vendor == "sqlite":
    whole = connection.cursor().execute("PRAGMA integrity_check").fetchone()[0]
print(json.dumps([jobs, drafts, written, whole]))
"""


class State(NamedTuple):
    """Rows of jobs, drafts and written documents, and the database's own word: "ok" when it is whole."""

    jobs: list[list[object]]
    drafts: list[list[object]]
    written: list[list[object]]
    whole: str


class Actor(threading.Thread):
    """Does one thing again and again; `done` are those that were answered, `tried` all that were begun."""

    def __init__(self, port: int, name: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(port, 30).sign_in(name)
        self.stop = stop
        self.tried: list[str] = []
        self.done: list[str] = []
        self.wrong: Counter[str] = Counter()

    def run(self) -> None:
        """Until told to stop; a broken line is what happens when the server is killed."""
        number = 0
        while not self.stop.wait(0.2):
            number += 1
            try:
                self.act(number)
            except (OSError, http.client.HTTPException):
                time.sleep(0.3)

    def act(self, number: int) -> None:
        """One thing."""
        raise NotImplementedError

    def sent(self, what: str, path: str, given: dict[str, str], file: bytes = b"") -> None:
        """Post, and keep what was answered."""
        self.tried.append(what)
        answer = self.visitor.post(path, given, {"file": (f"{what[:8]}.txt", file)} if file else None)
        if answer.status == 302:
            self.done.append(what)
        else:
            self.wrong[f"{path} {answer.status}"] += 1


class Uploads(Actor):
    """A new file each time, which is then checked."""

    def act(self, number: int) -> None:
        """One upload."""
        data = f"青岭县水务局2024年度部门整体支出绩效自评报告\n第{number}份\n{LINE}\n".encode()
        self.sent(sha256(data).hexdigest(), "/quick/upload/", {}, data)


class Saves(Actor):
    """The same cell gets the next number; what the page shows must be the last saved, or one begun since."""

    page, cell = "", ""

    def act(self, number: int) -> None:
        """Look, then save."""
        shown = fields(self._open())
        self._fits(shown[self.cell])
        self.sent(f"河西路{number}号", self.page, shown | {self.cell: f"河西路{number}号"})

    def _open(self) -> str:
        if not self.page:
            book = min(re.findall(r'href="(/department/\d+/)"', self.visitor.get("/department/").text))
            self.page = f"{book}section/unit/"
            shown = fields(self.visitor.get(self.page).text)
            self.cell = next(name for name, value in shown.items() if name.startswith("c-") and value)
        return self.visitor.get(self.page).text

    def _fits(self, shown: str) -> None:
        if self.done:
            possible = self.tried[self.tried.index(self.done[-1]) :]
            if shown not in possible:
                self.wrong[f"{shown} is shown instead of {possible[0]}"] += 1


class Writes(Actor):
    """A form is written from the data of a year."""

    page = ""

    def act(self, number: int) -> None:
        """One job, and a pause, for writing takes longer than asking for it."""
        if not self.page:
            books = sorted(re.findall(r'href="(/department/\d+/)"', self.visitor.get("/department/").text))
            self.page = f"{books[0]}documents/"
        self.sent(str(number), self.page, {"kind": "form", "outline": "hunan"})
        time.sleep(2)


class Letters(Actor):
    """The opinion letters of the campaign under way, packed."""

    page = ""

    def act(self, number: int) -> None:
        """One job."""
        if not self.page:
            boards = sorted(re.findall(r'href="(/campaigns/\d+/)"', self.visitor.get("/campaigns/").text))
            for board in boards:
                tasks = re.findall(
                    r'name="task"[^>]*value="(\d+)"', self.visitor.get(f"{board}letters/").text
                )
                self.page, self.task = f"{board}letters/all/", tasks[0] if tasks else ""
        self.sent(str(number), self.page, {"task": self.task})
        time.sleep(2)


def below(root: int) -> dict[int, str]:
    """Every process below `root` with its command, from /proc."""
    parents, names = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                names[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat[1])
    found: dict[int, str] = {}
    while True:
        more = {p: names[p] for p, up in parents.items() if p not in found and (up == root or up in found)}
        if not more:
            return found
        found |= more


def kill(workspace: Workspace, random: Random) -> str:
    """Kill one process, or all of the server's or the worker's; returns what it was."""
    kind = random.choice(("server", "server, one process", "worker", "worker, one process"))
    word = "gunicorn" if kind.startswith("server") else "qcluster"
    ours: list[int] = []
    while not ours:  # after the last kill it is started again within a few seconds
        ours = [pid for pid, command in below(workspace.process.pid).items() if word in command]
        time.sleep(0.1)
    victims = ours if "," not in kind else [random.choice(ours)]
    for pid in victims:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return kind


def settled(workspace: Workspace, after: int) -> State:
    """What there is when nothing is under way any more."""
    for _ in range(60):
        state = State(*json.loads(workspace.django(_STATE.format(after=after))))
        if all(job[1] in {"done", "failed", "cancelled"} for job in state.jobs):
            break
        time.sleep(5)
    return state


def main() -> None:
    """Parse the command line, work and kill, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random, stop, killed = Random(given.seed), threading.Event(), Counter[str]()
    with Workspace() as workspace:
        print("the demonstration is open", flush=True)
        last = "from quanheng.web.jobs.models import Job; print(Job.objects.order_by('-pk').first().pk)"
        after = int(workspace.django(last))
        port = workspace.port
        actors = [
            Uploads(port, "kuaiji", stop),
            Saves(port, "canlian", stop),
            Writes(port, "zhujian", stop),
            Letters(port, "caizheng", stop),
        ]
        for actor in actors:
            actor.start()
        for _ in range(given.kills):
            time.sleep(random.uniform(1, 5))
            killed[kill(workspace, random)] += 1
            workspace.wait()
        stop.set()
        for actor in actors:
            actor.join()
        jobs, drafts, written, whole = settled(workspace, after)
        command = [sys.executable, "-m", "quanheng", "verify"]
        verified = subprocess.run(
            command, env=workspace.environment, capture_output=True, text=True, check=False
        )
        print("killed:", ", ".join(f"{count} × {kind}" for kind, count in killed.most_common()))
        wrong = _told(actors) + _jobs(jobs, actors) + _drafts(drafts, actors[0]) + _written(written)
        wrong += [] if verified.returncode == 0 else [f"verify: {verified.stdout}{verified.stderr}"]
        wrong += [] if whole == "ok" else [f"database: {whole}"]
        print(verified.stdout.strip())
        print("\n".join(f"WRONG {one}" for one in wrong) or "nothing lost, nothing done twice")
        if wrong:
            sys.exit(1)


def _told(actors: list[Actor]) -> list[str]:
    for actor in actors:
        print(f"{type(actor).__name__}: {len(actor.tried)} begun, {len(actor.done)} answered")
    return [f"{count} × {what}" for actor in actors for what, count in actor.wrong.items()]


def _jobs(jobs: list[list[object]], actors: list[Actor]) -> list[str]:
    states = Counter((kind, state) for kind, state, _, _ in jobs)
    print("jobs:", ", ".join(f"{count} {kind} {state}" for (kind, state), count in sorted(states.items())))
    print(f"  begun again after a kill: {sum(int(str(attempts)) > 1 for _, _, attempts, _ in jobs)}")
    wrong = [f"job {kind} {state}: {error}" for kind, state, _, error in jobs if state != "done"]
    kinds = Counter(kind for kind, *_ in jobs)
    for kind, actor in (("check", actors[0]), ("write", actors[2]), ("letters", actors[3])):
        if not len(actor.done) <= kinds[kind] <= len(actor.tried):
            wrong.append(f"{kinds[kind]} jobs {kind} for {len(actor.done)} answers, {len(actor.tried)} tries")
    return wrong


def _drafts(drafts: list[list[object]], uploads: Actor) -> list[str]:
    known: dict[object, list[list[object]]] = {}
    for draft in drafts:
        known.setdefault(draft[0], []).append(draft)
    wrong = [f"upload {digest[:8]} is lost" for digest in uploads.done if digest not in known]
    ours = [known[digest] for digest in uploads.tried if digest in known]
    wrong += [f"{len(rows)} drafts of one upload" for rows in ours if len(rows) != 1]
    results = Counter((state, findings, count) for rows in ours for _, state, findings, count in rows)
    if len(results) > 1:
        wrong.append(f"the same text has different results: {results}")
    return wrong


def _written(written: list[list[object]]) -> list[str]:
    twice = [key for key, count in Counter(map(tuple, written)).items() if count > 1]
    return [f"written twice by one job: {one}" for one in twice]


if __name__ == "__main__":
    main()
