"""Registers the app with Django."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """The app `ledgers`."""

    name = "quanheng.web.ledgers"
    verbose_name = "台账"
