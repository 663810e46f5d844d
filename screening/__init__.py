"""The law inside the plan: what its lines and forms meet, who has looked, what is lawful when."""
