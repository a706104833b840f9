# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures: JPEG, PNG, TIFF (a page each frame) and WebP, by Pillow. Only pixels come out.

What else a picture file carries (place, camera, comments, previews) is not read, except
which side is up. A file over 50 million pixels is refused before its pixels are unpacked.
"""

import io
import struct
import zlib
from collections.abc import Callable
from functools import partial

from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from casefile.extraction.pages import Bare, fit
from casefile.extraction.protocol import IMAGE_PIXEL_LIMIT, PAGE_LIMIT, Failure, Fault

_READERS: dict[str, tuple[tuple[bytes, ...], type[ImageFile.ImageFile]]] = {
    "image/jpeg": ((b"\xff\xd8\xff",), JpegImagePlugin.JpegImageFile),
    "image/png": ((b"\x89PNG\r\n\x1a\n",), PngImagePlugin.PngImageFile),
    "image/tiff": ((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), TiffImagePlugin.TiffImageFile),
    "image/webp": ((b"RIFF",), WebPImagePlugin.WebPImageFile),
}
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)  # what Pillow raises on bad data; it has no family of its own
_ORIENTATION = 0x0112  # EXIF 2.32, 4.6.4
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = {_TURNS[orientation] for orientation in (5, 6, 7, 8)}


def reader_of(media_type: str) -> Callable[[bytes], "ImagePages"]:
    """What opens a picture of this media type, one of the four."""
    return partial(open_image, media_type)


def open_image(media_type: str, untrusted: bytes) -> "ImagePages":
    """The picture, or the pages of a TIFF. Raises Fault."""
    marks, reader = _READERS[media_type]
    if not untrusted.startswith(marks):
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    pages = ImagePages(untrusted, reader)
    if pages.count > PAGE_LIMIT:
        raise Fault(Failure.TOO_MANY_PAGES)
    return pages


class ImagePages(Bare):
    """A picture file. Each request opens it anew, because scaling may spoil an opened one.
    It has no text: what stands on a scan is recognised only when it is asked for.
    """

    has_pictures = True

    def __init__(self, untrusted: bytes, reader: type[ImageFile.ImageFile]) -> None:
        self._untrusted = untrusted
        self._reader = reader
        try:
            with self._opened(0) as image:
                many = isinstance(image, TiffImagePlugin.TiffImageFile)
                self.count = int(getattr(image, "n_frames", 1)) if many else 1
        except _DAMAGE:
            raise Fault(Failure.DAMAGED) from None

    def picture(self, page: int, width: int, /) -> tuple[int, int, bytes]:
        """The pixels, upright, on white; never larger than they are in the file."""
        try:
            with self._opened(page) as image:
                return _pixels(image, width)
        except _DAMAGE:
            raise Fault(Failure.DAMAGED) from None

    def _opened(self, page: int) -> ImageFile.ImageFile:
        image = self._reader(io.BytesIO(self._untrusted))
        if page:
            image.seek(page)
        if image.width * image.height > IMAGE_PIXEL_LIMIT:
            raise Fault(Failure.TOO_LARGE)
        return image


def _pixels(image: ImageFile.ImageFile, width: int) -> tuple[int, int, bytes]:
    turn = _TURNS.get(_orientation(image))
    sideways = turn in _SIDEWAYS
    wide, high = (image.height, image.width) if sideways else image.size
    across, down = fit(min(width, wide), wide, high)
    size = (down, across) if sideways else (across, down)
    image.draft(None, size)
    scaled = _on_white(image).resize(size, reducing_gap=2.0)
    upright = scaled.transpose(turn) if turn is not None else scaled
    return across, down, upright.tobytes()


def _orientation(image: Image.Image) -> int:
    """Which side is up: 1 to 8. A broken note about it does not spoil a good picture."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _DAMAGE:
        return 1


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L", "CMYK", "YCbCr"):
        return image.convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper
