"""Reads shaped for the pages of the catalogue, one module per page."""
