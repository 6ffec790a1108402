"""Writing and reading stored files: whole or not at all, whatever kills the process in between."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import time

from django.conf import settings

from quanheng.web.files.models import StoredFile


class TooLarge(ValueError):
    """More bytes than one upload may have."""


def place(digest: str) -> Path:
    """Where the bytes with that hash lie."""
    return Path(settings.HOME) / "files" / digest[:2] / digest


def keep(chunks: Iterable[bytes]) -> StoredFile:
    """Store the bytes; the row is made after the file stands whole on the disk.

    Raises:
        TooLarge: beyond the limit of settings.UPLOAD_LIMIT; nothing is kept.
    """
    folder = Path(settings.HOME) / "files"
    digest, size = sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix="incoming-", delete=False) as out:
        try:
            for chunk in chunks:
                size += len(chunk)
                if size > settings.UPLOAD_LIMIT:
                    raise TooLarge(f"文件超过 {settings.UPLOAD_LIMIT >> 20} MB")
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            Path(out.name).unlink()
            raise
    target = place(digest.hexdigest())
    target.parent.mkdir(exist_ok=True)
    Path(out.name).replace(target)
    return StoredFile.objects.get_or_create(sha256=digest.hexdigest(), defaults={"size": size})[0]


def forget_unfinished() -> None:
    """Take away what uploads that were cut off a day ago or longer have left; no row names it."""
    old = time() - 86_400
    for path in (Path(settings.HOME) / "files").glob("incoming-*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < old:
                path.unlink()


def content(file: StoredFile) -> bytes:
    """The bytes of a stored file.

    Raises:
        FileNotFoundError: when the data folder lost it; `verify` finds such.
    """
    return place(file.sha256).read_bytes()


def damaged() -> list[str]:
    """Hashes of rows whose file is missing or has other bytes."""
    wrong = []
    for digest in StoredFile.objects.values_list("sha256", flat=True):
        path = place(digest)
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(digest)
    return wrong
