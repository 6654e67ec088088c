"""Ways to break a good plan, each in one place, with who must notice.

data = make_mutant(good_plan(folder), MUTANTS[0])

`rule` is the shipped check's; `vera` says which rules of veraPDF's profiles catch it too ('ua1 7.3-1'), and is
empty for what veraPDF doesn't cover. The file is read and written again by pypdf: `make_mutant(data, None)` is a
good file written that way, which must pass everything.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from command import FONTS
from content_factory import write_content
from regioplan_pdf.conformance.extraction import normalise
from regioplan_pdf.conformance.file import PdfFile
from regioplan_pdf.conformance.objects import PypdfObjects
from regioplan_pdf.conformance.run import read_subject
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
from regioplan_pdf.model.document import Document
from regioplan_pdf.pdf.metadata import Attachment
from regioplan_pdf.pipeline import Workspace, make_document
from regioplan_pdf.press import print_document
from regioplan_pdf.source import FIGURES_NAME, SOURCE_NAME, encode_figures, encode_source

Change = Callable[[PdfWriter], None]


@dataclass(frozen=True)
class Mutant:
    """A broken file. name: what is wrong; rule: of the shipped check; vera: of veraPDF's."""

    name: str
    change: Change
    rule: str
    vera: tuple[str, ...] = ()


MUTANTS: list[Mutant] = []


def mutant(rule: str, *vera: str) -> Callable[[Change], Change]:
    def note(change: Change) -> Change:
        MUTANTS.append(Mutant(change.__name__, change, rule, vera))
        return change

    return note


def good_plan(
    folder: Path,
    word: Callable[[Document], Document] = lambda document: document,
    keep: Callable[[bytes], bytes] = lambda source: source,
) -> bytes:
    """A small plan with its source inside.

    word: puts its charts and map into other words, as an earlier program may have; keep: changes its source.
    """
    content = write_content(folder / "content")
    path = find_documents(content)[0]
    workspace, problems = Workspace(content, FONTS), Problems()
    document = make_document(workspace, path, problems)
    edition = workspace.edition(path.folder).edition
    assert document is not None
    assert edition is not None
    document = word(document)
    held = keep(encode_source(document, edition, described=True))
    source = Attachment(SOURCE_NAME, held, "application/json", "De bron", "Source")
    figures = Attachment(FIGURES_NAME, encode_figures(document), "text/csv", "De cijfers", "Data")
    plan = print_document(workspace.look, document, (source, figures), problems)
    assert plan is not None, problems.found()
    return plan.pdf


def make_mutant(data: bytes, change: Change | None) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    if change is not None:
        change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


# -- finding one's way ------------------------------------------------------------------


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def elements(writer: PdfWriter, tag: str = "") -> list[DictionaryObject]:
    """The structure elements in reading order; of one kind, or all."""

    def walk(node: DictionaryObject) -> Iterator[DictionaryObject]:
        yield node
        kids = node.get("/K")
        kids = kids.get_object() if kids is not None else []
        for kid in kids if isinstance(kids, list) else [kids]:
            found = kid.get_object()
            if isinstance(found, DictionaryObject) and "/S" in found:
                yield from walk(found)

    root = writer.root_object["/StructTreeRoot"].get_object()["/K"].get_object()
    found = [one for one in walk(root) if not tag or one["/S"] == f"/{tag}"]
    assert found, f"the plan has no {tag}"
    return found


def kids_of(element: DictionaryObject) -> ArrayObject:
    """Its kids as an array, which it then holds."""
    kids = element["/K"].get_object()
    if not isinstance(kids, ArrayObject):
        kids = ArrayObject([element.raw_get("/K")])
    element[name("K")] = kids
    return kids


def content_of(writer: PdfWriter, page: int) -> str:
    return writer.pages[page].get_contents().get_data().decode("latin-1")


def set_content(writer: PdfWriter, page: int, text: str) -> None:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("latin-1"))
    writer.pages[page][name("Contents")] = writer._add_object(stream)


def edit_content(writer: PdfWriter, pattern: str, new: str, page: int = 0) -> None:
    changed, count = re.subn(pattern, new, content_of(writer, page), count=1)
    assert count, f"{pattern!r} isn't on the page"
    set_content(writer, page, changed)


def links(writer: PdfWriter) -> list[DictionaryObject]:
    return [ref.get_object() for page in writer.pages for ref in page.get("/Annots", [])]


def box(*sides: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, sides))


def xmp_of(writer: PdfWriter) -> str:
    return writer.root_object["/Metadata"].get_object().get_data().decode()


