"""The words of both sides: three registers, what misleads or offends whom, and texts to look at."""
