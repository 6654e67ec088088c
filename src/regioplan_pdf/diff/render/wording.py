"""Words that every report on changes uses."""

from __future__ import annotations

from collections.abc import Mapping

from regioplan_pdf.dutch import capitalize_first
from regioplan_pdf.model.changes import Form, Kind

LABELS: Mapping[Kind, str] = {kind: capitalize_first(kind.value) for kind in Kind}
"""What happened, as a label ('Vervallen')."""
FORMS: Mapping[Form, tuple[str, str]] = {
    Form.PARAGRAPH: ("alinea", "alinea’s"),
    Form.ITEM: ("punt", "punten"),
    Form.SUBHEADING: ("tussenkop", "tussenkoppen"),
    Form.LEAD_IN: ("inleiding", "inleidingen"),
    Form.OUTCOME: ("uitkomst", "uitkomsten"),
}
"""A kind of text, one of them and more."""
