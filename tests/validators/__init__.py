"""What others say of a PDF: veraPDF, pdf.js, poppler and qpdf, each behind one or two functions.

For the project's own tests and checks; not shipped. A tool that isn't installed raises `ValidatorMissing`,
which says how to get it: a test that needs it then fails, and is never skipped. Such tests carry the mark
`validators`, so that `-m "not validators"` leaves them out.
"""
