"""Who may do what: the table of roles and actions, as data; pages, API and tests read the same table."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person is in a unit; one person may be several things in several units."""

    SECTION = "section", "股室填报人"
    ACCOUNTANT = "accountant", "单位财务"
    LEADER = "leader", "单位领导"
    PERFORMANCE = "performance", "财政绩效股"
    DIVISION = "division", "归口业务股"
    THIRD_PARTY = "third_party", "第三方机构"
    AUDITOR = "auditor", "审计、人大"
    MANAGER = "manager", "系统管理员"


class Scope(models.TextChoices):
    """Over what a role may do it, within the units of its membership."""

    ALWAYS = "always", "本单位及下级"
    SUBMITTED = "submitted", "报送以后"
    ASSIGNED = "assigned", "分派的单位，在期限内，报送以后"


_OWN = {Role.ACCOUNTANT: Scope.ALWAYS, Role.LEADER: Scope.ALWAYS}
_REVIEW = {
    Role.PERFORMANCE: Scope.SUBMITTED,
    Role.DIVISION: Scope.SUBMITTED,
    Role.THIRD_PARTY: Scope.ASSIGNED,
}

TABLE: dict[str, dict[Role, Scope]] = {
    "view": {**_OWN, Role.SECTION: Scope.ALWAYS, **_REVIEW, Role.AUDITOR: Scope.SUBMITTED},
    "view_whole": {**_OWN, **_REVIEW, Role.AUDITOR: Scope.SUBMITTED},
    "edit_section": {Role.SECTION: Scope.ALWAYS, Role.ACCOUNTANT: Scope.ALWAYS},
    "edit": {Role.ACCOUNTANT: Scope.ALWAYS},
    "check": {**_OWN, Role.SECTION: Scope.ALWAYS, **_REVIEW, Role.AUDITOR: Scope.SUBMITTED},
    "propose_verdict": {**_OWN, Role.SECTION: Scope.ALWAYS, **_REVIEW},
    "decide_own": {Role.ACCOUNTANT: Scope.ALWAYS, Role.LEADER: Scope.ALWAYS},
    "decide": {Role.PERFORMANCE: Scope.SUBMITTED},
    "self_score": {Role.SECTION: Scope.ALWAYS, Role.ACCOUNTANT: Scope.ALWAYS},
    "review_score": {Role.PERFORMANCE: Scope.SUBMITTED},
    "propose_score": {Role.THIRD_PARTY: Scope.ASSIGNED, Role.PERFORMANCE: Scope.SUBMITTED},
    "prepare_submission": {Role.ACCOUNTANT: Scope.ALWAYS},
    "submit": {Role.LEADER: Scope.ALWAYS},
    "withdraw": {Role.LEADER: Scope.ALWAYS},
    "return": {Role.PERFORMANCE: Scope.SUBMITTED},
    "accept": {Role.PERFORMANCE: Scope.SUBMITTED},
    "draft_opinion": {Role.THIRD_PARTY: Scope.ASSIGNED, Role.PERFORMANCE: Scope.SUBMITTED},
    "sign_opinion": {Role.PERFORMANCE: Scope.SUBMITTED},
    "comment": {**_REVIEW, Role.AUDITOR: Scope.SUBMITTED},
    "answer": {Role.ACCOUNTANT: Scope.ALWAYS},
    "close_item": {Role.PERFORMANCE: Scope.SUBMITTED},
    "campaign": {Role.PERFORMANCE: Scope.ALWAYS},
    "norms": {Role.PERFORMANCE: Scope.ALWAYS},
    "prepare_publication": {Role.ACCOUNTANT: Scope.ALWAYS},
    "publish": {Role.LEADER: Scope.ALWAYS},
    "confirm_publication": {Role.PERFORMANCE: Scope.ALWAYS},
    "log": {**_OWN, Role.PERFORMANCE: Scope.ALWAYS, Role.AUDITOR: Scope.ALWAYS, Role.MANAGER: Scope.ALWAYS},
    "people": {Role.MANAGER: Scope.ALWAYS},
}
"""Action → role → scope; what does not stand here nobody may. From the tasks of county departments and bureaus.

Filling and signing are apart: `submit`, `withdraw` and `publish` belong to the leader alone, `edit` to others.
"""
