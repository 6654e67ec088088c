"""The ordinary way: ReportLab's platypus for the page, pyplot pictures for the charts.

As a module it makes all plans of a content folder with a few processes:
`python -m benchmarks.ordinary CONTENT FONTS OUT JOBS`. It reads the folder with this program's own
code, as fast as that is: what is compared is the making of pages.
"""

from __future__ import annotations

import io
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    Image,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from benchmarks import shape
from benchmarks.ordinary_charts import save_chart, set_up
from regioplan_pdf.documents import ContentFolder, read_document
from regioplan_pdf.errors import Problems
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.model.charts import ChartSpec, SmallTable, TileMap
from regioplan_pdf.model.content import Theme
from regioplan_pdf.model.document import ChartCard, Document, KeyFigure, LeeswijzerEntry
from regioplan_pdf.model.text import Block, ListBlock, Role, Run, Subheading
from regioplan_pdf.model.text import Paragraph as TextParagraph

FAMILY = "Plan"
FACES = {"regular": FAMILY, "bold": f"{FAMILY}-Bold", "italic": f"{FAMILY}-Italic", "bold_italic": f"{FAMILY}-BI"}


class OrdinaryWay:
    """Makes plans with platypus and pyplot. fonts: the folder with the font files."""

    def __init__(self, fonts: Path, theme: Theme) -> None:
        self.colours = dict(theme.colours)
        for face, name in FACES.items():
            pdfmetrics.registerFont(TTFont(name, str(fonts / theme.fonts[face])))
        pdfmetrics.registerFontFamily(
            FAMILY, normal=FAMILY, bold=FACES["bold"], italic=FACES["italic"], boldItalic=FACES["bold_italic"]
        )
        set_up([fonts / theme.fonts[face] for face in FACES], self.colours)
        self._all_styles = {size: self._make_styles(size) for size in shape.BODY_SIZES}
        self.styles = self._all_styles[shape.BODY_SIZES[0]]

    def _make_styles(self, body: float) -> dict[str, ParagraphStyle]:
        ink, heading, muted = self.colours["text"], self.colours["heading"], self.colours["muted"]

        def style(name: str, size: float, leading: float, colour: str = ink, bold: bool = False, **more: float):
            font = FACES["bold"] if bold else FAMILY
            return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=colour, **more)

        leading = body * shape.LEADING
        return {
            "body": style("body", body, leading, spaceAfter=6),
            "item": style("item", body, leading, spaceAfter=4, leftIndent=14),
            "nested": style("nested", body, leading, spaceAfter=4, leftIndent=28, bulletIndent=14),
            "heading": style("heading", 15, 18, heading, True, spaceBefore=8, spaceAfter=4, keepWithNext=1),
            "panel": style("panel", 15, 18, self.colours["warning"], True, spaceBefore=8, spaceAfter=4, keepWithNext=1),
            "sub": style("sub", body, leading, heading, True, spaceBefore=2, spaceAfter=1, keepWithNext=1),
            "finding": style("finding", 12.5, 15, heading, True),
            "measure": style("measure", 9.5, 12),
            "foot": style("foot", 8.5, 11, muted),
            "entry": style("entry", shape.SMALL, shape.SMALL_LEADING, spaceAfter=5),
            "number": style("number", 28, 30, heading, True),
            "label": style("label", 11, 13, heading, True),
            "detail": style("detail", 9, 11, muted),
            "title": style("title", 17, 20, heading, True, spaceAfter=4),
            "cell": style("cell", 10, 12.5),
        }

    def make(self, document: Document) -> bytes:
        """The PDF of a plan."""
        self.styles = self._all_styles[shape.body_size(document)]
        buffer = io.BytesIO()
        meta = document.meta
        template = BaseDocTemplate(
            buffer,
            pagesize=(shape.PAGE_WIDTH, shape.PAGE_HEIGHT),
            title=meta.title,
            author=meta.author,
            subject=meta.subject,
            keywords=meta.keywords,
        )
        template.addPageTemplates(
            [
                PageTemplate("first", _first_frames(), onPage=lambda canvas, _: self._decorate(canvas, document, 0)),
                PageTemplate(
                    "second", _second_frames(document), onPage=lambda canvas, _: self._decorate(canvas, document, 1)
                ),
            ]
        )
        template.build([*self._first_page(document), NextPageTemplate("second"), PageBreak(), *self._second(document)])
        return buffer.getvalue()

    def chart(self, spec: ChartSpec, width: float, height: float) -> bytes:
        """The picture of a chart."""
        return save_chart(spec, width, height, self.colours)

    def _decorate(self, canvas: Canvas, document: Document, page: int) -> None:
        top, head = shape.PAGE_HEIGHT, document.heads[page]
        canvas.saveState()
        canvas.setFillColor(HexColor(self.colours["band"]))
        canvas.rect(0, top - shape.HEADER, shape.PAGE_WIDTH, shape.HEADER, stroke=0, fill=1)
        canvas.setFillColor(HexColor(self.colours["band_text"]))
        canvas.setFont(FAMILY, 15)
        canvas.drawString(shape.MARGIN, top - 27, f"{document.edition_title} · {document.sector_title}")
        canvas.setFont(FACES["bold"], 34)
        canvas.drawString(shape.MARGIN, top - 62, document.region_title)
        right = shape.PAGE_WIDTH - shape.MARGIN - 60
        canvas.setFont(FACES["bold"], 12.5)
        canvas.drawRightString(right, top - 35, head.title)
        canvas.setFont(FAMILY, 12.5)
        canvas.drawRightString(right, top - 50, head.detail)
        self._draw_map(canvas, document.tile_map, right + 14)
        canvas.setFillColor(HexColor(self.colours["muted"]))
        canvas.setFont(FAMILY, 9)
        canvas.drawRightString(shape.PAGE_WIDTH - shape.MARGIN, 14, f"{document.footer} · {page + 1} / 2")
        if document.example_pages[page]:
            canvas.setFillColor(HexColor(self.colours["example_text"]))
            canvas.drawString(shape.MARGIN, 14, "Bevat voorbeeldcijfers")
        if page == 1:
            canvas.setFillColor(HexColor(self.colours["panel"]))
            canvas.rect(0, FOOT, shape.PAGE_WIDTH, shape.BAND_HEIGHT, stroke=0, fill=1)
        else:
            canvas.setFillColor(HexColor(self.colours["panel"]))
            left = shape.PAGE_WIDTH - shape.MARGIN - shape.SIDE_WIDTH
            canvas.rect(left, FOOT, shape.SIDE_WIDTH, top - shape.CHARTS_TOP - FOOT, stroke=0, fill=1)
        canvas.restoreState()

    def _draw_map(self, canvas: Canvas, tiles: TileMap, x: float) -> None:
        for tile in tiles.tiles:
            canvas.setFillColor(HexColor(self.colours[f"tile_{tile.state}"]))
            canvas.rect(x + tile.column * 7, shape.PAGE_HEIGHT - 16 - tile.row * 7, 6.4, 6.4, stroke=0, fill=1)

    def _first_page(self, document: Document) -> Iterator[Flowable]:
        yield self._strip(document.key_figures)
        yield FrameBreak()
        yield Paragraph(escape(document.charts_title), self.styles["title"])
        width = shape.CONTENT - shape.SIDE_WIDTH - shape.GUTTER
        height = shape.PAGE_HEIGHT - shape.CHARTS_TOP - FOOT - 26
        yield from self._grid(document, 1, width, height)
        yield FrameBreak()
        yield from self._sections(document, "zijkolom")

    def _second(self, document: Document) -> Iterator[Flowable]:
        yield self._band(document)
        yield FrameBreak()
        if shape.cards_on(document, 2):
            yield from self._grid(document, 2, shape.CONTENT, shape.PAGE_2_CHARTS)
            yield FrameBreak()
        yield from self._sections(document, "kolommen", "paneel")

    def _strip(self, figures: Sequence[KeyFigure]) -> Table:
        cells = []
        for figure in figures:
            mark = f' <super size="9">{figure.entry}</super>' if figure.entry else ""
            if figure.example:
                mark += f'<font size="9" color="{self.colours["example_text"]}"> voorbeeld</font>'
            number = Paragraph(escape(figure.text) + mark, self.styles["number"])
            label, detail = escape(figure.label), escape(figure.detail)
            cells.append([number, Paragraph(label, self.styles["label"]), Paragraph(detail, self.styles["detail"])])
        table = Table([cells], [shape.CONTENT / len(cells)] * len(cells))
        line = ("LINEBEFORE", (0, 0), (-1, -1), 2, HexColor(self.colours["region"]))
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), line, ("LEFTPADDING", (0, 0), (-1, -1), 10)]))
        return table

    def _grid(self, document: Document, page: int, width: float, height: float) -> Iterator[Flowable]:
        columns = shape.chart_columns(document, page)
        rows = shape.rows_of(shape.cards_on(document, page), columns)
        each = (width - shape.GUTTER * (columns - 1)) / columns
        row_height = height / len(rows)
        cells: list[list[object]] = []
        for row in rows:
            cards: list[object] = [list(self._card(card, each, row_height)) for card in row]
            cells.append(cards + [""] * (columns - len(cards)))
        table = Table(cells, [each + shape.GUTTER] * (columns - 1) + [each], [row_height] * len(rows))
        padding = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "TOP", "BOTTOM")]
        right = ("RIGHTPADDING", (0, 0), (-2, -1), shape.GUTTER)
        last = ("RIGHTPADDING", (-1, 0), (-1, -1), 0)
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *padding, right, last]))
        yield table

    def _card(self, card: ChartCard, width: float, height: float) -> Iterator[Flowable]:
        finding = Paragraph(escape(card.finding), self.styles["finding"])
        measure = Paragraph(f"<b>{escape(card.measure)}</b> {escape(card.unit_line)}", self.styles["measure"])
        room = height - shape.CARD_HEAD - shape.CARD_FOOT
        yield finding
        yield measure
        yield from self._picture(card.spec, width, room if card.second is None else room / 2 - 8)
        if card.second is not None:
            yield Paragraph(f"<b>{escape(card.second_measure)}</b>", self.styles["measure"])
            yield from self._picture(card.second, width, room / 2 - 8)
        foot = escape(shape.foot_text(card))
        if card.entry:
            link = f"<a href={quoteattr('#' + card.entry_id)}>Leeswijzer {card.entry}</a>"
            foot = f"{link} · {foot}" if foot else link
        yield Paragraph(foot, self.styles["foot"])

    def _picture(self, spec: ChartSpec, width: float, height: float) -> Iterator[Flowable]:
        if isinstance(spec, SmallTable):
            yield self._table(spec, width)
        else:
            yield Image(io.BytesIO(self.chart(spec, width, height)), width, height)

    def _table(self, spec: SmallTable, width: float) -> Table:
        rows: list[list[object]] = [[spec.label_heading, *spec.columns]]
        rows += [
            [Paragraph(escape(row.label), self.styles["cell"]), *(mark.text for mark in row.cells)] for row in spec.rows
        ]
        other = width * 0.55 / len(spec.columns)
        table = Table(rows, [width * 0.45] + [other] * len(spec.columns))
        table.setStyle(
            TableStyle(
                [
                    ("FONT", (0, 0), (-1, 0), FACES["bold"], 10),
                    ("FONT", (0, 1), (-1, -1), FAMILY, 10),
                    ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(self.colours["rule"])),
                ]
            )
        )
        return table

    def _sections(self, document: Document, *places: str) -> Iterator[Flowable]:
        for section in shape.sections_at(document, *places):
            yield Paragraph(escape(section.title), self.styles["panel" if section.place == "paneel" else "heading"])
            for block in section.blocks:
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Flowable]:
        if isinstance(block, TextParagraph):
            yield Paragraph(self._markup(block), self.styles["body"])
        elif isinstance(block, Subheading):
            yield Paragraph(escape(block.text), self.styles["sub"])
        else:
            yield from self._list(block, "item")

    def _list(self, block: ListBlock, style: str) -> Iterator[Flowable]:
        for number, item in enumerate(block.items, block.start):
            bullet: str | None = f"{number}." if block.ordered else "•"
            for child in item.blocks:
                if isinstance(child, ListBlock):
                    yield from self._list(child, "nested")
                else:
                    yield Paragraph(self._markup(child), self.styles[style], bulletText=bullet)
                    bullet = None

    def _markup(self, paragraph: TextParagraph) -> str:
        text = "".join(_run_markup(run) for run in paragraph.runs if isinstance(run, Run))
        if paragraph.role is Role.OUTCOME:
            return f'<font color="{self.colours["region"]}"><b>Uitkomst:</b></font> {text}'
        return text

    def _band(self, document: Document) -> Table:
        leeswijzer = document.leeswijzer
        columns: list[list[Flowable]] = [
            [Paragraph(self._entry(entry), self.styles["entry"]) for entry in entries]
            for entries in shape.split_entries(leeswijzer.entries, shape.TEXT_COLUMNS)
        ]
        columns[0].insert(0, Paragraph(escape(leeswijzer.title), self.styles["title"]))
        for column in columns[1:]:
            column.insert(0, Spacer(1, 24))
        if leeswijzer.link:
            link = f"<a href={quoteattr(leeswijzer.link)}>{escape(leeswijzer.link)}</a>"
            columns[-1].append(Paragraph(f"<b>{escape(leeswijzer.link_label)}</b> {link}", self.styles["entry"]))
        wide = shape.TEXT_WIDTH + shape.GUTTER
        table = Table([columns], [wide] * (shape.TEXT_COLUMNS - 1) + [shape.TEXT_WIDTH])
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
        return table

    def _entry(self, entry: LeeswijzerEntry) -> str:
        parts = [
            f"<a name={quoteattr(entry.id)}/><b>{entry.number} {escape(entry.name)}</b><br/>",
            f"<b>Bron</b> {escape(entry.source)} <b>Peildatum</b> {escape(entry.reference_date)}",
            f" <b>Toelichting</b> {escape(entry.explanation)}",
        ]
        if entry.nb:
            parts.append(f" <b>NB</b> {escape(entry.nb)}")
        if entry.pages:
            parts.append(" <b>Regioanalyse</b> p. " + ", ".join(map(str, entry.pages)))
        return "".join(parts)


