# SPDX-License-Identifier: GPL-3.0-or-later
"""What every format is turned into: pages with text, some with pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from casefile.extraction.protocol import (
    PAGE_LIMIT,
    PIXEL_LIMIT,
    SIDE_LIMIT,
    Box,
    Failure,
    Fault,
    Listed,
)


class Pages(Protocol):
    """An opened document. Pages are counted from 0."""

    @property
    def count(self) -> int: ...

    @property
    def has_pictures(self) -> bool: ...

    def text(self, page: int, /) -> str:
        """The text of a page as it stands in the document; raises Fault."""
        ...

    def layout(self, page: int, /) -> tuple[str, Sequence[Box | None]]:
        """The same text, and a box for each of its first characters; raises Fault."""
        ...

    def picture(self, page: int, width: int, /) -> tuple[int, int, bytes]:
        """Width, height and RGB bytes of a page's picture; raises Fault."""
        ...

    def attachments(self) -> list[Listed]:
        """The files that came with it."""
        ...

    def left_behind(self) -> int:
        """How many more came with it that can't be handed out."""
        ...

    def attachment(self, number: int, /) -> bytes:
        """One of them, counted from 0; raises Fault."""
        ...


class Bare:
    """What most formats don't have: pictures, places on them, files that came along."""

    has_pictures = False

    def text(self, _page: int, /) -> str:
        return ""

    def layout(self, page: int, /) -> tuple[str, Sequence[Box | None]]:
        return self.text(page), ()

    def picture(self, _page: int, _width: int, /) -> tuple[int, int, bytes]:
        raise Fault(Failure.NO_PICTURE)

    def attachments(self) -> list[Listed]:
        return []

    def left_behind(self) -> int:
        return 0

    def attachment(self, _number: int, /) -> bytes:
        raise Fault(Failure.DAMAGED)


@dataclass(frozen=True)
class TextPages(Bare):
    """A document that is text only."""

    texts: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.texts)

    def text(self, page: int, /) -> str:
        return self.texts[page]


def paged(text: str) -> TextPages:
    """The text, with a new page at each form feed, as printers have it."""
    return TextPages(tuple(text.split("\f", PAGE_LIMIT - 1)))


def fit(width: int, page_width: float, page_height: float) -> tuple[int, int]:
    """The pixel size of a picture of a page: `width` wide where the limits allow, else smaller.

    Raises Fault for a page without area.
    """
    if not (0 < page_width < float("inf") and 0 < page_height < float("inf")):
        raise Fault(Failure.DAMAGED)
    scale = min(
        max(width, 1) / page_width,
        SIDE_LIMIT / page_width,
        SIDE_LIMIT / page_height,
        (PIXEL_LIMIT / page_width / page_height) ** 0.5,
    )
    return max(1, int(page_width * scale + 1e-6)), max(1, int(page_height * scale + 1e-6))
