"""Where attached files lie, how big they may be, and what scans them: read from the environment."""

from pathlib import Path
from typing import Any

from core import env

MEGABYTE = 1024 * 1024


def document_storage(data_dir: Path) -> dict[str, Any]:
    """A folder that no web server serves; a bucket where one is named."""
    bucket = env.text("DOCUMENTS_BUCKET", "")
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": str(data_dir / "documents"),
                "base_url": None,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    from botocore.config import Config  # only here: it is slow to import

    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("DOCUMENTS_ENDPOINT", "") or None,
            "region_name": env.text("DOCUMENTS_REGION", "") or None,
            "access_key": env.text("DOCUMENTS_ACCESS_KEY", "") or None,
            "secret_key": env.text("DOCUMENTS_SECRET_KEY", "") or None,
            "default_acl": None,
            "file_overwrite": False,
            # Checksums of Amazon's own kind are not understood by every compatible store.
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=5,
                retries={"max_attempts": 2},
            ),
        },
    }


def document_limits() -> tuple[int, int]:
    """The most bytes of one file, and of all files of one plan."""
    return (
        env.number("DOCUMENT_MEGABYTES", 50) * MEGABYTE,
        env.number("PLAN_DOCUMENTS_MEGABYTES", 5000) * MEGABYTE,
    )
