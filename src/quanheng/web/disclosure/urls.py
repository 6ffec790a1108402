"""Addresses under /disclosure/: what units and the bureau keep."""

from django.urls import path

from quanheng.web.disclosure import bureau_views, views

urlpatterns = [
    path("", views.index, name="disclosure"),
    path("new/", views.owe, name="disclosure-new"),
    path("county/", bureau_views.county, name="disclosure-county"),
    path("county.xlsx", bureau_views.county_xlsx, name="disclosure-county-xlsx"),
    path("face/", bureau_views.face, name="disclosure-face"),
    path("<int:number>/", views.publication, name="publication"),
    path("<int:number>/dates/", views.approved, name="publication-dates"),
    path("<int:number>/file/", views.choose, name="publication-file"),
    path("release/<int:number>/evidence/", views.evidence, name="release-evidence"),
    path("release/<int:number>/<str:what>/", views.step, name="release-step"),
]
