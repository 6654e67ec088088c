"""The same pages in Typst: the document as JSON, set by plan.typ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks import shape
from regioplan_pdf.model.content import Theme
from regioplan_pdf.model.document import Document

TEMPLATE = Path(__file__).parent / "plan.typ"


class TypstWay:
    """Makes plans with one Typst compiler. tags: whether the PDF is tagged, as ours is."""

    def __init__(self, fonts: Path, theme: Theme, *, tags: bool = True) -> None:
        import typst

        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        self._compiler = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=found)
        self._colours = json.dumps(dict(theme.colours))
        self._tags = tags

    def make(self, document: Document) -> bytes:
        """The PDF of a plan."""
        inputs = {"data": document_json(document), "shape": shape_json(document), "colours": self._colours}
        made = self._compiler.compile(format="pdf", sys_inputs=inputs, timestamp=0, pdf_tags=self._tags)
        assert isinstance(made, bytes)
        return made


def document_json(document: Document) -> str:
    """Everything that a reader meets, as JSON; a node says its `kind`."""
    charts = [_as_dict(card) | {"foot": shape.foot_text(card)} for card in document.charts]
    names = ("edition_title", "sector_title", "region_title", "heads", "charts_title", "tile_map", "key_figures")
    names += ("sections", "leeswijzer", "footer", "example_pages")
    data = {name: getattr(document, name) for name in names}
    data["charts"] = charts
    meta = document.meta
    data["meta"] = {"title": meta.title, "author": meta.author, "subject": meta.subject}
    data["leeswijzer_columns"] = shape.split_entries(document.leeswijzer.entries, shape.TEXT_COLUMNS)
    return json.dumps(data, default=_as_dict, ensure_ascii=False)


def shape_json(document: Document) -> str:
    """The measures of the page in pt."""
    body = shape.body_size(document)
    return json.dumps(
        {
            "width": shape.PAGE_WIDTH,
            "height": shape.PAGE_HEIGHT,
            "margin": shape.MARGIN,
            "header": shape.HEADER,
            "strip_top": shape.STRIP_TOP,
            "strip": shape.STRIP_HEIGHT,
            "charts_top": shape.CHARTS_TOP,
            "foot": shape.FOOT,
            "side": shape.SIDE_WIDTH,
            "gutter": shape.GUTTER,
            "text_top": shape.TEXT_TOP,
            "band": shape.BAND_HEIGHT,
            "card_head": shape.CARD_HEAD,
            "card_foot": shape.CARD_FOOT,
            "page_2_charts": shape.PAGE_2_CHARTS,
            "body": body,
            "leading": body * shape.LEADING,
            "small": shape.SMALL,
            "columns": shape.chart_columns(document, 1),
        }
    )


def _as_dict(node: Any) -> dict[str, Any]:
    return {"kind": type(node).__name__} | {name: getattr(node, name) for name in node.__slots__}
