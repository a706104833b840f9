# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of pages, as many as a limit of memory lets be kept; those seen last go last."""

from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtGui import QImage

from casefile.extraction.host import Picture


def image_of(picture: Picture) -> QImage:
    """The pixels as Qt paints them fastest. On whatever thread."""
    row = 3 * picture.width
    drawn = QImage(
        picture.rgb, picture.width, picture.height, row, QImage.Format.Format_RGB888
    )  # fmt: skip
    return drawn.convertToFormat(QImage.Format.Format_RGB32)


class Pictures:
    """By page, each with the width for which it was asked."""

    def __init__(self, limit: int) -> None:
        self._limit = limit  # bytes
        self._kept: OrderedDict[int, tuple[QImage, int]] = OrderedDict()
        self.size = 0  # bytes

    def __contains__(self, page: int) -> bool:
        return page in self._kept

    def get(self, page: int) -> QImage | None:
        """The picture of a page, of whatever width."""
        found = self._kept.get(page)
        return found[0] if found else None

    def is_sharp(self, page: int, width: int) -> bool:
        """Whether the picture is there that was asked for at this width."""
        found = self._kept.get(page)
        return found is not None and found[1] == width

    def put(self, page: int, drawn: QImage, width: int, seen: Collection[int]) -> None:
        """Keep a picture; drop others, but none of those that are seen."""
        self._drop(page)
        self._kept[page] = drawn, width
        self.size += drawn.sizeInBytes()
        for other in list(self._kept):
            if self.size <= self._limit:
                break
            if other != page and other not in seen:
                self._drop(other)

    def touch(self, pages: Collection[int]) -> None:
        """These are seen now."""
        for page in pages:
            if page in self._kept:
                self._kept.move_to_end(page)

    def age(self) -> None:
        """All are of an earlier version: shown until the new ones are there."""
        self._kept = OrderedDict((page, (drawn, 0)) for page, (drawn, _w) in self._kept.items())

    def clear(self) -> None:
        """Keep none."""
        self._kept.clear()
        self.size = 0

    def _drop(self, page: int) -> None:
        if page in self._kept:
            self.size -= self._kept.pop(page)[0].sizeInBytes()
