"""Registers what belongs to no single app: templates, static files, commands."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The workspace as a whole."""

    name = "quanheng.web"
    verbose_name = "权衡"
