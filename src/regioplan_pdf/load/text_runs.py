"""What stands inside a paragraph: styled runs, links and expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.letters import clean_text
from regioplan_pdf.load.markdown import EXPRESSION
from regioplan_pdf.load.quotes import curl_quotes
from regioplan_pdf.model.address import AddressError, write_address
from regioplan_pdf.model.text import Expression, Run

Runs = tuple[Run | Expression, ...]

_REFUSED = {
    "image": (
        "An image can't stand in the text.",
        "leave it out; charts come from the figures, the logo from thema.toml",
    ),
    "html_inline": (
        "HTML can't stand in the text: '{content}'.",
        "use **bold** and *italic*; a comment on a line of its own",
    ),
    "code_inline": ("Code between backticks can't stand in the text: '{content}'.", "leave out the backticks"),
}


@dataclass(slots=True)
class _Style:
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(slots=True)
class _Gathered:
    """What has been read of one paragraph, and the line that reading is at."""

    line: int
    runs: list[Run | Expression] = field(default_factory=list)
    style: _Style = field(default_factory=_Style)
    tags: set[str] = field(default_factory=set)
    """HTML tags that have been told, so that their ends are not told too."""
    seen: bool = False
    """Whether anything is to be seen of the link that reading is in."""

    def add_text(self, text: str) -> None:
        style = self.style
        self.seen = self.seen or bool(text.strip())
        last = self.runs[-1] if self.runs else None
        if isinstance(last, Run) and (last.bold, last.italic, last.link) == (style.bold, style.italic, style.link):
            self.runs[-1] = replace(last, text=last.text + text)
        elif text:
            self.runs.append(Run(text, style.bold, style.italic, style.link))


def has_text(runs: Sequence[Run | Expression]) -> bool:
    """Whether there is anything to be seen in runs."""
    return any(isinstance(run, Expression) or run.text.strip() for run in runs)


def read_runs(tokens: Sequence[Token], line: int, problems: Problems) -> Runs:
    """The runs of a paragraph that starts at `line`; line ends become spaces."""
    gathered = _Gathered(line)
    for token in tokens:
        _read_token(token, gathered, problems)
    return tuple(gathered.runs)


def _read_token(token: Token, gathered: _Gathered, problems: Problems) -> None:
    style = gathered.style
    match token.type:
        case "text" | "text_special":
            _check_braces(token.content, gathered.line, problems)
            # An entity ('&shy;') is only now the character that it stands for.
            gathered.add_text(curl_quotes(clean_text(token.content)))
        case "softbreak" | "hardbreak":
            gathered.line += 1
            gathered.add_text(" ")
        case "strong_open" | "strong_close":
            style.bold = token.type == "strong_open"
        case "em_open" | "em_close":
            style.italic = token.type == "em_open"
        case "link_open":
            style.link = str(token.attrs.get("href", ""))
            gathered.seen = False
            _check_link(style.link, gathered.line, problems)
        case "link_close":
            if not gathered.seen:
                message = f"The link to '{style.link}' has no text, so nobody could find it."
                problems.error(gathered.line, message, "write the text between the square brackets, or take it out")
            style.link = ""
        case _ if token.type == EXPRESSION:
            _read_expression(token, gathered, problems)
        case "html_inline" if token.content.startswith("</") and token.content.strip("</> ") in gathered.tags:
            return
        case _:
            gathered.tags.add(token.content.strip("</> ").split(" ", 1)[0])
            message, hint = _REFUSED.get(token.type, ("This can't stand in the text: '{content}'.", ""))
            problems.error(gathered.line, message.format(content=token.content), hint)
            gathered.line += token.content.count("\n")


def _read_expression(token: Token, gathered: _Gathered, problems: Problems) -> None:
    if not token.content:
        problems.error(gathered.line, "There is nothing between '{{' and '}}'.", "write the id of an indicator there")
    else:
        style = gathered.style
        gathered.seen = True
        gathered.runs.append(Expression(token.content, gathered.line, style.bold, style.italic, style.link))
    gathered.line += int(token.meta["lines"])


def _check_braces(text: str, line: int, problems: Problems) -> None:
    if "{{" in text:
        problems.error(
            line,
            "A figure starts with '{{' but doesn't end with '}}'.",
            "write it on one line as {{ name_of_indicator }}",
        )
    elif "}}" in text:
        problems.error(line, "There is a '}}' without a '{{' before it.", "write it as {{ name_of_indicator }}")


def _check_link(url: str, line: int, problems: Problems) -> None:
    """A link goes to the web, to a mail address, to a telephone or to a place inside the plan."""
    if url.startswith("#") and len(url) > 1 and not any(letter.isspace() for letter in url):
        return
    try:
        write_address(url)
    except AddressError as fault:
        problems.error(
            line,
            f"The link to '{url}' can't be used: it {fault}.",
            "a link starts with https://, http://, mailto: or tel:, or is # with the id of a chart or Leeswijzer entry",
        )
