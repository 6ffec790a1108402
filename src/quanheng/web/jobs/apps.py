"""Registers the app with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The app `jobs`."""

    name = "quanheng.web.jobs"
    verbose_name = "后台任务"
