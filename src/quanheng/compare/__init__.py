"""Many departments and years side by side: a panel over the tables of a corpus, and what it shows."""

from quanheng.compare.build import NoTables, prepare
from quanheng.compare.names import BadLinks
from quanheng.compare.panel import Panel, compare

__all__ = ["BadLinks", "NoTables", "Panel", "compare", "prepare"]
