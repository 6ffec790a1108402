"""Registers the app with Django."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """The app `disclosure`."""

    name = "quanheng.web.disclosure"
    verbose_name = "公开"

    def ready(self) -> None:
        """Make the job known."""
        from quanheng.web.disclosure import corpus  # noqa: F401, PLC0415  (registers it)
