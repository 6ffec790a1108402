"""Registers the app with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The app `files`."""

    name = "quanheng.web.files"
    verbose_name = "文件"
