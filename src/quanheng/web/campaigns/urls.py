"""Addresses of the app."""

from django.urls import path

from quanheng.web.campaigns import views

urlpatterns = [path("", views.index, name="campaigns")]
