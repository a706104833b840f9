# SPDX-License-Identifier: GPL-3.0-or-later
import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

import casefile.desktop
from casefile.base.files import resource
from casefile.desktop.icons import app_icon, icon
from casefile.desktop.theme import Theme

SHIPPED = {path.stem for path in resource("icons").glob("*.svg")}
SOURCES = sorted(Path(casefile.desktop.__file__).parent.rglob("*.py"))


def darkest(picture: QImage) -> int:
    return min(
        picture.pixelColor(x, y).lightness()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    )


def named_in(source: Path) -> set[str]:
    """Every text in the code that is the name of an icon when it stands where one does."""
    calls = {"icon", "icon_button", "pixmap", "EmptyState", "button", "ReadingPane"}
    found = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in calls:
            at = 2 if getattr(node.func, "id", "") == "button" else 0
            if len(node.args) > at and isinstance(node.args[at], ast.Constant):
                found.add(node.args[at].value)
    return found - {""}


def test_every_icon_that_is_named_is_shipped() -> None:
    named = set().union(*map(named_in, SOURCES))
    assert len(named) > 15
    assert named <= SHIPPED


def test_icons_of_pages_menus_and_kinds_are_shipped() -> None:
    from casefile.desktop.actions import PAGES, menus
    from casefile.desktop.search.model import SIGNS

    signs = {sign for _name, sign in PAGES} | set(SIGNS.values())
    signs |= {entry.sign for _title, listed in menus() for entry in listed if entry.sign}
    assert signs <= SHIPPED


def test_outlines_take_any_colour_and_keep_their_licence() -> None:
    for name in SHIPPED - {"casefile"}:
        svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in svg
        assert "ISC" in svg.splitlines()[0]
        assert "<script" not in svg
        assert "href" not in svg
    assert "ISC License" in resource("icons", "LICENSE-lucide.txt").read_text(encoding="utf-8")


def test_an_icon_changes_with_the_theme(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    on_light = icon("lock").pixmap(QSize(36, 36)).toImage()
    theme.choose("dark")
    on_dark = icon("lock").pixmap(QSize(36, 36)).toImage()
    theme.choose("light")
    assert darkest(on_light) < 60 < 180 < darkest(on_dark)


def test_a_disabled_icon_is_paler(qapp: QApplication) -> None:
    Theme(qapp, "light")
    usual = icon("undo-2").pixmap(QSize(36, 36)).toImage()
    disabled = icon("undo-2").pixmap(QSize(36, 36), QIcon.Mode.Disabled).toImage()
    assert darkest(usual) < darkest(disabled)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_sharp_at_every_scale(qapp: QApplication, ratio: float) -> None:
    drawn = icon("search").pixmap(QSize(18, 18), ratio)
    assert drawn.size() == QSize(round(18 * ratio), round(18 * ratio))


def test_the_program_has_an_icon_of_its_own(qapp: QApplication) -> None:
    assert not app_icon().pixmap(64, 64).isNull()
