"""These tests have the reference plan in the database."""

from tests.with_programs import db, editor, loaded, nkpei, program, reader, trial

__all__ = ["db", "editor", "loaded", "nkpei", "program", "reader", "trial"]
