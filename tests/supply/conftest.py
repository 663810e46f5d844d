"""These tests have the reference plan, and a small one, in the database."""

from tests.with_reference import db, loaded, nkpei, page, trial

__all__ = ["db", "loaded", "nkpei", "page", "trial"]
