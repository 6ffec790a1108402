"""Versions of what two people may change: `ETag` when it is read, `If-Match` when it is written."""

import re
from typing import Annotated

from django.http import HttpResponse
from ninja import Header

from quanheng.web.api.problems import Unversioned

IfMatch = Annotated[
    str | None,
    Header(None, alias="If-Match", description="读取时的 ETag；不写答 428，已不是最新的答 412"),
]
_TAG = re.compile(r'(?:W/)?"(\d{1,9})"')


def tag(response: HttpResponse, version: int | str) -> None:
    """Put the version on the response that carries the row."""
    response["ETag"] = f'"{version}"'


def seen(given: str | None) -> int:
    """The version that the writer saw; one that no row has where the tag is none of ours.

    Raises:
        Unversioned: there is none, or `*`, which would write over whatever stands there.
    """
    if given is None or given.strip() in {"", "*"}:
        raise Unversioned
    found = _TAG.fullmatch(given.strip())
    return int(found[1]) if found else -1


def stamped(given: str | None) -> str:
    """What the writer saw of a row that has a stamp instead of a number. Raises Unversioned as `seen`."""
    if given is None or given.strip() in {"", "*"}:
        raise Unversioned
    return given.strip().removeprefix("W/").strip('"')
