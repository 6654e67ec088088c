"""What the browser is shown of one plan, as it came out of the content at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from regioplan_pdf.errors import Problem, has_errors


@dataclass(frozen=True, slots=True)
class Proof:
    """A plan as it stands.

    key: '2023-2024/ggz/rotterdam'; title: 'Regioplan 2023/2024 GGZ Rotterdam', the key until there is one.
    number: of the save that it was made after. problems: of this plan and of the files that it shares.
    pdf: b'' when no PDF could be made. files: of the web page, by path, '' paths for none.
    page: path of the web page among `files`, '' when there is none.
    pdf_late, page_late: what is shown was made from earlier content, for the newest has faults.
    body: size of the text in pt; seconds: it took.
    """

    key: str
    title: str
    number: int
    problems: tuple[Problem, ...] = ()
    pdf: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict)
    page: str = ""
    pdf_late: bool = False
    page_late: bool = False
    body: float = 0.0
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether the newest content has faults that stop the plan."""
        return has_errors(self.problems)
