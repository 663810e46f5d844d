"""Due diligence: the questionnaire of a project, its supply network, its exposure."""
