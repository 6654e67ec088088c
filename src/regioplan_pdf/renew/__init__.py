"""Last year's files made into next year's: years, settings, figures and texts."""
