"""What every page has around it: the workspace's name, the person, and the places they may go to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from quanheng import __version__
from quanheng.web.demo.people import GUESTS, PASSWORD
from quanheng.web.disclosure.models import Face
from quanheng.web.ledgers.running import keeps
from quanheng.web.units.models import Site
from quanheng.web.units.rights import can_anywhere

PLACES = (
    ("quick", "快速核对", "check"),
    ("departments", "我的单位", "edit_section submit"),
    ("ledgers", "台账", "edit_section"),
    ("campaigns", "复核工作", "comment"),
    ("rectification", "整改跟踪", "view"),
    ("disclosure", "公开", "view_whole"),
    ("public", "公开查询", None),
    ("log", "日志", "log"),
    ("manage", "管理", "people"),
)
"""Name of the page's url, label, and the actions of which one is enough for the place to be shown.

None: whoever may see the public pages.
"""


def _also(name: str, user: Any) -> bool:
    """Places that somebody has without that right: what is one's own, and processes in which one acts."""
    if not user.is_authenticated:
        return False
    return name == "quick" or (name == "ledgers" and keeps(user))


def frame(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base template."""
    user = getattr(request, "user", None)
    site = Site.objects.first()
    if user is None or site is None:
        return {"workspace": site, "places": [], "version": __version__}
    guests = {"guests": GUESTS, "password": PASSWORD} if site.demo and not user.is_authenticated else {}
    seen = user.is_authenticated or Face.now().open
    places = [
        {"name": name, "label": label, "href": reverse(name)}
        for name, label, action in PLACES
        if (any(can_anywhere(user, one) for one in action.split()) if action else seen) or _also(name, user)
    ]
    here = (
        request.resolver_match.namespaces[0]
        if request.resolver_match and request.resolver_match.namespaces
        else ""
    )
    return {"workspace": site, "places": places, "version": __version__, "here": here, **guests}
