"""Typesetting: fonts and their metrics, hyphenation, breaking paragraphs into lines."""
