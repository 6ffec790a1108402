"""The weight schemes of self-evaluations: points of the execution rate and of each group of indicators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from quanheng.norms.load import norm

EXECUTION = "预算执行率"


def schemes(jurisdiction: str = "cn", on: date | None = None) -> dict[str, dict[str, Any]]:
    """The schemes in force by id, as the norm has them."""
    value: Any = norm("self-evaluation-schemes", jurisdiction, on).value
    return {str(one["id"]): one for one in value}


def weights(scheme: str, jurisdiction: str = "cn") -> dict[str, Decimal]:
    """Points by group of a scheme by its id, those of the execution rate among them; empty for an unknown id."""
    found = schemes(jurisdiction).get(scheme)
    return {group: Decimal(points) for group, points in found["weights"].items()} if found else {}
