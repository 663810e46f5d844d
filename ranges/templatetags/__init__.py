"""Template filters of the ranges app."""
