"""What happened to every row of the product, written by the database itself."""
