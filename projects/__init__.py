"""What is to be built: a plan's projects, page by page."""
