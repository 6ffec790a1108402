"""Addresses of the app."""

from django.urls import path

from quanheng.web.documents import actions, outputs, views

DRAFT = "<int:document>/<int:number>/"

urlpatterns = [
    path("", views.index, name="quick"),
    path("upload/", views.upload, name="quick-upload"),
    path("paste/", views.paste, name="quick-paste"),
    path("<int:document>/", views.latest, name="document"),
    path("<int:document>/next/", views.next_draft, name="document-next"),
    path("<int:document>/delete/", views.delete, name="document-delete"),
    path(DRAFT, views.draft, name="draft"),
    path(f"{DRAFT}progress/", views.progress, name="draft-progress"),
    path(f"{DRAFT}settings/", views.settings, name="draft-settings"),
    path(f"{DRAFT}figure/<int:figure>/", views.figure, name="draft-figure"),
    path(f"{DRAFT}page/<int:page>/", views.page, name="draft-page"),
    path(f"{DRAFT}page/<int:page>/picture/", views.picture, name="draft-picture"),
    path(f"{DRAFT}verdict/<int:finding>/<int:version>/", actions.verdict, name="draft-verdict"),
    path(f"{DRAFT}undo/<int:verdict>/<int:version>/", actions.undo, name="draft-undo"),
    path(f"{DRAFT}adopt/<int:verdict>/<int:seen>/<int:version>/", actions.adopt, name="draft-adopt"),
    path(f"{DRAFT}rule/<int:finding>/", actions.rule, name="draft-rule"),
    path(f"{DRAFT}rule/undo/", actions.undo_rule, name="draft-rule-undo"),
    path(f"{DRAFT}waive/<int:finding>/", actions.waive, name="draft-waive"),
    path(f"{DRAFT}unwaive/<int:waiver>/", actions.unwaive, name="draft-unwaive"),
    path(f"{DRAFT}export/<str:form>/", outputs.export, name="draft-export"),
    path(f"{DRAFT}print/list/", outputs.print_list, name="draft-print-list"),
    path(f"{DRAFT}print/text/", outputs.print_text, name="draft-print-text"),
]
