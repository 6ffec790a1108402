"""Which campaigns and parts of them a person sees on the bureau's side; everything else is not found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.units.entry import person
from quanheng.web.units.models import User
from quanheng.web.units.rights import may


def tasks(user: User, campaign: Campaign | None = None) -> QuerySet[Task]:
    """The parts that the person reviews, comments, or set; those set show also what is not handed in yet."""
    found: QuerySet[Task] = Task.objects.visible_to(user, "campaign") | Task.objects.visible_to(
        user, "comment"
    )
    if campaign is not None:
        found = found.filter(campaign=campaign)
    return found.select_related("unit", "campaign", "reviewer")


def campaigns(user: User) -> QuerySet[Campaign]:
    """The campaigns of those parts, and those that the person set."""
    own = Campaign.objects.visible_to(user, "campaign").values("pk")
    seen = tasks(user).values("campaign")
    return Campaign.objects.filter(pk__in=own) | Campaign.objects.filter(pk__in=seen)


def campaign_of(request: HttpRequest, number: int) -> Campaign:
    """The campaign, or 404."""
    return get_object_or_404(campaigns(person(request)), pk=number)


def task_of(request: HttpRequest, number: int) -> Task:
    """A unit's part that was handed in, as far as the person reviews or comments it, or 404."""
    seen = Task.objects.visible_to(person(request), "comment")
    return get_object_or_404(seen.select_related("unit", "campaign", "reviewer"), pk=number)


def sets(request: HttpRequest, campaign: Campaign) -> bool:
    """Whether the person may set the work of that campaign."""
    return may(person(request), "campaign", campaign)
