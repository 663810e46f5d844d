"""Template words of the procedure."""
