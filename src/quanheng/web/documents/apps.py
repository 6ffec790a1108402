"""Registers the app with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app `documents`."""

    name = "quanheng.web.documents"
    verbose_name = "文稿核对"
