"""Template tags of the courier."""
