# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on scans, by Tesseract, in the extraction process. Its data are loaded with it, before
anything is given up: they lie where TESSDATA_PREFIX says."""

import os
from collections.abc import Callable

import tesserocr

from casefile.extraction.pages import Bare, Pages
from casefile.extraction.protocol import Failure, Fault

_ACROSS = 2480  # pixels of a page's width: A4 at 300 dots per inch, which Tesseract is trained for
_DOTS = 300


def recognising(
    opened: Callable[[bytes], Pages], languages: str
) -> Callable[[bytes], "RecognisedPages"]:
    """What opens a document and recognises what it shows, in `languages` such as "rus+eng"."""
    reader = tesserocr.PyTessBaseAPI(path=os.environ["TESSDATA_PREFIX"], lang=languages)
    return lambda untrusted: RecognisedPages(opened(untrusted), reader)


class RecognisedPages(Bare):
    """The pages of a document; those without a text of their own are read from their pictures."""

    def __init__(self, pages: Pages, reader: tesserocr.PyTessBaseAPI) -> None:
        self._pages = pages
        self._reader = reader
        self.count = pages.count
        self.has_pictures = pages.has_pictures

    def text(self, page: int, /) -> str:
        own = self._pages.text(page)
        return own if own.strip() else self._recognised(page)

    def picture(self, page: int, width: int, /) -> tuple[int, int, bytes]:
        return self._pages.picture(page, width)

    def _recognised(self, page: int) -> str:
        across, down, rgb = self._pages.picture(page, _ACROSS)
        try:
            self._reader.SetImageBytes(rgb, across, down, 3, across * 3)
            self._reader.SetSourceResolution(_DOTS)
            return str(self._reader.GetUTF8Text())
        except RuntimeError:
            raise Fault(Failure.DAMAGED) from None
        finally:
            self._reader.Clear()
