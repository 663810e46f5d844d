"""What the pages and the REST interface of drafts read."""
