"""What pages and programs read of the talk about a plan."""
