"""Lists in pages: `limit` and `offset` in, `items` and `count` out."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase

MOST = 200
_LARGEST = 2**31 - 1
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""The key of a row: what no database can hold is refused before it is asked."""
Number = Annotated[int, Field(ge=0, le=_LARGEST)]


class Pages(PaginationBase):
    """At most 200 rows at a time."""

    class Input(Schema):
        """Which rows."""

        limit: int = Field(50, ge=1, le=MOST)
        offset: int = Field(0, ge=0, le=_LARGEST)

    class Output(Schema):
        """The rows, and how many there are in all."""

        items: list[Any]
        count: int

    def paginate_queryset(
        self,
        queryset: QuerySet[Any],
        pagination: Any,
        request: HttpRequest,  # noqa: ARG002
        **params: Any,  # noqa: ARG002
    ) -> dict[str, Any]:
        """Cut the page out of a query or a list."""
        first = pagination.offset
        return {"items": queryset[first : first + pagination.limit], "count": self._items_count(queryset)}
