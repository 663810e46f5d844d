"""Places, industries and their facts."""
