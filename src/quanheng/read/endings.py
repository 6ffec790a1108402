"""The endings of the names of documents: which files of a folder are opened, and what we say that we read.

What a file is, its content says (`detect`); the ending decides only whether it is looked at.
"""

from __future__ import annotations

_KINDS = (
    ("docx", "docm", "dotx"), ("doc", "dot"), ("wps",), ("xlsx", "xlsm", "xltx"), ("xls", "xlt"), ("et",),
    ("csv", "tsv"), ("ods",), ("odt",), ("rtf",), ("pdf",), ("html", "htm"), ("txt", "text"), ("md", "markdown"),
    ("jpg", "jpeg", "jfif"), ("png",), ("tif", "tiff"), ("bmp", "dib"), ("gif",), ("webp",), ("avif",), ("jp2",),
)  # fmt: skip
"""The endings of each kind, the usual one first."""
_TOLD = ("ofd", "mht", "mhtml", "xlsb", "rar", "7z", "heic", "heif", "jxl")
"""Not read, but told: what is passed over in silence would be taken for checked."""

READ = (*(ending for kind in _KINDS for ending in kind), "zip")
ENDINGS = frozenset((*READ, *_TOLD))
WORDS = "、".join(kind[0] for kind in _KINDS)
"""The kinds that are read, without the zip that may hold them."""
