"""Addresses of the app."""

from django.urls import path

from quanheng.web.units import views

urlpatterns = [path("", views.index, name="manage")]
