"""What forbids: measures, HS codes, legal sources."""
