"""Addresses of jobs."""

from django.urls import path

from quanheng.web.jobs import views

urlpatterns = [
    path("<int:number>/", views.progress, name="job"),
    path("<int:number>/cancel/", views.cancel, name="job-cancel"),
]
