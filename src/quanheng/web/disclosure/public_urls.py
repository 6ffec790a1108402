"""Addresses under /public/: what everybody may see."""

from django.urls import path

from quanheng.web.disclosure import public_views

UNIT = "<int:number>/"

urlpatterns = [
    path("", public_views.index, name="public"),
    path("about/", public_views.about, name="public-about"),
    path(UNIT, public_views.unit, name="public-unit"),
    path(f"{UNIT}figures.csv", public_views.figures, name="public-csv"),
    path(f"{UNIT}<int:release>/", public_views.text, name="public-text"),
    path(f"{UNIT}<int:release>/original/", public_views.original, name="public-original"),
]
