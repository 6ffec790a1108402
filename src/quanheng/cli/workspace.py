"""The commands of the workspace in the browser."""

from __future__ import annotations

import argparse

from quanheng.cli.arguments import UsageError


def serve(chosen: argparse.Namespace) -> int:
    """Run the workspace until it is stopped."""
    try:
        from quanheng.web.serve import CannotServe, serve  # noqa: PLC0415
    except ModuleNotFoundError as fault:
        raise UsageError('工作平台要加装网页组件：pip install "quanheng[web]"') from fault
    try:
        return serve(chosen.data, chosen.host, chosen.port)
    except CannotServe as fault:
        raise UsageError(str(fault)) from fault
