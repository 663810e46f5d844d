"""Reading the reference files: everything is checked first, then written in one go."""
