"""Document in, figures with meaning and the relations that the words assert out."""

from __future__ import annotations

from quanheng.facts.extract import extract

__all__ = ["extract"]
