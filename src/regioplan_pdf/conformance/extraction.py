"""The text that comes out is the text that went in, word for word, in the order of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from regioplan_pdf.conformance.expected import MAP_TITLE, expected_alternatives, expected_texts
from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.finding import shorten
from regioplan_pdf.conformance.subject import Subject
from regioplan_pdf.conformance.values import Stream
from regioplan_pdf.model.document import Document
from regioplan_pdf.source.schema import FIGURES_NAME, SOURCE_NAME, Source, SourceError, Wording
from regioplan_pdf.source.wording import digest_texts, normalise, wording_of

DRAWN = frozenset(("Figure", "Formula"))
"""Text in a drawing isn't compared: its alternative text is, and the table beside it."""
_MOST_TOLD = 5
_SHORT = 12
"""Texts of no more characters may stand in many places."""


def source_inside(file: PdfFile) -> Source | None:
    """The source that the file carries; None when it carries none. Raises SourceError for a broken one."""
    held = _file_inside(file, SOURCE_NAME)
    if held is None:
        return None
    from regioplan_pdf.source.decode import decode_source

    return decode_source(file.data(held))


def _file_inside(file: PdfFile, name: str) -> Stream | None:
    """The file of that name that the document knows as its own."""
    for value in file.array(file.catalog.get("AF")):
        specification = file.dictionary(value)
        if name in (file.text(specification.get("UF")), file.text(specification.get("F"))):
            held = file.get(file.dictionary(specification.get("EF")).get("F"))
            if isinstance(held, Stream):
                return held
    return None


def check_figures_file(subject: Subject, document: Document) -> None:
    """The figures beside the source are those of the plan."""
    from regioplan_pdf.source.csv_table import encode_figures

    held = _file_inside(subject.file, FIGURES_NAME)
    if held is None:
        subject.findings.add("source", f"the plan's figures ({FIGURES_NAME}) aren't in the file")
    elif subject.file.data(held) != encode_figures(document):
        subject.findings.add("source", f"the figures in the file ({FIGURES_NAME}) aren't those of the plan")


def find_source(subject: Subject) -> Source | None:
    """The source inside the file, to judge it by; when there's none to be read, that is told."""
    try:
        source = source_inside(subject.file)
    except SourceError as error:
        subject.findings.add("source", f"the source inside the file can't be read: {error}")
        return None
    if source is None:
        subject.findings.notes.append("There is no source inside the file: it wasn't compared with anything.")
    return source


def check_extraction(subject: Subject, document: Document, written_as: Wording | None = None) -> None:
    """Compare the file's text with a plan's.

    written_as: how the file puts charts and map into words, where that may be otherwise than the plan.
    """
    if written_as is None:
        _compare_texts(subject, document, DRAWN)
        _compare_alternatives(subject, document)
    else:
        _compare_texts(subject, _without_words(document), DRAWN | {"Table"})
        _compare_wording(subject, document, written_as)


def _without_words(document: Document) -> Document:
    return replace(document, charts=tuple(replace(card, table=None, second_table=None) for card in document.charts))


def _compare_wording(subject: Subject, document: Document, written_as: Wording) -> None:
    """Compare the words for charts and map with the digests of those that the file was written with.

    A file from before there were digests may have today's words; whether others are its own can't be told.
    """
    wanted = written_as if written_as.charts else wording_of(document)
    around = {digest_texts((document.logo_alt,)), wanted.map}
    alternatives = [text for text in _alternatives(subject) if digest_texts((text,)) not in around]
    cells = map(subject.text_of, subject.tagged("TH", "TD"))
    if digest_texts((*alternatives, *cells)) == wanted.charts:
        return
    if written_as.charts:
        message = "an alternative text, or a table of a chart, isn't what it was when the file was written"
        subject.findings.add("extraction-alt", message)
    else:
        note = "The charts' words weren't compared: this program has others, and the file doesn't say which it had."
        subject.findings.notes.append(note)


