"""Tells the worker who scans files."""

from django.apps import AppConfig

from jobs import kinds


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        kinds.register("document-scan", "documents.scans.scan_version")
