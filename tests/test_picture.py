"""The logo: whatever kind of picture it is, on the page it is opaque, in sRGB and as fine as print shows."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from command import FONTS, call
from content_factory import THEME, write_content
from regioplan_pdf.pdf.picture import MOST_PIXELS, PRINT_DPI, Picture, find_picture_fault, load_picture

BAND = "#0A3A5A"
BAND_RGB = (10, 58, 90)
ORANGE = (232, 120, 10)


def pixel(picture: Picture, x: int, y: int) -> tuple[int, ...]:
    data = zlib.decompress(picture.packed)
    assert len(data) == 3 * picture.width * picture.height
    at = 3 * (y * picture.width + x)
    return tuple(data[at : at + 3])


def loaded(tmp_path: Path, image: Image.Image, name: str = "logo.png", **options: object) -> Picture:
    path = tmp_path / name
    image.save(path, **options)  # type: ignore[arg-type]
    assert find_picture_fault(path) == ("", "")
    return load_picture(path, BAND, 120.0, 40.0)


def disc(mode: str = "RGBA") -> Image.Image:
    """An orange disc with nothing round it."""
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 0, 50, 39), fill=(*ORANGE, 255))
    return image.convert(mode) if mode != "RGBA" else image


def test_what_shows_through_has_the_colour_behind_it(tmp_path):
    picture = loaded(tmp_path, disc())
    assert pixel(picture, 0, 0) == BAND_RGB
    assert pixel(picture, 30, 20) == ORANGE
    assert picture.box == (60.0, 40.0)


def test_a_palette_with_a_colour_that_is_none(tmp_path):
    image = disc("RGB").quantize(8)
    hole = image.getpixel((0, 0))
    picture = loaded(tmp_path, image, transparency=hole)
    assert pixel(picture, 0, 0) == BAND_RGB
    assert sum(abs(a - b) for a, b in zip(pixel(picture, 30, 20), ORANGE, strict=True)) < 12


@pytest.mark.parametrize(("mode", "value", "shown"), [("L", 128, 128), ("1", 1, 255), ("LA", (128, 255), 128)])
def test_grey(tmp_path, mode, value, shown):
    assert pixel(loaded(tmp_path, Image.new(mode, (60, 20), value)), 5, 5) == (shown,) * 3


def test_grey_of_16_bits_keeps_its_shades(tmp_path):
    rows = b"".join(b"\0" + struct.pack(">60H", *[x * 1100 for x in range(60)]) for _ in range(20))
    chunks = [(b"IHDR", struct.pack(">2I5B", 60, 20, 16, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body)) for tag, body in chunks
    )
    (tmp_path / "logo.png").write_bytes(data)
    picture = load_picture(tmp_path / "logo.png", BAND, 120.0, 40.0)
    assert [pixel(picture, x, 3)[0] for x in (0, 30, 59)] == pytest.approx([0, 128, 252], abs=1)


def test_cmyk_becomes_srgb(tmp_path):
    picture = loaded(tmp_path, Image.new("CMYK", (60, 20), (0, 255, 255, 0)), "logo.jpg", quality=95)
    red, green, blue = pixel(picture, 5, 5)
    assert red > 240 and green < 15 and blue < 15


def test_colours_are_read_by_the_profile_of_the_picture(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for old, new in ((b"rXYZ", b"xXYZ"), (b"bXYZ", b"rXYZ"), (b"xXYZ", b"bXYZ")):  # what it calls red is blue
        profile = profile.replace(old, new, 1)
    with_profile = loaded(tmp_path, Image.new("RGB", (60, 20), (250, 0, 0)), icc_profile=profile)
    assert pixel(with_profile, 5, 5) == pytest.approx((0, 0, 250), abs=3)
    broken = loaded(tmp_path, Image.new("RGB", (60, 20), (200, 100, 50)), "b.png", icc_profile=b"no profile")
    assert pixel(broken, 5, 5) == (200, 100, 50)


def test_a_large_picture_is_as_fine_as_print_shows(tmp_path):
    picture = loaded(tmp_path, disc().resize((3000, 2000)))
    assert (picture.width, picture.height) == (round(60 * PRINT_DPI / 72), round(40 * PRINT_DPI / 72))
    assert picture.box == pytest.approx((60.0, 40.0))
    assert pixel(picture, 0, 0) == BAND_RGB


def test_a_picture_that_is_changed_is_read_again(tmp_path):
    first = loaded(tmp_path, disc())
    assert loaded(tmp_path, Image.new("RGB", (90, 40), ORANGE)).name != first.name


def test_a_picture_that_is_far_too_large_is_told(tmp_path, capsys):
    side = int(MOST_PIXELS**0.5) + 1
    content = write_content(tmp_path / "content", theme=f'{THEME}\n[logo]\nbestand = "logo.png"\nalt = "Logo"\n')
    Image.new("1", (side, side)).save(content / "logo.png")
    ran = call(capsys, "check", "--content", content, "--fonts", FONTS, "--jobs", 1)
    assert ran.code == 1
    assert f"thema.toml: error: The logo 'logo.png' is {side} by {side} pixels, which is far too large." in ran.err
    assert "hint: save it some 1500 pixels wide" in ran.err


@pytest.mark.parametrize(("name", "image"), [("logo.png", disc()), ("logo.jpg", disc("RGB").convert("CMYK"))])
def test_a_plan_with_a_logo_conforms_and_is_the_same_every_time(tmp_path, capsys, name, image):
    content = write_content(tmp_path / "content", theme=f'{THEME}\n[logo]\nbestand = "{name}"\nalt = "Logo"\n')
    image.save(content / name)
    made = []
    for out in (tmp_path / "a", tmp_path / "b"):
        arguments = ("--content", content, "--fonts", FONTS, "--jobs", 1, "--out", out)
        ran = call(capsys, "build", "rotterdam", *arguments)
        assert (ran.code, ran.err) == (0, "")
        (path,) = out.glob("*.pdf")
        assert call(capsys, "check", path).code == 0
        made.append(path.read_bytes())
    assert made[0] == made[1]
    assert b"/DeviceCMYK" not in made[0] and b"/SMask" not in made[0]
    assert made[0].count(b"/Subtype /Image") == 1
