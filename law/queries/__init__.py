"""What the pages of the law app read."""
