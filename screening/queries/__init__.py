"""What the pages of screening show, as plain values."""
