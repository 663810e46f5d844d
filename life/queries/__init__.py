"""What the pages and endpoints of the procedure read."""
