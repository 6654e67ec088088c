"""What changed in the words: units of text matched by content, and their words compared."""
