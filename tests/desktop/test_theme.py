# SPDX-License-Identifier: GPL-3.0-or-later
import re
from itertools import product

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from casefile.desktop.stylesheet import style_sheet
from casefile.desktop.theme import DARK, LIGHT, Colours, Theme, colours, contrast, palette_of

GROUNDS = ("window", "surface", "rail")
WORDS = ("text", "muted", "accent", "ok", "warn", "bad")


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("word", "ground"),
    [
        *product(WORDS, GROUNDS),
        ("text", "selection"),
        ("muted", "selection"),
        ("text", "hover"),
        ("text", "mark"),
        ("on_accent", "accent"),
        ("muted", "hover"),
    ],
)
def test_words_can_be_read_on_their_ground(worn: Colours, word: str, ground: str) -> None:
    assert contrast(getattr(worn, word), getattr(worn, ground)) >= 4.5


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_edges_of_fields_can_be_seen(worn: Colours, ground: str) -> None:
    assert contrast(worn.edge, getattr(worn, ground)) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("worn", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_is_filled_in_and_symmetrical(worn: Colours) -> None:
    sheet = style_sheet(worn, 13)
    assert "$" not in sheet
    assert not re.search(r"(padding|margin|border)-(left|right)", sheet)
    assert "::item{height" not in sheet.replace(" ", "")


def test_larger_letters_come_with_larger_controls() -> None:
    assert "min-height: 22px" in style_sheet(LIGHT, 13)
    assert "min-height: 44px" in style_sheet(LIGHT, 26)


def test_a_choice_is_worn_at_once(qapp: QApplication) -> None:
    theme = Theme(qapp, "dark")
    assert colours() is DARK
    assert DARK.surface in theme.sheet
    theme.choose("light")
    assert colours() is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window.lower()


def test_an_unknown_appearance_follows_the_system(qapp: QApplication) -> None:
    assert Theme(qapp, "sepia").appearance == "system"


def test_the_palette_says_what_the_colours_say(qapp: QApplication) -> None:
    assert palette_of(DARK).color(QPalette.ColorRole.Text).name() == DARK.text.lower()
