"""The first page after coming in: what is to be done, by whom, until when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from quanheng.web.campaigns.models import Task
from quanheng.web.jobs.models import Job
from quanheng.web.units.rights import has_role
from quanheng.web.units.roles import Role

_S = Task.State
_TO_DO = {
    Role.ACCOUNTANT: [_S.DRAFT, _S.CHECKING, _S.RETURNED, _S.OPINION, _S.RECTIFYING],
    Role.LEADER: [_S.TO_SIGN],
    Role.PERFORMANCE: [_S.SUBMITTED, _S.REVIEWING],
    Role.THIRD_PARTY: [_S.SUBMITTED, _S.REVIEWING],
}
"""The states of a task in which it is the role's turn."""


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The tasks that wait for this person, and their jobs under way."""
    user = request.user
    if not user.is_authenticated:
        return redirect("disclosure")
    turns = {state for role, states in _TO_DO.items() if has_role(user, role) for state in states}
    seen = Task.objects.visible_to(user).select_related("unit", "campaign")
    context = {
        "tasks": seen.filter(state__in=turns).order_by("campaign__deadline")[:50],
        "past": seen.exclude(state__in=turns).order_by("-submitted_at")[:5],
        "jobs": Job.objects.visible_to(user).filter(state__in=[Job.State.WAITING, Job.State.RUNNING])[:10],
    }
    return render(request, "home.html", context)
