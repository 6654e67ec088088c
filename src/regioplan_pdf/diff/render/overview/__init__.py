"""The 'Wijzigingsoverzicht': a comparison as a report, in words."""
