"""What is done with stations and packages. Each function is one whole commit, or nothing at all."""
