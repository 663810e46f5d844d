"""Tags of the list of projects."""
