"""What pages and programs read of parties and lists."""
