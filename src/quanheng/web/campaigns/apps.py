"""Registers the app with Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """The app `campaigns`."""

    name = "quanheng.web.campaigns"
    verbose_name = "工作任务"
