"""Registers the app with Django."""

from django.apps import AppConfig


class DepartmentsConfig(AppConfig):
    """The app `departments`."""

    name = "quanheng.web.departments"
    verbose_name = "我的单位"

    def ready(self) -> None:
        """Hears of new tasks, and makes the jobs of the app known."""
        from quanheng.web.departments import linking, writing  # noqa: F401, PLC0415
