"""The API: everything the pages do, under the same rights."""

from __future__ import annotations

from ninja import NinjaAPI
from ninja.security import SessionAuth

from quanheng import __version__

api = NinjaAPI(title="权衡", version=__version__, urls_namespace="api", auth=SessionAuth())
