"""What changed between two plans or two editions: text, figures, definitions and findings.

`inputs` reads either side, `plan` and `edition` compare, `render` shows.
"""
