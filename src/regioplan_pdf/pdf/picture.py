"""A picture as a plan can hold it: opaque, in sRGB, no finer than print shows.

PDF/A-3 has no use for transparency here, and colours mean what the file's output intent says (sRGB):
what shows through a picture is filled with the colour behind it, other colours are converted.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageOps
from reportlab.pdfbase.pdfdoc import PDFImageXObject

from regioplan_pdf.pdf.serialise import compress

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
MOST_PIXELS = 25_000_000
"""Of a larger file something else is wrong: a logo is printed at some 500 by 170."""
PRINT_DPI = 300
MESSAGE_HINT = "save it again as PNG or JPEG"


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in sRGB, three bytes each, row by row, packed for the filter FlateDecode.

    name: made of its content. box: width and height on the page, pt.
    """

    name: str
    width: int
    height: int
    packed: bytes
    box: tuple[float, float]

    def as_object(self) -> PDFImageXObject:
        """ReportLab's object for it."""
        held = PDFImageXObject(self.name)
        held.width, held.height, held.bitsPerComponent = self.width, self.height, 8
        held.colorSpace, held._filters, held.streamContent = "DeviceRGB", ("FlateDecode",), self.packed
        return held


def find_picture_fault(path: Path) -> tuple[str, str]:
    """What is wrong with a picture's file, as the end of a sentence, and what to do; '' for a sound one."""
    try:
        with _open(path) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                return f"is {width} by {height} pixels, which is far too large", "save it some 1500 pixels wide"
            image.load()
    except Exception:  # the readers of pictures raise many kinds for a file that is none
        return "can't be read as a picture", MESSAGE_HINT
    return "", ""


def load_picture(path: Path, background: str, width: float, height: float) -> Picture:
    """A picture to be scaled into a box (pt) without distortion, on a colour ('#RRGGBB')."""
    about = path.stat()
    return _load(path, about.st_mtime_ns, about.st_size, background, width, height)


@lru_cache(maxsize=8)
def _load(path: Path, changed: int, size: int, background: str, width: float, height: float) -> Picture:
    """The same for a file as it was when it was changed: made once for all plans of a run."""
    with _open(path) as image:
        flat = _flatten(ImageOps.exif_transpose(image), background)
    scale = min(width / flat.width, height / flat.height)
    box = (flat.width * scale, flat.height * scale)
    most = (max(1, round(box[0] * PRINT_DPI / 72)), max(1, round(box[1] * PRINT_DPI / 72)))
    if most[0] < flat.width:
        flat = flat.resize(most, Image.Resampling.LANCZOS, reducing_gap=3.0)
    data = flat.tobytes()
    name = hashlib.md5(f"{flat.size}".encode() + data, usedforsecurity=False).hexdigest()
    return Picture(name, flat.width, flat.height, compress(data), box)


def _open(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
        return Image.open(path, formats=FORMATS)


def _flatten(image: Image.Image, background: str) -> Image.Image:
    """A picture in sRGB on a ground of one colour."""
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.point(lambda value: value * (1 / 257)).convert("L")  # 16 bits of grey
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    colours = _in_srgb(image)
    if alpha is None:
        return colours
    ground = Image.new("RGB", image.size, background)
    ground.paste(colours, mask=alpha)
    return ground


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours of a picture, by its own profile if that can be read."""
    profile = image.info.get("icc_profile")
    if profile:
        plain = image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")
        with suppress(ImageCms.PyCMSError, OSError):
            srgb = ImageCms.createProfile("sRGB")
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(plain, own, srgb, outputMode="RGB")
            if converted is not None:
                return converted
    return image.convert("RGB")
