"""Making, finding and revoking tokens."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from quanheng.web.api.models import Token
from quanheng.web.events.log import record
from quanheng.web.units.models import User

START = "qh_"
LONGEST = 366
"""Days that a token may hold: whoever needs it longer makes a new one, and knows that it is still needed."""
_SEEN = timedelta(minutes=5)
"""How often the last use is written: a machine that asks ten times a second writes it once."""


class NotMade(ValueError):
    """Why a token cannot be made, in Chinese."""


@transaction.atomic
def issue(user: User, name: str, expires: date) -> tuple[Token, str]:
    """A new token and its text, which is told this once and kept nowhere.

    Raises:
        NotMade: without a name, or with a day that is past or too far away.
    """
    today = timezone.localdate()
    if not name.strip():
        raise NotMade("请写明用途，以后才知道哪个令牌可以吊销")
    if not today <= expires <= today + timedelta(days=LONGEST):
        raise NotMade(f"有效期最早到今天，最长 {LONGEST} 天")
    text = START + secrets.token_urlsafe(32)
    row = Token.objects.create(
        user=user, name=name.strip()[:60], start=text[:8], digest=_digest(text), expires=expires
    )
    record(user, "token", row, words=f"建立令牌 {row}，有效至 {expires}")
    return row, text


def person_of(text: str) -> User | None:
    """Whose token it is; None for one that is unknown, revoked or expired."""
    row = Token.objects.filter(Token.current(), digest=_digest(text)).select_related("user").first()
    if row is None:
        return None
    now = timezone.now()
    if row.used is None or now - row.used > _SEEN:
        Token.objects.filter(pk=row.pk).update(used=now)  # no decision of anybody: no event, no history
    return row.user


@transaction.atomic
def revoke(token: Token) -> None:
    """Close it for good; a second time changes nothing."""
    if token.revoked is None:
        token.revoked = timezone.now()
        token.save(update_fields=["revoked"])
        record(token.user, "revoke-token", token, words=f"吊销令牌 {token}")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