FOOT = shape.FOOT


def _frame(x: float, top: float, width: float, height: float, padding: float = 0) -> Frame:
    return Frame(x, shape.PAGE_HEIGHT - top - height, width, height, padding, padding, padding, padding)


def _first_frames() -> list[Frame]:
    height = shape.PAGE_HEIGHT - shape.CHARTS_TOP - FOOT
    charts = shape.CONTENT - shape.SIDE_WIDTH - shape.GUTTER
    return [
        _frame(shape.MARGIN, shape.STRIP_TOP, shape.CONTENT, shape.STRIP_HEIGHT),
        _frame(shape.MARGIN, shape.CHARTS_TOP, charts, height),
        _frame(shape.MARGIN + charts + shape.GUTTER, shape.CHARTS_TOP, shape.SIDE_WIDTH, height, 12),
    ]


def _second_frames(document: Document) -> list[Frame]:
    band_top = shape.PAGE_HEIGHT - FOOT - shape.BAND_HEIGHT
    frames = [_frame(shape.MARGIN, band_top, shape.CONTENT, shape.BAND_HEIGHT, 6)]
    bottom = band_top - 8
    if shape.cards_on(document, 2):
        bottom -= shape.PAGE_2_CHARTS
        frames.append(_frame(shape.MARGIN, bottom, shape.CONTENT, shape.PAGE_2_CHARTS))
    for column in range(shape.TEXT_COLUMNS):
        x = shape.MARGIN + column * (shape.TEXT_WIDTH + shape.GUTTER)
        frames.append(_frame(x, shape.TEXT_TOP, shape.TEXT_WIDTH, bottom - shape.TEXT_TOP))
    return frames


def _run_markup(run: Run) -> str:
    text = escape(run.text)
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    if run.link and not run.link.startswith("#"):
        text = f"<a href={quoteattr(run.link)}>{text}</a>"
    return text


_folder: ContentFolder | None = None
_way: OrdinaryWay | None = None


def _write(job: tuple[DocumentPath, Path]) -> None:
    path, out = job
    assert _folder is not None
    assert _way is not None
    document = read_document(_folder, path, Problems())
    assert document is not None, f"{path.key} has faults; run `regioplan check`"
    (out / document.file_name).write_bytes(_way.make(document))


def main(arguments: Sequence[str]) -> None:
    """Make many documents, with `jobs` processes that inherit the edition, its figures, fonts and styles."""
    global _folder, _way
    content, fonts, out, jobs = Path(arguments[0]), Path(arguments[1]), Path(arguments[2]), int(arguments[3])
    documents = find_documents(content)
    _folder = ContentFolder(content)
    for folder in {path.folder for path in documents}:
        _folder.edition(folder)
    _way = OrdinaryWay(fonts, _folder.theme)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        pool.map(_write, [(path, out) for path in documents], chunksize=1)


if __name__ == "__main__":
    main(sys.argv[1:])
