"""Reading list files as they are published, and a plain table of one's own."""
