"""The check on finished PDFs: what PDF/UA-1, PDF/A-3a and WCAG ask and a program can tell.

`check_file` judges any file within bounded time and memory, `check_bytes` one that is in memory.
What only a person can judge - whether an alternative text is good - is in docs/toegankelijkheid.md.
"""

from __future__ import annotations

from regioplan_pdf.conformance.finding import Finding, Report
from regioplan_pdf.conformance.run import check_bytes, check_document, check_file, check_files

__all__ = ["Finding", "Report", "check_bytes", "check_document", "check_file", "check_files"]
