"""Facts and norms to a scorecard: what the official indicators come to, by which figures, and what is missing."""

from quanheng.scoring.scorecard import scorecard

__all__ = ["scorecard"]
