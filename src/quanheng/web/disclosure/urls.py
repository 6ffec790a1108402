"""Addresses of the app."""

from django.urls import path

from quanheng.web.disclosure import views

urlpatterns = [path("", views.index, name="disclosure")]
