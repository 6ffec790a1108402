"""A corpus: any number of files checked by several processes or machines, stored as tables, resumable."""

from quanheng.farm.batch import Busy, Order, Summary, run
from quanheng.farm.cluster import Lost

__all__ = ["Busy", "Lost", "Order", "Summary", "run"]
