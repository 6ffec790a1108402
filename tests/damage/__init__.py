"""Damaged, hostile and mislabelled files, made from documents that we write ourselves."""

from __future__ import annotations

from tests.damage.inputs import Damaged, damaged
from tests.damage.sound import sound

__all__ = ["Damaged", "damaged", "sound"]
