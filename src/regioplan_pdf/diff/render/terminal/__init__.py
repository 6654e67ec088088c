"""What changed, as lines on a terminal: `changes_text`."""

from regioplan_pdf.diff.render.terminal.report import changes_text

__all__ = ["changes_text"]
