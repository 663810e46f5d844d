"""The law as an edited record: proposals under review, and what each would change in the plans."""
