"""Quanheng (权衡): reads, checks and writes Chinese budget-performance documents."""

from __future__ import annotations

__version__ = "0.1.0"
