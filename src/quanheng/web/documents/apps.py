"""Registers the app with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app `documents`."""

    name = "quanheng.web.documents"
    verbose_name = "文稿核对"

    def ready(self) -> None:
        """Make the jobs known."""
        from quanheng.web.documents import checking, exports  # noqa: F401, PLC0415  (registers them)
