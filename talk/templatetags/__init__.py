"""Comments where the page of a thing shows them."""
