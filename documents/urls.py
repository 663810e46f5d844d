"""Addresses of documents."""

from django.urls import path

from documents import views

app_name = "documents"
_ONE = "plans/<int:plan_id>/documents/<int:document_id>/"
urlpatterns = [
    path("plans/<int:plan_id>/documents/", views.documents, name="documents"),
    path("plans/<int:plan_id>/documents/attach/", views.attach, name="attach"),
    path(_ONE, views.document, name="document"),
    path(f"{_ONE}versions/", views.add_version, name="add-version"),
    path(f"{_ONE}remove/", views.remove, name="remove"),
    path(f"{_ONE}restore/", views.restore, name="restore"),
    path(f"{_ONE}versions/<int:number>/", views.download, name="download"),
    path(f"{_ONE}versions/<int:number>/scan/", views.scan, name="scan"),
]
