"""The first page after coming in: what is to be done, by whom, until when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.returned import reasons
from quanheng.web.disclosure import board
from quanheng.web.jobs.models import Job
from quanheng.web.ledgers.running import waiting
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import User
from quanheng.web.units.rights import has_role, may
from quanheng.web.units.roles import Role

_S = Task.State
_TO_DO = {
    Role.ACCOUNTANT: [_S.DRAFT, _S.CHECKING, _S.RETURNED, _S.OPINION, _S.RECTIFYING],
    Role.LEADER: [_S.TO_SIGN],
    Role.PERFORMANCE: [_S.SUBMITTED, _S.REVIEWING],
    Role.THIRD_PARTY: [_S.SUBMITTED, _S.REVIEWING],
}
"""The states of a task in which it is the role's turn."""


def _place(task: Task, user: User) -> str:
    """Where this person goes on with the task."""
    if task.state in {_S.OPINION, _S.RECTIFYING}:
        return reverse("rectification-task", args=[task.pk])
    if task.state in {_S.SUBMITTED, _S.REVIEWING}:
        return reverse("desk", args=[task.pk])
    book = next(iter(task.books.all()), None)
    if book is None:
        return reverse("departments")
    return reverse(
        "book-sign" if task.state == _S.TO_SIGN and may(user, "submit", task) else "book", args=[book.pk]
    )


def _answers(user: User) -> QuerySet[Task]:
    """Units that have answered and wait for this person's word."""
    waiting = [Item.State.ANSWERED, Item.State.EXTENSION]
    seen = Task.objects.visible_to(user, "close_item").filter(items__state__in=waiting)
    found: QuerySet[Task] = seen.annotate(waiting=Count("items")).select_related("unit", "campaign")
    return found.order_by("campaign__deadline")


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The tasks that wait for this person, and their jobs under way."""
    user = request.user
    if not isinstance(user, User):
        return redirect("public")
    turns = {state for role, states in _TO_DO.items() if has_role(user, role) for state in states}
    seen = Task.objects.visible_to(user).select_related("unit", "campaign").prefetch_related("books")
    tasks = seen.filter(state__in=turns).order_by("campaign__deadline")[:50]
    own = Task.objects.visible_to(user, "edit") | Task.objects.visible_to(user, "submit")
    why = reasons(own.filter(pk__in=[task.pk for task in tasks]))
    context = {
        "tasks": [(task, _place(task, user), why.get(task.pk)) for task in tasks],
        "answers": _answers(user),
        "publications": board.turns(user),
        "steps": [one for one in waiting(user) if one.mine][:10],
        "past": seen.exclude(state__in=turns).order_by("-submitted_at")[:5],
        "jobs": Job.objects.visible_to(user).filter(state__in=[Job.State.WAITING, Job.State.RUNNING])[:10],
    }
    return render(request, "home.html", context)
