"""regioplan-pdf: a zorgkantoor's two-page regioplannen from text, figures and definitions.

The library is `regioplan_pdf.api`: `build`, `check` and what they return. Nothing heavy is
imported until it's used.
"""

__version__ = "0.1.0"
