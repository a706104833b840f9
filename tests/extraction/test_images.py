# SPDX-License-Identifier: GPL-3.0-or-later
import io
import struct

import pytest
from PIL import Image

from casefile.extraction import images, protocol
from casefile.extraction.images import ImagePages, open_image, reader_of
from casefile.extraction.protocol import Failure, Fault

FORMATS = ["JPEG", "PNG", "TIFF", "WEBP"]


def made(image: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def opened(data: bytes, format_: str) -> ImagePages:
    return reader_of(f"image/{format_.lower()}")(data)


def flag() -> Image.Image:
    """Red left, blue right, 40 by 20."""
    image = Image.new("RGB", (40, 20), "red")
    image.paste("blue", (20, 0, 40, 20))
    return image


def near(pixel: bytes, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("format_", FORMATS)
def test_pixels_come_out(format_: str) -> None:
    pages = opened(made(flag(), format_), format_)
    assert pages.count == 1
    assert pages.text(0) == ""
    across, down, rgb = pages.picture(0, 20)
    assert (across, down, len(rgb)) == (20, 10, 600)
    assert near(rgb[:3], (254, 0, 0))
    assert near(rgb[57:60], (0, 0, 254))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_is_never_made_larger(format_: str) -> None:
    assert opened(made(flag(), format_), format_).picture(0, 5000)[:2] == (40, 20)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_which_side_is_up_is_heeded(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = made(flag(), "JPEG", exif=exif, quality=100, subsampling=0)
    across, down, rgb = opened(data, "JPEG").picture(0, 100)
    assert (across, down) == ((40, 20) if orientation < 5 else (20, 40))
    red_first = near(rgb[:3], (254, 0, 0))
    assert red_first == (orientation in {1, 4, 5, 6})


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_nonsense_about_the_side_changes_nothing(value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    assert opened(made(flag(), "JPEG", exif=exif), "JPEG").picture(0, 40)[:2] == (40, 20)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_exif_does_not_spoil_the_picture() -> None:
    data = made(flag(), "JPEG", exif=b"Exif\0\0II*\0" + b"\xff" * 40)
    assert opened(data, "JPEG").picture(0, 40)[:2] == (40, 20)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "RGB"])
def test_every_kind_of_pixel_becomes_rgb(mode: str) -> None:
    data = made(Image.new(mode, (6, 4)), "PNG")
    assert len(opened(data, "PNG").picture(0, 6)[2]) == 72


def test_what_is_transparent_is_white() -> None:
    data = made(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG")
    assert set(opened(data, "PNG").picture(0, 4)[2]) == {255}


def test_prints_in_four_colours_are_read() -> None:
    data = made(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")
    assert near(opened(data, "JPEG").picture(0, 8)[2][:3], (254, 0, 0))


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_adobe_deflate", "jpeg"])
def test_pages_of_a_tiff_are_pages(compression: str) -> None:
    more = [Image.new("RGB", (30, 10), "blue")]
    options = {"save_all": True, "append_images": more, "compression": compression}
    pages = opened(made(flag(), "TIFF", **options), "TIFF")
    assert pages.count == 2
    assert pages.picture(1, 30)[:2] == (30, 10)


def test_an_animation_is_its_first_picture() -> None:
    options = {"save_all": True, "append_images": [Image.new("RGB", (40, 20), "green")]}
    for format_ in ("PNG", "WEBP"):
        assert opened(made(flag(), format_, **options), format_).count == 1


def test_over_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "IMAGE_PIXEL_LIMIT", 799)
    with pytest.raises(Fault) as error:
        opened(made(flag(), "PNG"), "PNG")
    assert error.value.failure is Failure.TOO_LARGE


def test_a_later_page_is_measured_too(monkeypatch: pytest.MonkeyPatch) -> None:
    more = [Image.new("RGB", (60, 60))]
    pages = opened(made(flag(), "TIFF", save_all=True, append_images=more), "TIFF")
    monkeypatch.setattr(images, "IMAGE_PIXEL_LIMIT", 800)
    with pytest.raises(Fault) as error:
        pages.picture(1, 10)
    assert error.value.failure is Failure.TOO_LARGE


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "PAGE_LIMIT", 1)
    with pytest.raises(Fault) as error:
        opened(made(flag(), "TIFF", save_all=True, append_images=[flag()]), "TIFF")
    assert error.value.failure is Failure.TOO_MANY_PAGES


@pytest.mark.parametrize("format_", FORMATS)
def test_another_kind_is_not_what_it_says(format_: str) -> None:
    with pytest.raises(Fault) as error:
        opened(made(flag(), "BMP"), format_)
    assert error.value.failure is Failure.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize("format_", FORMATS)
def test_half_a_file_is_damaged(format_: str) -> None:
    noise = Image.effect_noise((64, 64), 90)
    data = made(noise, format_)
    with pytest.raises(Fault) as error:
        opened(data[: len(data) // 2], format_).picture(0, 64)
    assert error.value.failure is Failure.DAMAGED


def test_a_head_and_nothing_else_is_damaged() -> None:
    for format_, mark in zip(
        FORMATS, (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"RIFF"), strict=True
    ):
        with pytest.raises(Fault) as error:
            open_image(f"image/{format_.lower()}", mark)
        assert error.value.failure is Failure.DAMAGED


def test_the_limit_of_the_protocol_holds_for_pictures() -> None:
    """A file of 50 million pixels may be opened; what comes back of it is less."""
    assert protocol.PIXEL_LIMIT < protocol.IMAGE_PIXEL_LIMIT
    wide = struct.pack(">II", 10_000, 1)
    data = made(Image.new("1", (10_000, 1)), "PNG")
    assert wide in data
    assert opened(data, "PNG").picture(0, 99_999)[:2] == (10_000, 1)
