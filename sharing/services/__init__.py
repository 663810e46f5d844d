"""What is done with share links, guests and looks, each all or nothing."""
