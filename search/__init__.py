"""Searches for plans: asked for on a page or over REST, done by the worker, adopted as an edit."""
