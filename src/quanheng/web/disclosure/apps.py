"""Registers the app with Django."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """The app `disclosure`."""

    name = "quanheng.web.disclosure"
    verbose_name = "公开"
