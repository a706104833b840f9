# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery sheet on paper: 24 numbered words and the same as a QR code.

It does not say which vault it opens, nor whose it is: who finds it must not know what to look for.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from casefile.base.messages import catalogue
from casefile.briefing.blocks import Running
from casefile.briefing.cover import code_picture
from casefile.briefing.flowables import Cell, Row
from casefile.briefing.fonts import Shaper, Style
from casefile.briefing.layout import ACCENT, LINE, MEASURE, MUTED, Setter
from casefile.briefing.render import draw

_TITLE = Style(face="bold", size=20.0, leading=26.0)
_TEXT = Style(size=10.5, leading=16.0)
_PLACE = Style(size=10.0, leading=18.0, color=MUTED, tabular=True)
_WORD = Style(face="bold", size=13.0, leading=18.0)
_COLUMNS, _INDENT, _QR = 3, 26.0, 150.0


def render_sheet(
    words: Sequence[str], made_at: int, out: BinaryIO, *, language: str = "en"
) -> None:
    """Write the sheet as a PDF to `out`. `made_at`: Unix milliseconds."""
    say = catalogue(language).gettext
    setter = Setter(Shaper())
    name = say("Recovery sheet")
    told = Running(
        title=name, author="", subject="", language=language, made_at=made_at, header=name,
        classification=say("Keep secret"), footer=name, page_of=say("Page {page} of {pages}"),
    )  # fmt: skip
    draw(told, list(_rows(setter, words, language)), setter.shaper, out, covered=False)


def _rows(setter: Setter, words: Sequence[str], language: str) -> Iterator[Row]:
    _ = catalogue(language).gettext
    yield Row((setter.cell(0, _("Recovery sheet"), _TITLE, MEASURE),), keep=True, whole=True)
    for text in (
        _("These words open a vault of Casefile when its passphrase is lost. Whoever has them has "
          "the vault."),
        _("Keep the sheet away from the computer, where nobody looks for it. Fold it, seal it, "
          "and don't write on it which computer it belongs to. Destroy the file that you printed."),
    ):  # fmt: skip
        yield Row((setter.cell(0, text, _TEXT, MEASURE),), before=6, whole=True)
    rows = -(-len(words) // _COLUMNS)
    for at in range(rows):
        yield Row(
            _words(setter, words, at, rows), before=26 if at == 0 else 0, pad_top=8, pad_bottom=6,
            rule=ACCENT if at == 0 else LINE, right=MEASURE, whole=True,
        )  # fmt: skip
    told = _(
        "In Casefile: choose the vault, then “Lost the passphrase?”, type the words (the first "
        "four letters of each will do) and choose a new passphrase. The code beside this holds "
        "the same words."
    )
    yield Row(
        (setter.cell(0, told, _TEXT, MEASURE - _QR - 30),),
        before=30, pad_top=16, rule=LINE, right=MEASURE, whole=True,
        picture=code_picture(" ".join(words), _QR), picture_height=_QR + 16,
    )  # fmt: skip


def _words(setter: Setter, words: Sequence[str], at: int, rows: int) -> tuple[Cell, ...]:
    """One line of words; they run down each column."""
    width = MEASURE / _COLUMNS
    cells = []
    for column, place in enumerate(range(at, len(words), rows)):
        left = column * width
        cells.append(setter.cell(left, f"{place + 1}", _PLACE, _INDENT))
        cells.append(setter.cell(left + _INDENT, words[place], _WORD, width - _INDENT))
    return tuple(cells)
