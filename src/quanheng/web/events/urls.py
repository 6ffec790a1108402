"""Addresses of the app."""

from django.urls import path

from quanheng.web.events import views

urlpatterns = [
    path("", views.index, name="log"),
    path("export.xlsx", views.export, name="log-export"),
]
