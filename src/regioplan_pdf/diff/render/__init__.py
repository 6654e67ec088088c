"""A comparison, told: on a terminal, as JSON, as a web page, as a PDF."""
