"""These tests have the reference plan in the database, and people and programs around it."""

from tests.with_programs import db, editor, loaded, nkpei, program, reader, trial

__all__ = ["db", "editor", "loaded", "nkpei", "program", "reader", "trial"]
