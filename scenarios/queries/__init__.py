"""Reads shaped for the pages of stages, conditions and scenarios, one module per page."""
