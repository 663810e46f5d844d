"""Due diligence of a project: its supply network checked, its answers scored, its exposure."""
