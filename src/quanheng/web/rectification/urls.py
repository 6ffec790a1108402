"""Addresses of rectification."""

from django.urls import path

from quanheng.web.rectification import views

urlpatterns = [
    path("", views.board, name="rectification"),
    path("task/<int:number>/", views.task, name="rectification-task"),
    path("task/<int:number>/letter.docx", views.letter, name="rectification-letter"),
    path("task/<int:number>/outcome.docx", views.told, name="rectification-outcome"),
    path("task/<int:number>/acknowledge/", views.acknowledge, name="rectification-acknowledge"),
    path("task/<int:number>/draft/", views.upload, name="rectification-draft"),
    path("task/<int:number>/carry/", views.carry, name="rectification-carry"),
    path("item/<int:number>/answer/", views.answer, name="rectification-answer"),
    path("item/<int:number>/settle/", views.settle, name="rectification-settle"),
    path("evidence/<int:number>/", views.evidence, name="rectification-evidence"),
]
