"""A book and the unit's tasks of its year find each other, whichever was there first."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.departments.models import Book
from quanheng.web.events.log import record as event
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

_S = Task.State
TO_HAND_IN = (_S.DRAFT, _S.CHECKING, _S.TO_SIGN, _S.RETURNED)
"""States in which the unit has still to hand in."""


@receiver(post_save, sender=Task)
def link_task(sender: type[Task], instance: Task, created: bool, **more: Any) -> None:  # noqa: ARG001
    """A new task joins the unit's book of that year; it is worked on now unless another has still to be handed in."""
    if not created:
        return
    for book in Book.objects.filter(unit=instance.unit, year=instance.campaign.year).select_related("task"):
        book.tasks.add(instance)
        if book.task is None or book.task.state not in TO_HAND_IN:
            book.task = instance
            book.save()


@receiver(post_save, sender=Book)
def link_book(sender: type[Book], instance: Book, created: bool, **more: Any) -> None:  # noqa: ARG001
    """A new book has all tasks of its unit and year."""
    if created:
        found = Task.objects.filter(unit=instance.unit, campaign__year=instance.year)
        instance.tasks.add(*found, *([instance.task] if instance.task else []))


def turn_to(book: Book, number: int, by: User) -> Task:
    """Work on another task of the year. Raises PermissionDenied, and NotNow for one that is none of the book's."""
    demand(by, "edit", book)
    task = book.tasks.filter(pk=number).first()
    if task is None:
        raise NotNow("这一年没有这项任务")
    with transaction.atomic():
        book.task = task
        book.save()
        event(by, "turn_to", book, unit=book.unit, words=f"{book} 转到“{task.campaign}”")
    return task
