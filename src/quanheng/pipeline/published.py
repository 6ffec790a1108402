"""The public pages of a corpus, written into a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quanheng.model.review import Failure
from quanheng.pipeline.compared import panel

MANIFEST = "quanheng.json"
"""In the root of a site that we wrote: its files, so that the next build takes away what is no longer made."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is shown, and under which name.

    title, contact  of the site: its name, and where an error is reported; "" for ours, and for nowhere
    accept          a JSON file of verdicts: only the findings that it calls 成立 are shown; without it none
    remarks         True to show what was noticed between documents, as not confirmed
    """

    title: str = ""
    contact: str = ""
    accept: str | None = None
    remarks: bool = False


def publish(
    folder: str, out: Path, links: str | None, told: Callable[[str], None], wanted: Publication
) -> int | Failure:
    """Write the site of the batch in `folder`; returns the number of files.

    A folder that holds anything but an earlier site is left alone.
    """
    from quanheng.compare import compare  # noqa: PLC0415
    from quanheng.report.papers.verdicts import ACCEPTED, from_json  # noqa: PLC0415
    from quanheng.report.public.site import Edition, site  # noqa: PLC0415

    if not _ours(out):
        return Failure(str(out), "这个文件夹里有别的文件", "请换一个空文件夹")
    try:
        decided = from_json(Path(wanted.accept).read_bytes()) if wanted.accept else None
    except (OSError, ValueError) as fault:
        return Failure(wanted.accept or "", str(fault), "")

    def confirmed(path: str, key: str) -> bool:
        found = decided.decided(path, key) if decided is not None else None
        return found is not None and found.state == ACCEPTED

    opened = panel(folder, links, told)
    if isinstance(opened, Failure):
        return opened
    plain = Edition()
    edition = Edition(wanted.title or plain.title, wanted.contact, confirmed, wanted.remarks)
    names: list[str] = []
    _keep_manifest(out, _listed(out))  # a build that is interrupted still leaves a site of ours
    for name, data in site(opened, lambda one: compare(opened, [one]), edition):
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        names.append(name)
        told(f"写出 {len(names)} 页：{name}")
    for gone in set(_listed(out)) - set(names):
        (out / gone).unlink(missing_ok=True)
    _keep_manifest(out, names)
    return len(names)


def _ours(out: Path) -> bool:
    return not out.exists() or (out.is_dir() and (not any(out.iterdir()) or (out / MANIFEST).exists()))


def _listed(out: Path) -> list[str]:
    """The files of the site that stands there."""
    manifest = out / MANIFEST
    found: list[str] = json.loads(manifest.read_text("utf-8"))["files"] if manifest.exists() else []
    return found


def _keep_manifest(out: Path, names: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    words = json.dumps({"files": sorted(names)}, ensure_ascii=False, indent=0)
    (out / MANIFEST).write_text(f"{words}\n", "utf-8")
