"""Registers the app with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The app `api`."""

    name = "quanheng.web.api"
    verbose_name = "接口"
