"""Addresses of a department's year."""

from django.urls import path

from quanheng.web.departments import (
    documents_views,
    exchange_views,
    indicator_views,
    material_views,
    sign_views,
    views,
)

urlpatterns = [
    path("", views.index, name="departments"),
    path("new/", exchange_views.new, name="book-new"),
    path("<int:number>/", views.overview, name="book"),
    path("<int:number>/section/<slug:section>/", views.section, name="book-section"),
    path("<int:number>/section/<slug:section>/hand/", views.hand, name="book-hand"),
    path("<int:number>/section/<slug:section>/return/", views.send_back, name="book-return"),
    path("<int:number>/history/", views.history, name="book-history"),
    path("<int:number>/workbook/", exchange_views.book_file, name="book-workbook"),
    path("<int:number>/take/", exchange_views.take, name="book-take"),
    path("<int:number>/check/", views.check, name="book-check"),
    path("<int:number>/indicators/", indicator_views.indicators, name="book-indicators"),
    path("<int:number>/evidence/", indicator_views.add, name="book-evidence"),
    path("<int:number>/evidence/<int:evidence>/", indicator_views.open_file, name="book-evidence-file"),
    path("<int:number>/evidence/<int:evidence>/drop/", indicator_views.drop, name="book-evidence-drop"),
    path("<int:number>/monitoring/", indicator_views.monitoring, name="book-monitoring"),
    path("<int:number>/documents/", documents_views.documents, name="book-documents"),
    path("<int:number>/documents/<int:written>/", documents_views.open_file, name="book-document"),
    path(
        "<int:number>/documents/<int:written>/hand/", material_views.hand_written, name="book-document-hand"
    ),
    path("<int:number>/material/", material_views.material, name="book-material"),
    path("<int:number>/material/<int:document>/drop/", material_views.drop, name="book-material-drop"),
    path("<int:number>/turn/<int:task>/", sign_views.turn, name="book-turn"),
    path("<int:number>/sign/", sign_views.sheet, name="book-sign"),
    path("<int:number>/step/<slug:step>/", sign_views.step, name="book-step"),
]
