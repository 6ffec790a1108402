"""Makes county budget documents whose every number and relation is known."""

from __future__ import annotations

from tests.generator.habit import Habit
from tests.generator.report import Report
from tests.generator.styles import STYLES, generate, write

__all__ = ["STYLES", "Habit", "Report", "generate", "write"]
