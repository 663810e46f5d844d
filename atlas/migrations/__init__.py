"""Migrations of the atlas app."""
