"""Addresses of the app."""

from django.urls import path

from quanheng.web.departments import views

urlpatterns = [path("", views.index, name="departments")]
