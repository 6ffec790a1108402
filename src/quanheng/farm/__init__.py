"""A corpus: any number of files checked by several processes or machines, stored as tables, resumable."""

from quanheng.farm.batch import Busy, Order, Summary, run

__all__ = ["Busy", "Order", "Summary", "run"]
