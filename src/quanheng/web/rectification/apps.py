"""Registers the app with Django."""

from django.apps import AppConfig


class RectificationConfig(AppConfig):
    """The app `rectification`."""

    name = "quanheng.web.rectification"
    verbose_name = "整改"
