"""How far a zip may swell when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from zipfile import ZipInfo

MOST_ENTRIES = 10_000
MOST_BYTES = 600 * 1024 * 1024
MOST_RATIO = 300
_RATIO_FROM = 20 * 1024 * 1024


def guard(entries: list[ZipInfo], size: int) -> None:
    """Raise Unreadable if the zip (of `size` bytes) is locked or would swell beyond the limits."""
    total = sum(entry.file_size for entry in entries)
    swollen = total > _RATIO_FROM and total > size * MOST_RATIO
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES or swollen:
        raise Unreadable("压缩内容展开后过大，已停止读取。", "请检查文件来源，或另存一份后再试。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("压缩包设有密码。", "请取消密码后再试。")
