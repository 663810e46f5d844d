"""Reads shaped for the pages of the projects, one module per page."""
