"""Registers the app with Django."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """The app `ledgers`."""

    name = "quanheng.web.ledgers"
    verbose_name = "台账"

    def ready(self) -> None:
        """Make the jobs known, and freeze results when a unit hands in."""
        from quanheng.web.campaigns.steps import moved  # noqa: PLC0415
        from quanheng.web.ledgers import doubts, handing_in  # noqa: F401, PLC0415  (registers them)

        moved.connect(handing_in.freeze_results)
