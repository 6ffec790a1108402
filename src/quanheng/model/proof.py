"""What proves a result: the ledger, how its rows were counted, their hash, and the rows themselves as texts."""

from __future__ import annotations

from dataclasses import dataclass

BY_HAND = "手填，无台账"
"""The evidence of a result that people typed and no ledger proves."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one indicator's result.

    level3, project  the indicator; ledger is the title of the ledger, measure that of its measure
    value    the result with its unit; formula how it came about, both in Chinese and with the numbers
    rows     how many rows were counted; hash is the SHA-256 of all rows of the ledger (its first 16 signs)
    missing  in Chinese, what would have to be there for it to be sure
    """

    level3: str
    project: str
    ledger: str
    measure: str
    value: str
    formula: str
    rows: int
    hash: str
    missing: tuple[str, ...] = ()

    def words(self) -> str:
        """What stands among the evidence of the indicator."""
        return f"台账“{self.ledger}”{self.rows}行，{self.formula}，校验{self.hash}"


@dataclass(frozen=True, slots=True)
class ProofList:
    """The rows of a ledger behind results: cells as they are shown, never private ones.

    The last column holds the numbers of the proofs (from 1) that count the row; `total` is a row of sums or ().
    """

    ledger: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
