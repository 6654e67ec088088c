"""A regioplan as PDF that this program did not make: its text, in blocks."""
