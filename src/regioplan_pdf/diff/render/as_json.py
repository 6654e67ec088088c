"""What changed as JSON: the whole comparison, without loss; docs/diff.md is its schema."""

from __future__ import annotations

import json

from regioplan_pdf.errors import ExitCode, RegioplanError
from regioplan_pdf.model.changes import EditionChanges, PlanChanges
from regioplan_pdf.source.codec import Json, Mismatch, from_json, to_json
from regioplan_pdf.source.encode import PROGRAM
from regioplan_pdf.source.schema import Program

FORMAT = "regioplan-wijzigingen"
"""The member `format` of every comparison: tells it from any other JSON."""
SCHEMA = 1
"""The version of the schema. It goes up when an older program would misread a newer comparison."""
_PLAN, _EDITION = "plan", "edition"


class ChangesError(RegioplanError):
    """JSON that isn't a comparison of this program."""

    exit_code = ExitCode.TROUBLE


def changes_json(changes: PlanChanges | EditionChanges) -> str:
    """A comparison as JSON: members sorted, a line feed at the end. Equal comparisons give equal text.

    Raises ChangesError when a withheld figure still has its number.
    """
    kind, hint = (_EDITION, EditionChanges) if isinstance(changes, EditionChanges) else (_PLAN, PlanChanges)
    try:
        root = {
            "format": FORMAT,
            "schema": SCHEMA,
            "program": to_json(PROGRAM, Program),
            "same": changes.same,
            kind: to_json(changes, hint),
        }
    except Mismatch as mismatch:
        raise ChangesError(f"The comparison isn't written: {mismatch}.") from None
    return json.dumps(root, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1) + "\n"


def read_changes(text: str) -> PlanChanges | EditionChanges:
    """What `changes_json` was given. Raises ChangesError."""
    try:
        root: Json = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ChangesError(f"The comparison isn't sound JSON: {error}.") from None
    if not isinstance(root, dict) or root.get("format") != FORMAT:
        raise ChangesError(f"This JSON isn't a comparison: its 'format' isn't '{FORMAT}'.")
    schema = root.get("schema")
    if type(schema) is not int or not 1 <= schema <= SCHEMA:
        raise ChangesError(f"The comparison has schema {schema!r}; this program reads up to {SCHEMA}.")
    kind, hint = (_EDITION, EditionChanges) if _EDITION in root else (_PLAN, PlanChanges)
    try:
        found: PlanChanges | EditionChanges = from_json(root.get(kind), hint)
    except (Mismatch, RecursionError) as mismatch:
        raise ChangesError(f"The comparison is malformed: {mismatch}.") from None
    return found
