"""The values that stages hand to each other: content, figures, text, charts, the Document."""
