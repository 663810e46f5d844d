"""What the pages and programs read."""
