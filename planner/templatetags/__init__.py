"""Tags that need the whole site."""
