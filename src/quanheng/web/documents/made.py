"""What the check of a draft makes besides rows: files in the data folder, under names that the content decides."""

from __future__ import annotations

import json
import os
import pickle
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from quanheng import __version__
from quanheng.model.review import Reviewed
from quanheng.model.setting import Setting
from quanheng.web.documents.models import Draft

REVIEW, READING, FIGURES, PICKLED = "review.json", "reading.html", "figures.json", "reviewed.pickle"


class Missing(LookupError):
    """The made file is not there, or of another version of the program: the draft has to be checked again."""


def setting_of(draft: Draft) -> Setting:
    """The settings of a draft as the engine takes them."""
    given = draft.settings
    return Setting(
        year=given.get("year"),
        organisation=given.get("organisation"),
        jurisdiction=given.get("jurisdiction"),
        kind=given.get("kind"),
        select=tuple(given.get("select", ())),
        ignore=tuple(given.get("ignore", ())),
    )


def name_of(draft: Draft) -> str:
    """The folder's name for the draft as this version of the program checks it."""
    chosen = json.dumps(draft.settings, sort_keys=True, ensure_ascii=False)
    return f"{draft.file.sha256}-{sha256(chosen.encode()).hexdigest()[:12]}-{__version__}"


def folder(draft: Draft) -> Path:
    """Where the made files of the last check of the draft lie."""
    return Path(settings.HOME) / "made" / (draft.summary.get("made") or name_of(draft))


def write(place: Path, name: str, data: bytes) -> Path:
    """Put a made file in its folder, whole or not at all; a second writer of the same content does no harm."""
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place, prefix=".making-", delete=False) as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    target = place / name
    Path(out.name).replace(target)
    return target


def read(draft: Draft, name: str) -> bytes:
    """A made file of a draft. Raises Missing."""
    try:
        return (folder(draft) / name).read_bytes()
    except OSError as fault:
        raise Missing(name) from fault


def reviewed(draft: Draft) -> Reviewed:
    """The whole review of a draft, for exports. Raises Missing."""
    try:
        # Our own file in our own data folder; who can write there needs no pickle to do harm.
        found = pickle.loads(read(draft, PICKLED))  # noqa: S301
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError) as fault:
        raise Missing(PICKLED) from fault
    if not isinstance(found, Reviewed):
        raise Missing(PICKLED)
    return found
