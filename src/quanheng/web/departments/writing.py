"""Documents written from a book, as a background job; each remembers the state of the data it was made from."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from quanheng import pipeline
from quanheng.model.review import Failure
from quanheng.report.written.writing import CHOSEN
from quanheng.web.departments.entries import state_of
from quanheng.web.departments.exchange import workbook
from quanheng.web.departments.models import Book, Written
from quanheng.web.events.log import record as event
from quanheng.web.files.store import keep
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import Progress, Refused, enqueue, job
from quanheng.web.ledgers.registers import shelf_of
from quanheng.web.units.models import User

OUTLINES = {name: words for words, name in CHOSEN.items()}
"""What the report can be written by, in the words of the workbook."""


def begin(book: Book, kinds: list[str], outline: str, also: list[str], by: User) -> Job:
    """Hand out the writing; without an outline it is the one that the workbook chose."""
    args = {"book": book.pk, "kinds": kinds, "outline": outline, "also": also}
    return enqueue("write", f"生成文稿：{book}", by, book.unit, **args)


@job("write")
def perform(progress: Progress) -> dict[str, Any]:
    """Write the documents and keep them; idempotent, for the same job replaces its own."""
    args = progress.args
    book = Book.objects.get(pk=args["book"])
    progress.tell("汇总数据", 0, 3)
    state, data = state_of(book), workbook(book)
    progress.tell("写文稿", 1, 3)
    shelf, given = shelf_of(book), (args["kinds"], args["outline"], args["also"])
    made = pipeline.written(f"{book}.xlsx", data, *given, shelf.registers, bound=shelf.bound)
    if isinstance(made, Failure):
        raise Refused(f"{made.message}。{made.hint}".rstrip("。") + "。")
    documents, remarks = made
    progress.tell("保存", 2, 3)
    with transaction.atomic():
        Written.objects.filter(job=progress.row).delete()
        for name, content in documents.items():
            told = [remark for remark in remarks if remark.startswith(name.rpartition(".")[0])]
            Written.objects.create(
                book=book, name=name, file=keep([content]), state_of_book=state, told=told, job=progress.row
            )
        event(progress.row.by, "write", book, unit=book.unit, words=f"生成 {len(documents)} 份文稿")
    return {"href": reverse("book-documents", args=[book.pk]), "label": f"看生成的 {len(documents)} 份文稿"}
