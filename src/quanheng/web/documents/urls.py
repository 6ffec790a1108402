"""Addresses of the app."""

from django.urls import path

from quanheng.web.documents import views

urlpatterns = [path("", views.index, name="quick")]
