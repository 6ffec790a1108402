"""Bytes to Document: one format, one module. Readers interpret nothing.

Importing this package costs nothing: a reader and its libraries load when a file of its kind comes.
"""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING

from quanheng.read.detect import detect
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from quanheng.model.document import Document

__all__ = ["LARGEST", "Unreadable", "read"]

LARGEST = 200 * 1024 * 1024
"""Inputs above this many bytes are refused."""


def read(data: bytes, name: str) -> Document:
    """Return the document that `data` holds; the content decides the format, the ending of `name` only helps.

    Raises Unreadable, and nothing else, for anything that is not a document we can read.
    """
    if len(data) > LARGEST:
        raise Unreadable(
            f"文件有 {len(data) // 2**20} MB，超过 {LARGEST // 2**20} MB 的上限。", "请拆成几个文件后再试。"
        )
    reader = import_module(f"quanheng.read.{detect(data, name)}")
    try:
        document: Document = reader.read(data, name)
    except Unreadable:
        raise
    except MemoryError as fault:
        raise Unreadable(
            "文件展开后太大，内存不够。", "请删去空白的行和列，或拆成几个文件后再试。"
        ) from fault
    except Exception as fault:
        message = "文件内容已损坏，读不下去。"
        raise Unreadable(message, "请用办公软件打开，另存一份后再试。") from fault
    document.sha256 = sha256(data).hexdigest()
    return document
