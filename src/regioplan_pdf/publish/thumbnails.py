"""Small pictures of a PDF's pages: the only use of PDFium, which paints them."""

from __future__ import annotations

import io
from functools import cache
from importlib.metadata import version

from regioplan_pdf.publish.model import THUMBNAIL_FILES, THUMBNAIL_SIZE
from regioplan_pdf.source.schema import SourceError
from regioplan_pdf.source.views import PdfValue

_QUALITY = 60
"""Of WebP, 0 to 100: body text is no longer readable at this size, headings and charts are."""


@cache
def thumbnail_recipe() -> str:
    """What the bytes of a picture depend on besides the PDF."""
    libraries = (f"{name} {version(name)}" for name in ("pypdfium2", "pillow"))
    return ", ".join((*libraries, f"webp {_QUALITY} {THUMBNAIL_SIZE[0]}x{THUMBNAIL_SIZE[1]}"))


def make_thumbnails(pdf: bytes) -> tuple[bytes, ...]:
    """The first two pages as WebP of THUMBNAIL_SIZE. Raises SourceError."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return tuple(_picture(document[number]) for number in range(len(THUMBNAIL_FILES)))
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise SourceError(f"The pages of the PDF can't be painted: {error}.") from error


def _picture(page: PdfValue) -> bytes:
    width, _ = THUMBNAIL_SIZE
    # Twice the size and then halved: PDFium's own small letters are ragged.
    bitmap = page.render(scale=2 * width / page.get_width(), rev_byteorder=True)
    image = bitmap.to_pil()
    image = (image if image.mode == "RGB" else image.convert("RGB")).reduce(2)
    data = io.BytesIO()
    # Method 2 takes half the time of the default for a tenth more bytes.
    image.save(data, "WEBP", quality=_QUALITY, method=2)
    return data.getvalue()
