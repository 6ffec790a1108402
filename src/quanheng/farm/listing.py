"""Which documents there are to check: every path that was given, and each content once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from quanheng.model.review import Failure
from quanheng.read import LARGEST, Unreadable
from quanheng.read.sources import documents, files
from quanheng.report.lines import kept, lines

LISTS = (".txt", ".lst")


@dataclass(frozen=True, slots=True)
class Found:
    """A path that was given or lies in a folder or zip that was; `file` holds its bytes."""

    path: str
    file: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Job:
    """One content to check: the file that holds it, and the name that a reader sees."""

    digest: str
    file: str
    name: str


@dataclass(slots=True)
class Listing:
    """What was found, and what could not be opened."""

    found: list[Found] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def jobs(self) -> list[Job]:
        """Each content once, in the order of the digests; of several names that of the first path."""
        first: dict[str, Found] = {}
        for one in self.found:
            known = first.get(one.digest)
            if known is None or one.path < known.path:
                first[one.digest] = one
        return [Job(d, one.file, PurePath(one.path).name) for d, one in sorted(first.items())]


def listing(given: Sequence[str], memory: Path, unpacked: Path, told: Callable[[int], None]) -> Listing:
    """List the files, folders, zips and lists of paths that are `given`; `told` hears the count.

    What was hashed once is not read again while its size and time stay the same (`memory` knows it). The
    documents of zips are unpacked into `unpacked`, under their digests.
    """
    desk = _Desk(unpacked, _remembered(memory))
    made = Listing()
    with memory.open("ab") as record:
        for path in _listed(given, made.failures):
            for file in files(path, lambda name, fault: made.failures.append(_failure(name, fault))):
                entry = desk.look(file)
                if entry is not None:
                    record.write(lines([entry]))
                made.found += desk.found(file)
                made.failures += desk.failed(file)
                told(len(made.found))
    made.found = sorted({one.path: one for one in made.found}.values(), key=lambda one: one.path)
    return made


def _listed(given: Sequence[str], failures: list[Failure]) -> Iterator[str]:
    """The paths; a text file that is given by name is a list of paths, one a line."""
    for path in given:
        place = Path(path)
        if place.suffix.lower() not in LISTS or not place.is_file():
            yield path
            continue
        try:
            lines = place.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeError):
            failures.append(Failure(path, "清单读不出来", "清单要用 UTF-8 保存，一行一个路径"))
            continue
        for line in filter(None, map(str.strip, lines)):
            near = place.parent / line
            yield str(near) if near.exists() else line


def _failure(name: str, fault: Unreadable) -> Failure:
    return Failure(name, fault.message.rstrip("。"), fault.hint)


class _Desk:
    """Opens what is new; remembers the rest."""

    def __init__(self, unpacked: Path, known: dict[str, dict[str, Any]]) -> None:
        self._unpacked, self._known = unpacked, known

    def look(self, file: Path) -> dict[str, Any] | None:
        """The entry of a file that is new or has changed, None for one that is known."""
        try:
            state = file.stat()
        except OSError:
            stamp, size = [0, 0], 0
        else:
            stamp, size = [state.st_size, state.st_mtime_ns], state.st_size
        known = self._known.get(str(file))
        if known is not None and known["stamp"] == stamp and self._still_there(known):
            return None
        entry = {"path": str(file), "stamp": stamp, "found": [], "failed": []} | self._opened(file, size)
        self._known[str(file)] = entry
        return entry

    def found(self, file: Path) -> Iterator[Found]:
        """The documents of a file that was looked at."""
        return (Found(*one) for one in self._known[str(file)]["found"])

    def failed(self, file: Path) -> Iterator[Failure]:
        """What of it could not be opened."""
        return (Failure(*one) for one in self._known[str(file)]["failed"])

    @staticmethod
    def _still_there(entry: dict[str, Any]) -> bool:
        return all(Path(file).exists() for _, file, _, _ in entry["found"])

    def _opened(self, file: Path, size: int) -> dict[str, Any]:
        if size > LARGEST:
            message = f"文件有 {size // 2**20} MB，超过 {LARGEST // 2**20} MB 的上限，没有读"
            return {"failed": [[str(file), message, "请拆成几个文件后再试"]]}
        failed: list[list[str]] = []
        found = [
            self._one(file, name, data)
            for name, data in documents(file, lambda n, f: failed.append([n, f.message.rstrip("。"), f.hint]))
        ]
        return {"found": found, "failed": failed}

    def _one(self, file: Path, name: str, data: bytes) -> list[Any]:
        digest = sha256(data).hexdigest()
        if name == str(file):
            return [name, name, digest, len(data)]
        target = self._unpacked / digest[:2] / f"{digest}{PurePath(name).suffix.lower()}"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting = target.with_suffix(".part")
            waiting.write_bytes(data)
            waiting.replace(target)
        return [name, str(target), digest, len(data)]


def _remembered(memory: Path) -> dict[str, dict[str, Any]]:
    """The last entry of every path."""
    return {entry["path"]: entry for entry in kept(memory.read_bytes())} if memory.exists() else {}
