"""What pages and programs read of documents."""
