"""How static files are kept: under hashed names, gzipped, the same on every machine."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class GzippedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Without Brotli, which happens to be there beside the font tools and takes a minute."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Gzip only."""
        return Compressor(use_brotli=False, **kwargs)
