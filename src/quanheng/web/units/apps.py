"""Registers the app with Django."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The app `units`."""

    name = "quanheng.web.units"
    verbose_name = "单位和用户"
