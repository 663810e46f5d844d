"""What is shown to people outside: share links, guests; and looking at a plan as somebody else."""
