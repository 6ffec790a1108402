"""Registers the app with Django."""

from django.apps import AppConfig


class DepartmentsConfig(AppConfig):
    """The app `departments`."""

    name = "quanheng.web.departments"
    verbose_name = "我的单位"
