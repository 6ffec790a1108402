"""Pictures of pages, drawn apart from this process: the library that draws is written in C."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quanheng.model.review import Failure
from quanheng.pipeline.apart import failure, guarded

if TYPE_CHECKING:
    from quanheng.read.page_images import Picture


def page_images(path: str, data: bytes, numbers: Sequence[int]) -> dict[int, Picture] | Failure:
    """The pages of a PDF as pictures, by number from 1; never raises."""
    return next(guarded(_drawn, [(path, data)], (tuple(numbers),)))


def _drawn(path: str, data: bytes, numbers: Sequence[int]) -> dict[int, Picture] | Failure:
    from quanheng.read.page_images import page_images  # noqa: PLC0415

    try:
        return page_images(data, numbers)
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)
