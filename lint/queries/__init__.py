"""What the pages of the plan check read."""