def edit_xmp(writer: PdfWriter, old: str, new: str) -> None:
    text = xmp_of(writer)
    assert old in text, f"{old!r} isn't in the XMP"
    stream = DecodedStreamObject()
    stream.update({name("Type"): name("Metadata"), name("Subtype"): name("XML")})
    stream.set_data(text.replace(old, new).encode())
    writer.root_object[name("Metadata")] = writer._add_object(stream)


def first_font(writer: PdfWriter) -> DictionaryObject:
    """The font of the first text on page 1."""
    found = re.search(r"/(F\S+) [\d.]+ Tf", content_of(writer, 0))
    assert found
    fonts = writer.pages[0]["/Resources"].get_object()["/Font"].get_object()
    return fonts[f"/{found[1]}"].get_object()


# -- structure --------------------------------------------------------------------------


@mutant("structure-tree", "ua1 7.1-11", "3a 6.7.3.3-1")
def no_structure(writer: PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"]


@mutant("structure-cycle")
def structure_in_a_circle(writer: PdfWriter) -> None:
    elements(writer, "Sect")[-1]["/K"].get_object().append(elements(writer)[0].indirect_reference)


@mutant("structure-type", "ua1 7.1-5")
def unknown_kind_of_element(writer: PdfWriter) -> None:
    elements(writer, "Sect")[0][name("S")] = name("Hoofdstuk")


@mutant("structure-nesting")
def paragraph_in_a_heading(writer: PdfWriter) -> None:
    elements(writer, "P")[0][name("S")] = name("H2")
    inner = DictionaryObject({name("S"): name("P"), name("P"): elements(writer, "H2")[0].indirect_reference})
    inner[name("K")] = kids_of(elements(writer, "H2")[0])
    inner[name("Pg")] = elements(writer, "H2")[0].raw_get("/Pg")
    elements(writer, "H2")[0][name("K")] = ArrayObject([writer._add_object(inner)])


@mutant("structure-empty")
def element_without_content(writer: PdfWriter) -> None:
    top = elements(writer)[0]
    empty = DictionaryObject({name("S"): name("P"), name("P"): top.indirect_reference})
    kids_of(top).append(writer._add_object(empty))


def set_roles(writer: PdfWriter, **roles: str) -> None:
    root = writer.root_object["/StructTreeRoot"].get_object()
    root[name("RoleMap")] = DictionaryObject({name(kind): name(role) for kind, role in roles.items()})


@mutant("structure-type", "ua1 7.1-7")
def standard_kind_made_into_another(writer: PdfWriter) -> None:
    set_roles(writer, Sect="Div")


@mutant("structure-type")
def kinds_that_lead_to_each_other(writer: PdfWriter) -> None:
    set_roles(writer, Hoofdstuk="Deel", Deel="Hoofdstuk")


@mutant("content-untagged", "ua1 7.1-3")
def untagged_content(writer: PdfWriter) -> None:
    set_content(writer, 0, content_of(writer, 0) + "\n1 0 0 rg 10 10 5 5 re f\n")


@mutant("content-owner", "ua1 7.1-3")
def wrong_mcid(writer: PdfWriter) -> None:
    edit_content(writer, r"/MCID 3\b", "/MCID 9999")


@mutant("content-owner")
def mcid_owned_twice(writer: PdfWriter) -> None:
    first, second = elements(writer, "P")[:2]
    kids_of(second).append(next(kid for kid in kids_of(first) if isinstance(kid, int)))


@mutant("content-owner")
def mcid_used_twice(writer: PdfWriter) -> None:
    edit_content(writer, r"/MCID 3\b", "/MCID 2")


@mutant("parent-tree")
def parent_tree_leads_elsewhere(writer: PdfWriter) -> None:
    root = writer.root_object["/StructTreeRoot"].get_object()
    marks = root["/ParentTree"].get_object()["/Nums"].get_object()[1].get_object()
    marks[1], marks[2] = marks[2], marks[1]


@mutant("content-nesting", "ua1 7.1-1")
def artifact_inside_tagged_content(writer: PdfWriter) -> None:
    edit_content(writer, r"(/H1 <</MCID \d+>> BDC)", r"\1 /Artifact BMC 0 0 m 9 9 l S EMC")


@mutant("content-nesting", "ua1 7.1-2")
def tagged_content_inside_an_artifact(writer: PdfWriter) -> None:
    edit_content(writer, r"(/H1 <</MCID \d+>> BDC[\s\S]*?EMC)", r"/Artifact BMC \1 EMC")


@mutant("content-nesting", "ua1 7.1-3")
def mark_never_closed(writer: PdfWriter) -> None:
    text = content_of(writer, 1)
    before, _, after = text.rpartition("EMC")
    set_content(writer, 1, before + after)


@mutant("heading-skipped", "ua1 7.4.2-1")
def skipped_heading(writer: PdfWriter) -> None:
    elements(writer, "H2")[0][name("S")] = name("H4")


@mutant("heading-first", "ua1 7.4.2-1")
def no_first_heading(writer: PdfWriter) -> None:
    elements(writer, "H1")[0][name("S")] = name("P")


# -- tables, lists, figures -------------------------------------------------------------


@mutant("table-scope", "ua1 7.5-1")
def headers_without_scope(writer: PdfWriter) -> None:
    for cell in elements(writer, "TH"):
        del cell["/A"]


@mutant("table-scope", "ua1 7.5-1")
def scope_that_is_no_attribute_of_tables(writer: PdfWriter) -> None:
    for cell in elements(writer, "TH"):
        scope = cell["/A"].get_object()["/Scope"]
        cell[name("A")] = DictionaryObject({name("O"): name("Layout"), name("Scope"): scope})


@mutant("table-structure", "ua1 7.2-9")
def cell_outside_a_row(writer: PdfWriter) -> None:
    elements(writer, "TR")[1][name("S")] = name("Sect")


@mutant("table-regular", "ua1 7.2-43")
def row_with_a_cell_too_few(writer: PdfWriter) -> None:
    cells = kids_of(elements(writer, "TR")[1])
    moved = cells.pop()
    kids_of(cells[-1].get_object()).append(moved)
    moved.get_object()[name("S")] = name("Span")
    moved.get_object()[name("P")] = cells[-1]


@mutant("list-structure", "ua1 7.2-17")
def item_outside_a_list(writer: PdfWriter) -> None:
    elements(writer, "L")[0][name("S")] = name("Sect")


@mutant("list-structure", "ua1 7.2-19")
def paragraph_in_a_list(writer: PdfWriter) -> None:
    elements(writer, "LI")[0][name("S")] = name("P")


@mutant("figure-alt", "ua1 7.3-1")
def figure_without_alternative(writer: PdfWriter) -> None:
    del elements(writer, "Figure")[1]["/Alt"]


@mutant("figure-alt-words")
def alternative_that_says_nothing(writer: PdfWriter) -> None:
    elements(writer, "Figure")[1][name("Alt")] = TextStringObject("Grafiek van de leveringsvorm")


@mutant("figure-bbox")
def figure_without_box(writer: PdfWriter) -> None:
    del elements(writer, "Figure")[1]["/A"]


@mutant("figure-bbox")
def box_that_is_no_attribute_of_layout(writer: PdfWriter) -> None:
    figure = elements(writer, "Figure")[1]
    own = {name("O"): name("Table"), name("BBox"): figure["/A"].get_object()["/BBox"]}
    figure[name("A")] = DictionaryObject(own)


# -- links ------------------------------------------------------------------------------


@mutant("link-parent", "ua1 7.18.5-1")
def link_without_struct_parent(writer: PdfWriter) -> None:
    for link in links(writer):
        del link["/StructParent"]


@mutant("link-contents", "ua1 7.18.5-2")
def link_without_words(writer: PdfWriter) -> None:
    del links(writer)[0]["/Contents"]


@mutant("link-structure")
def link_outside_the_structure(writer: PdfWriter) -> None:
    kids = kids_of(elements(writer, "Link")[0])
    kids[:] = [kid for kid in kids if not isinstance(kid.get_object(), DictionaryObject)]


@mutant("link-target")
def link_to_nowhere(writer: PdfWriter) -> None:
    link = next(one for one in links(writer) if "/Dest" in one)
    link[name("Dest")] = TextStringObject("nergens")


@mutant("link-flags", "3a 6.3.2-2")
def link_that_is_not_printed(writer: PdfWriter) -> None:
    links(writer)[0][name("F")] = NumberObject(0)


@mutant("link-flags", "3a 6.3.2-2")
def link_that_is_hidden(writer: PdfWriter) -> None:
    links(writer)[0][name("F")] = NumberObject(4 | 2)


@mutant("link-flags", "3a 6.3.2-2")
def link_that_is_not_viewed(writer: PdfWriter) -> None:
    links(writer)[0][name("F")] = NumberObject(4 | 32)


@mutant("link-target")
def link_to_something_else_than_a_page(writer: PdfWriter) -> None:
    link = next(one for one in links(writer) if "/Dest" in one)
    link["/Dest"].get_object()[0] = elements(writer)[0].indirect_reference


@mutant("link-target")
def link_to_a_page_that_is_none_of_the_file(writer: PdfWriter) -> None:
    link = next(one for one in links(writer) if "/Dest" in one)
    page = DictionaryObject({name("Type"): name("Page")})
    link["/Dest"].get_object()[0] = writer._add_object(page)


@mutant("tab-order", "ua1 7.18.3-1")
def tab_key_that_goes_its_own_way(writer: PdfWriter) -> None:
    for page in writer.pages:
        del page["/Tabs"]


# -- text -------------------------------------------------------------------------------


@mutant("font-embedded", "ua1 7.21.4.1-1", "3a 6.2.11.4.1-1")
def helvetica_not_embedded(writer: PdfWriter) -> None:
    font = first_font(writer)
    font.clear()
    font.update(
        {
            name("Type"): name("Font"),
            name("Subtype"): name("Type1"),
            name("BaseFont"): name("Helvetica"),
            name("Encoding"): name("WinAnsiEncoding"),
        }
    )


def font_descriptor(writer: PdfWriter) -> DictionaryObject:
    return first_font(writer)["/FontDescriptor"].get_object()


def stream_of(writer: PdfWriter, data: bytes) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return writer._add_object(stream)


@mutant("font-embedded", "ua1 7.21.4.1-1", "3a 6.2.11.4.1-1")
def font_file_that_is_nothing(writer: PdfWriter) -> None:
    font_descriptor(writer)[name("FontFile2")] = NullObject()


@mutant("font-embedded", "ua1 7.21.4.1-1", "3a 6.2.11.4.1-1")
def font_file_that_is_missing(writer: PdfWriter) -> None:
    font_descriptor(writer)[name("FontFile2")] = IndirectObject(99_999, 0, writer)


@mutant("font-embedded", "ua1 7.21.4.1-1", "3a 6.2.11.4.1-1")
def font_file_that_is_no_font(writer: PdfWriter) -> None:
    font_descriptor(writer)[name("FontFile2")] = stream_of(writer, b"geen lettertype")


@mutant("font-embedded")
def font_file_without_outlines(writer: PdfWriter) -> None:
    data = font_descriptor(writer)["/FontFile2"].get_object().get_data()
    font_descriptor(writer)[name("FontFile2")] = stream_of(writer, data.replace(b"glyf", b"gluf", 1))


@mutant("font-embedded", "ua1 7.21.4.1-1", "3a 6.2.11.4.1-1")
def font_file_that_is_cut_off(writer: PdfWriter) -> None:
    data = font_descriptor(writer)["/FontFile2"].get_object().get_data()
    font_descriptor(writer)[name("FontFile2")] = stream_of(writer, data[: len(data) // 2])


@mutant("font-widths", "ua1 7.21.5-1", "3a 6.2.11.5-1")
def widths_of_another_font(writer: PdfWriter) -> None:
    font = first_font(writer)
    font[name("Widths")] = ArrayObject([NumberObject(100)] * len(font["/Widths"]))


@mutant("font-unicode", "ua1 7.21.7-1", "3a 6.2.11.7.2-1")
def font_without_characters(writer: PdfWriter) -> None:
    del first_font(writer)["/ToUnicode"]


@mutant("font-notdef", "ua1 7.21.7-2", "3a 6.2.11.7.2-2")
def missing_glyph(writer: PdfWriter) -> None:
    found = re.search(r"/(F\S+) [\d.]+ Tf", content_of(writer, 0))
    assert found
    edit_content(writer, r"(/H1 <</MCID \d+>> BDC)", rf"\1 BT 40 790 Td /{found[1]} 12 Tf <00> Tj ET")


@mutant("language", "ua1 7.2-34")
def no_language(writer: PdfWriter) -> None:
    del writer.root_object["/Lang"]


@mutant("marked", "ua1 6.2-1", "3a 6.7.2.2-1")
def not_marked(writer: PdfWriter) -> None:
    writer.root_object[name("MarkInfo")] = DictionaryObject({name("Marked"): BooleanObject(False)})


@mutant("marked", "ua1 7.1-4")
def tags_that_may_be_wrong(writer: PdfWriter) -> None:
    own = {name("Marked"): BooleanObject(True), name("Suspects"): BooleanObject(True)}
    writer.root_object[name("MarkInfo")] = DictionaryObject(own)


@mutant("display-title", "ua1 7.1-10")
def title_not_displayed(writer: PdfWriter) -> None:
    del writer.root_object["/ViewerPreferences"]


@mutant("contrast")
def text_too_light(writer: PdfWriter) -> None:
    edit_content(writer, r"(/P <</MCID \d+>> BDC\s+)(?:[\d.]+ [\d.]+ [\d.]+ rg)?", r"\1 0.3 0.4 0.5 rg")


@mutant("transparency")
def transparency(writer: PdfWriter) -> None:
    state = DictionaryObject({name("ca"): FloatObject(0.5)})
    writer.pages[0]["/Resources"].get_object()[name("ExtGState")] = DictionaryObject({name("G0"): state})
    set_content(writer, 0, "/Artifact BMC q /G0 gs 1 0 0 rg 10 10 5 5 re f Q EMC\n" + content_of(writer, 0))


# -- what a file does -------------------------------------------------------------------


def script() -> DictionaryObject:
    return DictionaryObject({name("S"): name("JavaScript"), name("JS"): TextStringObject("app.alert(1)")})


@mutant("action", "3a 6.5.1-1")
def script_when_it_is_opened(writer: PdfWriter) -> None:
    writer.root_object[name("OpenAction")] = script()


@mutant("action", "3a 6.5.1-1")
def program_started_when_it_is_opened(writer: PdfWriter) -> None:
    action = DictionaryObject({name("S"): name("GoTo"), name("D"): ArrayObject()})
    action[name("Next")] = DictionaryObject({name("S"): name("Launch"), name("F"): TextStringObject("cmd.exe")})
    writer.root_object[name("OpenAction")] = action


@mutant("action")
def script_by_name(writer: PdfWriter) -> None:
    scripts = DictionaryObject({name("Names"): ArrayObject([TextStringObject("a"), script()])})
    writer.root_object["/Names"].get_object()[name("JavaScript")] = scripts


@mutant("action", "3a 6.5.1-1", "3a 6.5.2-1")
def script_when_it_is_closed(writer: PdfWriter) -> None:
    writer.root_object[name("AA")] = DictionaryObject({name("WC"): script()})


@mutant("action", "3a 6.5.1-1", "3a 6.5.2-2")
def script_when_a_page_is_turned(writer: PdfWriter) -> None:
    writer.pages[1][name("AA")] = DictionaryObject({name("O"): script()})


@mutant("action", "3a 6.5.1-1")
def script_under_a_link(writer: PdfWriter) -> None:
    link = next(one for one in links(writer) if "/A" in one)
    link["/A"].get_object()[name("Next")] = script()


@mutant("form", "3a 6.4.2-1")
def form_that_a_viewer_draws(writer: PdfWriter) -> None:
    form = {name("XFA"): TextStringObject("x"), name("Fields"): ArrayObject()}
    writer.root_object[name("AcroForm")] = DictionaryObject(form)


@mutant("layers", "ua1 7.10-1", "3a 6.9-1")
def layers_without_a_name(writer: PdfWriter) -> None:
    layers = {name("OCGs"): ArrayObject(), name("D"): DictionaryObject()}
    writer.root_object[name("OCProperties")] = DictionaryObject(layers)


# -- metadata ---------------------------------------------------------------------------


@mutant("metadata-agree")
def dates_that_differ(writer: PdfWriter) -> None:
    writer.add_metadata({"/CreationDate": "D:20240101120000+00'00'"})


@mutant("metadata-agree")
def titles_that_differ(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Een ander plan"})


@mutant("metadata-title", "ua1 7.1-9")
def no_title(writer: PdfWriter) -> None:
    text = writer.root_object["/Metadata"].get_object().get_data().decode()
    found = re.search(r"<dc:title>.*?</dc:title>", text, re.DOTALL)
    assert found
    edit_xmp(writer, found[0], "")


@mutant("metadata-pdfua", "ua1 5-1")
def no_claim_of_pdf_ua(writer: PdfWriter) -> None:
    edit_xmp(writer, "<pdfuaid:part>1</pdfuaid:part>", "")


@mutant("metadata-pdfa", "3a 6.6.4-2")
def no_claim_of_pdf_a(writer: PdfWriter) -> None:
    edit_xmp(writer, "<pdfaid:part>3</pdfaid:part>", "")


@mutant("metadata-xmp", "ua1 7.1-8")
def no_xmp(writer: PdfWriter) -> None:
    del writer.root_object["/Metadata"]


@mutant("metadata-place")
def path_in_the_metadata(writer: PdfWriter) -> None:
    path = "/home/jan/regioplannen/2023"
    writer.add_metadata({"/Subject": path})
    text = writer.root_object["/Metadata"].get_object().get_data().decode()
    found = re.search(r'<dc:description>.*?x-default">(.*?)</rdf:li>', text, re.DOTALL)
    assert found
    edit_xmp(writer, found[1], path)


@mutant("output-intent", "3a 6.2.4.3-2")
def no_output_intent(writer: PdfWriter) -> None:
    del writer.root_object["/OutputIntents"]


@mutant("output-intent", "3a 6.2.3-1")
def profile_that_is_none(writer: PdfWriter) -> None:
    intent = writer.root_object["/OutputIntents"].get_object()[0].get_object()
    intent["/DestOutputProfile"].get_object().set_data(b"\0" * 16 + b"RGB " + b"\0" * 100)


@mutant("device-colour", "3a 6.2.4.3-3")
def page_put_together_in_inks(writer: PdfWriter) -> None:
    group = {name("S"): name("Transparency"), name("CS"): name("DeviceCMYK")}
    writer.pages[0][name("Group")] = DictionaryObject(group)


@mutant("attachment", "3a 6.8-3")
def attachment_without_relationship(writer: PdfWriter) -> None:
    for specification in writer.root_object["/AF"].get_object():
        del specification.get_object()["/AFRelationship"]


@mutant("attachment", "3a 6.8-2", "ua1 7.11-1")
def attachment_with_one_name(writer: PdfWriter) -> None:
    del writer.root_object["/AF"].get_object()[0].get_object()["/UF"]


@mutant("attachment", "3a 6.8-4")
def attachment_that_belongs_to_nothing(writer: PdfWriter) -> None:
    del writer.root_object["/AF"]


@mutant("attachment")
def attachment_that_is_not_listed(writer: PdfWriter) -> None:
    del writer.root_object["/Names"].get_object()["/EmbeddedFiles"].get_object()["/Names"].get_object()[:2]


# -- the file against the source --------------------------------------------------------


@mutant("language")
def another_language(writer: PdfWriter) -> None:
    writer.root_object[name("Lang")] = TextStringObject("en-US")


@mutant("metadata-title")
def another_title_everywhere(writer: PdfWriter) -> None:
    title = str(writer.metadata["/Title"])
    writer.add_metadata({"/Title": "Een ander plan"})
    edit_xmp(writer, title, "Een ander plan")


@mutant("metadata-plan")
def another_date_everywhere(writer: PdfWriter) -> None:
    date = str(writer.metadata["/CreationDate"])
    day = f"{date[2:6]}-{date[6:8]}-{date[8:10]}"
    writer.add_metadata(dict.fromkeys(("/CreationDate", "/ModDate"), "D:19990101120000+00'00'"))
    edit_xmp(writer, day, "1999-01-01")


@mutant("metadata-plan")
def no_dates(writer: PdfWriter) -> None:
    for key in ("/CreationDate", "/ModDate"):
        del writer._info.get_object()[key]
    edit_xmp(writer, re.search(r"<xmp:CreateDate>.*</xmp:ModifyDate>", xmp_of(writer))[0], "")


@mutant("pages")
def page_too_many(writer: PdfWriter) -> None:
    writer.add_blank_page(1190.55, 841.89)


@mutant("pages")
def page_of_a4(writer: PdfWriter) -> None:
    writer.pages[1][name("MediaBox")] = box(0, 0, 842, 595)


@mutant("pages")
def page_on_its_side(writer: PdfWriter) -> None:
    writer.pages[0][name("Rotate")] = NumberObject(90)


@mutant("pages")
def page_on_its_side_by_inheritance(writer: PdfWriter) -> None:
    for page in writer.pages:
        page.pop("/Rotate", None)
    writer.root_object["/Pages"].get_object()[name("Rotate")] = NumberObject(270)


@mutant("pages")
def page_that_is_cut(writer: PdfWriter) -> None:
    writer.pages[0][name("CropBox")] = box(0, 0, 1190.55, 400)


# -- the structure against the source ---------------------------------------------------


def retag(writer: PdfWriter, **kinds: str) -> None:
    """Give elements other kinds; what they were by what they become. Their attributes go."""
    for element in elements(writer):
        if element["/S"][1:] in kinds:
            element[name("S")] = name(kinds[element["/S"][1:]])
            element.pop("/A", None)


@mutant("plan-structure")
def headings_as_paragraphs(writer: PdfWriter) -> None:
    retag(writer, H2="P", H3="P")


@mutant("plan-structure")
def paragraph_as_a_heading(writer: PdfWriter) -> None:
    elements(writer, "P")[-1][name("S")] = name("H2")


@mutant("plan-structure")
def paragraphs_as_divisions(writer: PdfWriter) -> None:
    retag(writer, P="Div")


@mutant("plan-structure")
def tables_as_text(writer: PdfWriter) -> None:
    retag(writer, Table="Sect", TR="P", TH="Span", TD="Span")


@mutant("plan-structure")
def lists_as_sections(writer: PdfWriter) -> None:
    retag(writer, L="Sect", LI="Sect", Lbl="P", LBody="Sect")


@mutant("plan-structure")
def row_headers_as_cells(writer: PdfWriter) -> None:
    for cell in elements(writer, "TH"):
        if cell["/A"].get_object()["/Scope"] == "/Row":
            cell[name("S")] = name("TD")
            del cell["/A"]


@mutant("plan-structure")
def scopes_exchanged(writer: PdfWriter) -> None:
    for cell in elements(writer, "TH"):
        own = name("Column" if cell["/A"].get_object()["/Scope"] == "/Row" else "Row")
        cell[name("A")] = DictionaryObject({name("O"): name("Table"), name("Scope"): own})


@mutant("plan-structure")
def list_numbered_in_another_way(writer: PdfWriter) -> None:
    for one in elements(writer, "L"):
        own = {name("O"): name("List"), name("ListNumbering"): name("UpperRoman")}
        one[name("A")] = DictionaryObject(own)


@mutant("plan-structure")
def paragraph_in_two(writer: PdfWriter) -> None:
    paragraph = next(one for one in elements(writer, "P") if "/Pg" in one and len(kids_of(one)) > 1)
    more = DictionaryObject({name(key): paragraph.raw_get(f"/{key}") for key in ("S", "P", "Pg")})
    more[name("K")] = ArrayObject([kids_of(paragraph).pop()])
    siblings = kids_of(paragraph["/P"].get_object())
    at = next(at for at, kid in enumerate(siblings) if kid.get_object() is paragraph)
    siblings.insert(at + 1, writer._add_object(more))


@mutant("language")
def section_in_another_language(writer: PdfWriter) -> None:
    elements(writer, "Sect")[1][name("Lang")] = TextStringObject("en")


@mutant("extraction-alt")
def paragraph_with_an_alternative(writer: PdfWriter) -> None:
    elements(writer, "P")[-1][name("Alt")] = TextStringObject("Iets heel anders")


@mutant("figure-bbox")
def box_beside_its_figure(writer: PdfWriter) -> None:
    own = {name("O"): name("Layout"), name("BBox"): box(0, 0, 1, 1)}
    elements(writer, "Figure")[1][name("A")] = DictionaryObject(own)


def explained(writer: PdfWriter) -> list[DictionaryObject]:
    found = [one for one in elements(writer, "Span") if "/E" in one]
    assert found
    return found


@mutant("plan-expansion")
def abbreviations_explained_otherwise(writer: PdfWriter) -> None:
    explained(writer)[0][name("E")] = TextStringObject("onzin")


@mutant("plan-expansion")
def abbreviations_without_explanation(writer: PdfWriter) -> None:
    for span in explained(writer):
        del span["/E"]


@mutant("plan-expansion")
def abbreviation_as_plain_text(writer: PdfWriter) -> None:
    for span in explained(writer):
        parent = span["/P"].get_object()
        kids = kids_of(parent)
        at = next(at for at, kid in enumerate(kids) if kid.get_object() is span)
        kids[at : at + 1] = list(kids_of(span))
        parent[name("Pg")] = span.raw_get("/Pg")


@mutant("plan-link")
def link_that_says_something_else(writer: PdfWriter) -> None:
    links(writer)[0][name("Contents")] = TextStringObject("klik hier")


@mutant("plan-link")
def links_to_each_others_places(writer: PdfWriter) -> None:
    inner = [link for link in links(writer) if "/Dest" in link]
    one = inner[0]
    other = next(link for link in inner if link["/Dest"] != one["/Dest"])
    one[name("Dest")], other[name("Dest")] = other["/Dest"], one["/Dest"]


@mutant("plan-link")
def link_to_another_address(writer: PdfWriter) -> None:
    link = next(link for link in links(writer) if "/A" in link)
    link["/A"].get_object()[name("URI")] = TextStringObject("https://elders.example/")


# -- the text against the source --------------------------------------------------------


@mutant("extraction")
def text_in_another_order(writer: PdfWriter) -> None:
    kids = kids_of(elements(writer, "Sect")[-1].get("/P").get_object())
    kids[1], kids[2] = kids[2], kids[1]


@mutant("extraction")
def text_left_out(writer: PdfWriter) -> None:
    element = elements(writer, "Lbl")[0]["/P"].get_object()["/K"].get_object()[1].get_object()["/K"].get_object()
    paragraph = element.get_object()
    element = paragraph[0].get_object() if isinstance(paragraph, ArrayObject) else paragraph
    element[name("ActualText")] = TextStringObject("Een andere afspraak")


@mutant("extraction")
def words_glued_together(writer: PdfWriter) -> None:
    element = elements(writer, "H1")[0]
    element[name("ActualText")] = TextStringObject("RotterdamRegioplan")


def say(writer: PdfWriter, tag: str, old: str, new: str) -> None:
    """Let the first element of a kind with a text come out with another."""
    made = io.BytesIO()
    writer.write(made)
    subject = read_subject(PdfFile(PypdfObjects(PdfReader(made))))
    number = next(one.number for one in subject.tagged(tag) if normalise(subject.text_of(one)) == old)
    writer.get_object(number)[name("ActualText")] = TextStringObject(new)


@mutant("extraction")
def figure_before_a_figure(writer: PdfWriter) -> None:
    say(writer, "TD", "68%", "99, 68%")


@mutant("extraction")
def number_of_another_entry_under_a_chart(writer: PdfWriter) -> None:
    old = "Leeswijzer 3 · Regioanalyse p. 13 · voorbeeldcijfers"
    say(writer, "P", old, "Leeswijzer 99 · Regioanalyse p. 999 · voorbeeldcijfers")


@mutant("extraction")
def mark_of_example_figures_taken_away(writer: PdfWriter) -> None:
    old = "Leeswijzer 3 · Regioanalyse p. 13 · voorbeeldcijfers"
    say(writer, "P", old, "Leeswijzer 3 · Regioanalyse p. 13")


@mutant("extraction")
def figure_marked_as_an_example(writer: PdfWriter) -> None:
    old = "relatief veel: alle Zilveren Kruis-regio’s samen 46"
    say(writer, "P", old, f"{old} (voorbeeld)")


@mutant("extraction")
def page_marked_as_one_with_examples(writer: PdfWriter) -> None:
    text = "Bevat voorbeeldcijfers: waar ‘voorbeeld’ bij staat, heeft het cijfer nog geen bron"
    say(writer, "P", "example.nl/analyses", f"example.nl/analyses {text}")


@mutant("extraction")
def item_with_another_number(writer: PdfWriter) -> None:
    say(writer, "Lbl", "2.", "7.")


@mutant("extraction")
def entry_with_another_number(writer: PdfWriter) -> None:
    say(writer, "H3", "2 Intramurale locaties", "9 Intramurale locaties")


@mutant("extraction-alt")
def alternative_of_another_plan(writer: PdfWriter) -> None:
    elements(writer, "Figure")[1][name("Alt")] = TextStringObject("Leveringsvorm in procenten: in Utrecht 40% VPT")


@mutant("source")
def source_that_is_cut_off(writer: PdfWriter) -> None:
    specifications = [ref.get_object() for ref in writer.root_object["/AF"].get_object()]
    source = next(one for one in specifications if one["/UF"] == SOURCE_NAME)
    held = source["/EF"].get_object()["/F"].get_object()
    held.set_data(held.get_data()[:-20])


@mutant("source")
def figures_that_were_changed(writer: PdfWriter) -> None:
    specifications = [ref.get_object() for ref in writer.root_object["/AF"].get_object()]
    figures = next(one for one in specifications if one["/UF"] == FIGURES_NAME)
    held = figures["/EF"].get_object()["/F"].get_object()
    held.set_data(held.get_data().replace(b"1200", b"9900"))


@mutant("source", "3a 6.8-4")
def figures_taken_out(writer: PdfWriter) -> None:
    names = writer.root_object["/Names"].get_object()["/EmbeddedFiles"].get_object()["/Names"].get_object()
    at = list(names).index(FIGURES_NAME)
    writer.root_object["/AF"].get_object().remove(names[at + 1])
    del names[at : at + 2]
