"""The published documents as a corpus of their own, from which the public pages are made.

Rows and text of each file are made once and kept; the panel over the current versions is made anew in a folder of
its own whenever something is published, and put in place of the old one in one step. All of it can be made again
from the stored files, so it lies in `made/`.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from quanheng import __version__, pipeline
from quanheng.compare import Panel, prepare
from quanheng.compare.stored import source
from quanheng.model.comparison import Passage, Source
from quanheng.model.review import Failure, Reviewed
from quanheng.model.tables import FILES
from quanheng.report.lines import lines
from quanheng.report.parquet import convert
from quanheng.report.public.reading import body
from quanheng.report.rows import rows
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft
from quanheng.web.files.store import content
from quanheng.web.jobs.run import Progress, job

_TABLES = ("documents", "stated", "passages", "indicators", "findings", "files")
_PLACED = ("sha256", "label", "text", "section", "page", "block", "begin", "finish", "grid", "line", "pillar")
_CURRENT = "current"
_TRIES = 3
_READING = 600  # seconds


def root() -> Path:
    """Where it lies; another version of the program makes its own."""
    return Path(settings.HOME) / "made" / f"public-{__version__}"


def current() -> list[Release]:
    """The latest published version of every publication; of one file that is published as two things the first."""
    out = Release.objects.filter(published_at__isnull=False).select_related(
        "publication__unit__parent", "draft__file", "draft__document"
    )
    latest: dict[int, Release] = {}
    for release in out.order_by("publication", "number"):
        latest[release.publication_id] = release
    by_file: dict[str, Release] = {}
    for release in sorted(latest.values(), key=lambda r: r.pk):
        by_file.setdefault(release.draft.file_id, release)
    return list(by_file.values())


def standing() -> str | None:
    """The name of the panel as it stands, None before the first was made; another panel has another name."""
    mark = root() / _CURRENT
    return mark.read_text("ascii") if mark.is_file() else None


def opened(name: str) -> Panel:
    """The panel of that name."""
    return Panel(root() / name)


def text_of(release: Release) -> str:
    """The published text with an anchor at every figure; raises made.Missing until the job has made it."""
    try:
        return _text_path(release.draft).read_text("utf-8")
    except OSError as fault:
        raise made.Missing(release.draft.file_id) from fault


def _text_path(draft: Draft) -> Path:
    return root() / "texts" / f"{draft.file_id}.html"


@job("public")
def build(progress: Progress) -> dict[str, Any]:
    """Make what the pages need of every version that is out, then the panel of the current ones."""
    out = list(Release.objects.filter(published_at__isnull=False).select_related("draft__file"))
    failed = []
    for done, release in enumerate(out):
        progress.tell(f"整理 {release.draft.name}", done, len(out) + 1)
        if not _text_path(release.draft).is_file() and not _keep(release):
            failed.append(release.draft.name)
    for _ in range(_TRIES):  # what is published meanwhile must not be covered by an older panel
        chosen = current()
        _panel(chosen, lambda words: progress.tell(words, len(out), len(out) + 1))
        if [r.pk for r in current()] == [r.pk for r in chosen]:
            break
    return {"documents": len(chosen), "failed": failed}


def _keep(release: Release) -> bool:
    """Write rows and text of a file; the text last, it says that the rows are there."""
    reviewed = _reviewed(release.draft)
    if reviewed is None:
        return False
    found = rows(reviewed)
    folder = root() / "rows" / release.draft.file_id
    for table in _TABLES:
        if table in found:
            _write(folder / f"{table}.jsonl", lines(found[table]))
    passages = [_passage(row) for row in found["passages"]]
    cited = [source([row.get(name) for name in _PLACED]) for row in found["stated"]]
    text = body(passages, [*cited, *part_sources(release)])
    _write(_text_path(release.draft), text.encode("utf-8", "replace"))
    return True


def _reviewed(draft: Draft) -> Reviewed | None:
    """The kept review; of another version of the program the file is read and checked again, apart."""
    try:
        return made.reviewed(draft)
    except made.Missing:
        again = pipeline.review_apart(draft.name, content(draft.file), made.setting_of(draft))
        return None if isinstance(again, Failure) else again


def _passage(row: dict[str, Any]) -> Passage:
    number, grid = json.loads(row["cells"]) if row["cells"] else (None, [])
    return Passage(
        row["block"], row["kind"], row["level"] or 0, row["page"], row["text"] or "", number,
        tuple(tuple(cell) for cell in grid),
    )  # fmt: skip


def part_sources(release: Release) -> list[Source]:
    """The places of the parts that the law asks for."""
    return [
        Source(
            release.draft.file_id, part["name"], part["text"], block=part["block"], begin=part["begin"],
            finish=part["finish"], cell=tuple(part["cell"]) if part["cell"] else None,
        )
        for part in release.parts
        if part["block"] is not None
    ]  # fmt: skip


def _panel(chosen: Sequence[Release], told: Callable[[str], None]) -> None:
    """The panel in a folder that is named by what is in it; then the mark is moved to it."""
    there = [r for r in chosen if (root() / "rows" / r.draft.file_id).is_dir()]
    mark = root() / _CURRENT
    if not there:
        mark.unlink(missing_ok=True)
        return
    name = _name(there)
    if not (root() / name).is_dir():
        _made(there, root() / name, told)
    before = standing()
    if before != name:
        _write(mark, name.encode())
        if before and (root() / before).is_dir():
            os.utime(root() / before)  # until now it was read
        _sweep(name)


def _name(chosen: Iterable[Release]) -> str:
    signed = [_signed({"kind": "", "file": r.draft.file_id}, r) for r in chosen]
    return f"panel-{sha256(lines(signed)).hexdigest()[:16]}"


def _made(chosen: Sequence[Release], target: Path, told: Callable[[str], None]) -> None:
    """Tables and panel, whole or not at all; of two that make the same at once one has worked in vain."""
    import duckdb  # noqa: PLC0415  (half a second that only this job pays)

    with tempfile.TemporaryDirectory(dir=root(), prefix=".making-", ignore_cleanup_errors=True) as making:
        folder = Path(making) / "panel"
        with duckdb.connect() as base:
            for table in _TABLES:
                source_ = folder / "tables" / table / "00000.jsonl.gz"
                source_.parent.mkdir(parents=True)
                source_.write_bytes(gzip.compress(b"".join(_lines(chosen, table)), 1))
                convert(base, source_)
                source_.unlink()
        prepare(folder, [], told)
        with suppress(OSError):  # it stands there by now
            folder.rename(target)


def _sweep(current_name: str) -> None:
    """Take away older panels, except those that a page may be reading just now."""
    before = time.time() - _READING
    for old in root().glob("panel-*"):
        if old.name != current_name and old.stat().st_mtime < before:
            shutil.rmtree(old, ignore_errors=True)


def _lines(chosen: Iterable[Release], table: str) -> Iterable[bytes]:
    for release in chosen:
        if table == "files":
            yield lines([_file(release)])
            continue
        kept = (root() / "rows" / release.draft.file_id / f"{table}.jsonl").read_bytes()
        yield lines([_signed(json.loads(kept), release)]) if table == "documents" else kept


def _file(release: Release) -> dict[str, Any]:
    known = {"path": release.draft.name, "sha256": release.draft.file_id, "bytes": release.draft.file.size}
    return dict.fromkeys(FILES) | known | {"state": "done"}


def _signed(row: dict[str, Any], release: Release) -> dict[str, Any]:
    """Whose it is and of which year is known here, better than from the text."""
    publication = release.publication
    place = publication.unit.place
    code = None if place == "cn" else place
    owner = {"organisation": publication.unit.name, "jurisdiction": code, "scope": "department"}
    kinds = {Publication.Kind.BUDGET.value, Publication.Kind.FINAL_ACCOUNTS.value}
    kind = publication.kind if publication.kind in kinds else row["kind"]
    return row | owner | {"fiscal_year": publication.year, "kind": kind}


def _write(target: Path, data: bytes) -> None:
    made.write(target.parent, target.name, data)
