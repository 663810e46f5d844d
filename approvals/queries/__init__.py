"""What the pages and REST of approvals read."""
