# SPDX-License-Identifier: GPL-3.0-or-later
"""A Dossier as a PDF. Pages are laid out first and drawn after, so that "page 3 of 12" and the
contents are known in one pass. The same Dossier always gives the same bytes."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from casefile.base.clock import at
from casefile.briefing.blocks import Outline, Paragraph, Running
from casefile.briefing.breaks import plain
from casefile.briefing.cover import contents, cover
from casefile.briefing.embedding import EmbeddedFaces
from casefile.briefing.flowables import Row
from casefile.briefing.fonts import Shaper, Style
from casefile.briefing.layout import ACCENT, BOTTOM, LEFT, LINE, MEASURE, MUTED, TOP, Setter
from casefile.briefing.outline import TEMPLATES, outline
from casefile.briefing.paging import Page, paginate
from casefile.briefing.pen import HEIGHT, WIDTH, Pen
from casefile.briefing.rtl import without_marks
from casefile.disclosure.dossier import Dossier

__all__ = ["TEMPLATES", "draw", "render"]

Progress = Callable[[int, int], None]

_SIGNS = 40  # so many are listed that no face has
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM
_RUNNING = Style(size=7.8, leading=11.0, color=MUTED)
_CLASSIFIED = Style(face="bold", size=7.8, leading=11.0, color=ACCENT, align="end")
_FOLIO = Style(size=7.8, leading=11.0, color=MUTED, tabular=True, align="end")


def render(
    dossier: Dossier,
    out: BinaryIO,
    *,
    template: str = "case",
    language: str = "en",
    progress: Progress | None = None,
) -> None:
    """Write the briefing to `out`. `progress` is told pages drawn and pages in all.

    Raises KeyError for an unknown template.
    """
    told = outline(dossier, template=template, language=language)
    setter = Setter(Shaper())
    draw(told, rows(told, setter), setter.shaper, out, progress=progress)


def draw(
    told: Running,
    rows: Iterable[Row],
    shaper: Shaper,
    out: BinaryIO,
    *,
    covered: bool = True,
    progress: Progress | None = None,
) -> None:
    """Put rows on pages and write them to `out`; `covered`: the first page has no header."""
    pages = paginate(rows, TEXT_HEIGHT)
    canvas = _canvas(out, told)
    EmbeddedFaces(shaper.alphabets).attach(canvas)
    pen = Pen(canvas, shaper, _numbers(pages))
    for number, page in enumerate(pages, 1):
        if number > 1 or not covered:
            _furniture(pen, told, number, len(pages))
        for row, y in page:
            row.draw(pen, LEFT, TOP + y)
        pen.next_page()
        if progress is not None:
            progress(number, len(pages))
    canvas.save()


def rows(told: Outline, setter: Setter) -> list[Row]:
    """Everything that is set, in its order; last what could not be."""
    found = [
        *cover(setter, told.cover, TEXT_HEIGHT),
        *contents(setter, told.contents, told.blocks),
        *setter.blocks(told.blocks),
    ]
    if missing := sorted(setter.shaper.missing):
        signs = ", ".join(f"U+{ord(sign):04X}" for sign in missing[:_SIGNS])
        signs += ", …" if len(missing) > _SIGNS else ""
        found.extend(setter.block(Paragraph(told.unset.format(signs=signs), "muted")))
    return found


def _numbers(pages: list[Page]) -> dict[str, int]:
    """The page of every anchor."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for row, _y in page:
            if row.anchor:
                numbers.setdefault(row.anchor.key, number)
    return numbers


def _furniture(pen: Pen, told: Running, number: int, total: int) -> None:
    """Header and footer."""
    right = LEFT + MEASURE
    pen.text(told.header, _RUNNING, LEFT, 46, MEASURE - 130)
    pen.text(told.classification, _CLASSIFIED, right - 120, 46, 120)
    pen.rule(LEFT, right, 53, LINE)
    pen.rule(LEFT, right, HEIGHT - 50, LINE)
    pen.text(told.footer, _RUNNING, LEFT, HEIGHT - 37, MEASURE - 130)
    folio = told.page_of.format(page=number, pages=total)
    pen.text(folio, _FOLIO, right - 120, HEIGHT - 37, 120)


class _Paper(Canvas):
    """A canvas that names no font of its own: ReportLab would put Helvetica on every page."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def _canvas(out: BinaryIO, told: Running) -> Canvas:
    rl_config.useA85 = 0  # PDF is a binary format; base-85 would make it a quarter larger
    canvas = _Paper(
        out, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1, pdfVersion=(1, 7),
        lang=told.language,
    )  # fmt: skip
    canvas.setTitle(_on_one_line(told.title))
    canvas.setAuthor(_on_one_line(told.author))
    canvas.setSubject(_on_one_line(told.subject))
    canvas.setCreator("Casefile")
    canvas.setProducer("Casefile")
    canvas.setKeywords("")
    made: datetime = at(told.made_at)
    canvas.setDateFormatter(lambda *_now: f"D:{made:%Y%m%d%H%M%S}Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas


def _on_one_line(text: str) -> str:
    """A text for the places of a PDF that hold one line and no marks."""
    return without_marks(plain(text)).replace("\n", " ")
