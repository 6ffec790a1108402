"""Addresses of the app."""

from django.urls import path

from quanheng.web.rectification import views

urlpatterns = [path("", views.index, name="rectification")]