def _alternatives(subject: Subject) -> list[str]:
    """The alternative texts of all figures, in the order of reading."""
    return [normalise(subject.file.text(one.entries.get("Alt"))) for one in subject.tagged("Figure")]


def _compare_texts(subject: Subject, document: Document, without: frozenset[str]) -> None:
    """All of the plan's texts and nothing else, in order; if it isn't so, find out where."""
    shown = _without_dots(f" {normalise(subject.text_of(subject.root, without))} ")
    texts = _expected(document)
    if shown.count(MAP_TITLE) > " ".join(texts).count(MAP_TITLE):
        texts = _expected(document, with_map=True)
    if shown == f" {' '.join(texts)} ":
        return
    for message in islice(_differences(shown, texts), _MOST_TOLD):
        subject.findings.add("extraction", message)


def _expected(document: Document, *, with_map: bool = False) -> list[str]:
    texts = map(normalise, expected_texts(document, with_map=with_map))
    return [_without_dots(text) for text in texts if text]


def _without_dots(text: str) -> str:
    """A text without the dots between its parts, which are left out where a line ends."""
    return text.replace(" · ", " ")


def _differences(shown: str, texts: list[str]) -> Iterator[str]:
    """Find texts one after another, with nothing between them."""
    place, lost = 0, False
    for wanted in texts:
        found = _find_words(shown, wanted, place)
        if found >= 0 and (lost or found - place == 1):
            place, lost = found + len(wanted), False
        elif found < 0:
            yield _absence(shown, wanted)
            lost = True
        else:
            extra = shorten(shown[place:found], 40)
            if found == place:
                yield f"'{shorten(wanted, 40)}' is glued to what stands before it"
            else:
                yield f"before '{shorten(wanted, 40)}' stands '{extra}', which the plan doesn't have there"
            # A short text may well be another of the same words, far away.
            place = found + len(wanted) if len(wanted) > _SHORT else place
    if not lost and shown[place:].strip():
        yield f"at the end stands '{shorten(shown[place:], 40)}', which the plan doesn't have"


def _find_words(shown: str, wanted: str, place: int) -> int:
    """Where a text stands as whole words, from a place on; -1 when it doesn't."""
    found = shown.find(wanted, place)
    while found >= 0:
        before, after = shown[found - 1], shown[found + len(wanted)]
        if not (before.isalnum() and wanted[0].isalnum()) and not (after.isalnum() and wanted[-1].isalnum()):
            return found
        found = shown.find(wanted, found + 1)
    return -1


def _absence(shown: str, wanted: str) -> str:
    if _find_words(shown, wanted, 1) >= 0:
        return f"'{shorten(wanted, 50)}' stands before what it should stand after"
    words = wanted.split(" ")
    for count in range(len(words) - 1, 0, -1):
        begin = " ".join(words[:count])
        if (at := _find_words(shown, begin, 1)) >= 0:
            after = shown[at + len(begin) + 1 :]
            return f"'{shorten(' '.join(words[count:]), 40)}' comes out as '{shorten(after[: len(wanted)], 40)}'"
    return f"the text '{shorten(wanted, 50)}' of the plan isn't there"


def _compare_alternatives(subject: Subject, document: Document) -> None:
    around = [normalise(text) for text in (document.logo_alt, document.map_alt)]
    # Logo and map are where there's room for them; that they have a text is another rule.
    shown = [text for text in _alternatives(subject) if text and text not in around]
    wanted = [text for text in map(normalise, expected_alternatives(document)) if text]
    missing, strange = Counter(wanted) - Counter(shown), Counter(shown) - Counter(wanted)
    for text in missing:
        message = f"the alternative text '{shorten(text, 50)}' of the plan isn't there"
        subject.findings.add("extraction-alt", message)
    for text in strange:
        subject.findings.add("extraction-alt", f"the alternative text '{shorten(text, 50)}' isn't the plan's")
    if not missing and not strange and shown != wanted:
        subject.findings.add("extraction-alt", "the charts' alternative texts stand in another order than the charts")
