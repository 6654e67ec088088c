"""From a Document to the bytes of a PDF: layout, fitting, drawing, writing.

`layout` and `fit` know points and columns but not ReportLab; `draw` and `canvas` know
ReportLab but decide nothing about where a thing stands.
"""
