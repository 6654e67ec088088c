"""What changed in figures, in their definitions, and in what charts and key figures say."""
