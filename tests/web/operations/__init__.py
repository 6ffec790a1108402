"""Every operation of the API: with which right its object is found, which right it needs, and a good request.

`test_every_operation.py` reads this table as `test_every_address.py` reads that of the pages, and demands that
somebody gets each operation done, and that every write is in the log. An operation without a line fails.
"""

from __future__ import annotations

from tests.web.operations import administration, books, documents, ledgers, publications, review

OPERATIONS = [
    *administration.LINES,
    *documents.LINES,
    *books.LINES,
    *review.LINES,
    *publications.LINES,
    *ledgers.LINES,
]
