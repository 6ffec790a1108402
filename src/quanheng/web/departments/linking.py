"""A year that was opened before its task came is handed in with it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from quanheng.web.campaigns.models import Task
from quanheng.web.departments.models import Book


@receiver(post_save, sender=Task)
def link(sender: type[Task], instance: Task, created: bool, **more: Any) -> None:  # noqa: ARG001
    """Give the new task to the unit's book of that year."""
    if created:
        for book in Book.objects.filter(unit=instance.unit, year=instance.campaign.year, task=None):
            book.task = instance
            book.save()
