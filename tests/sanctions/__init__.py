"""Measures and goods codes."""
