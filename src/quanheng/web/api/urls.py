"""Addresses of the API."""

from django.urls import path

from quanheng.web.api.face import api

urlpatterns = [path("", api.urls)]
