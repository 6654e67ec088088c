"""All rules by the name that an edition gives them in `bevinding.regel`."""

from __future__ import annotations

from collections.abc import Mapping

from regioplan_pdf.findings import changes, levels, spread
from regioplan_pdf.findings.judgement import Rule

RULES: Mapping[str, Rule] = {**levels.RULES, **changes.RULES, **spread.RULES}
