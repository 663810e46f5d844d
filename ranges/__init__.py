"""How sure the dates are, and what is stranded if access ends."""
