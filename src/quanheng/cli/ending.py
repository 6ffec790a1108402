"""How a command ends: what failed on standard error, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from quanheng.model.review import Failure

_RANKS = {"error": 3, "doubt": 2, "missing": 2, "note": 1}
_LEVELS = {"error": 3, "doubt": 2, "note": 1, "never": 4}


def tell(*failures: Failure) -> int:
    """Say what could not be done and what to do; returns 2."""
    for one in failures:
        sys.stderr.write(f"quanheng: {one.path}：{one.message}。{one.hint}\n")
    return 2


def status(severities: Iterable[str], fail_on: str) -> int:
    """1 where something is as grave as `--fail-on` asks, else 0."""
    return int(any(_RANKS[severity] >= _LEVELS[fail_on] for severity in severities))
