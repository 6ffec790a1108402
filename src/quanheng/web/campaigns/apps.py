"""Registers the app with Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """The app `campaigns`."""

    name = "quanheng.web.campaigns"
    verbose_name = "工作任务"

    def ready(self) -> None:
        """Hears of checks that have ended, and makes the jobs of the app known."""
        from quanheng.web.campaigns import copied_job, intake, letters_job  # noqa: F401, PLC0415
