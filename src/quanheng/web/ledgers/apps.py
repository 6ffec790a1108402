"""Registers the app with Django."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """The app `ledgers`."""

    name = "quanheng.web.ledgers"
    verbose_name = "台账"

    def ready(self) -> None:
        """Make the jobs known."""
        from quanheng.web.ledgers import doubts  # noqa: F401, PLC0415  (registers them)
