# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests read back: the texts of an outline, the pages of a PDF."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pypdfium2

from casefile.briefing.blocks import Block
from casefile.briefing.render import render
from casefile.briefing.wording import Wording
from casefile.disclosure.dossier import Dossier
from tests.briefing import invented


def wording(**changes: Any) -> Wording:
    """The invented case in English, with some of it changed."""
    return Wording(invented.dossier(**changes), "en")


def strings(value: Any) -> Iterator[str]:
    """Every text in blocks, in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def told(blocks: Iterable[Block]) -> str:
    """All texts of blocks on lines of their own."""
    return "\n".join(text for text in strings(list(blocks)) if text)


def pdf(dossier: Dossier, **options: Any) -> bytes:
    """The briefing."""
    out = io.BytesIO()
    render(dossier, out, **options)
    return out.getvalue()


def pages(data: bytes) -> list[str]:
    """The text of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_text(document, index) for index in range(len(document))]
    finally:
        document.close()


def _text(document: Any, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    try:
        found: str = text.get_text_range()
        return found.replace("\r\n", "\n")
    finally:
        text.close()
        page.close()
