"""What the supply pages show."""
