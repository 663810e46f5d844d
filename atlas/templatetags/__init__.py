"""Template words of the atlas."""
