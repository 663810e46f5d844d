"""Edits of the law through pages and REST, and what they do to plans."""
