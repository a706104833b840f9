# SPDX-License-Identifier: GPL-3.0-or-later
"""The look: Fusion with our own palette, light and dark, and a short style sheet over it.

Nothing keeps a "current theme": whoever paints asks `colours()` at that moment.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from casefile.desktop.stylesheet import style_sheet

APPEARANCES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Colours:
    """What each colour is for. `edge` outlines fields (3:1), `line` divides rows (decoration)."""

    window: str
    surface: str
    rail: str
    text: str
    muted: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    bad: str
    selection: str
    line: str
    edge: str
    hover: str
    mark: str  # behind the letters that matched a search


LIGHT = Colours(
    window="#F7F8FA", surface="#FFFFFF", rail="#EDF0F4", text="#1B2430", muted="#5B6675",
    accent="#1F5FA8", on_accent="#FFFFFF", ok="#1E7B4F", warn="#9A5B00", bad="#B3261E",
    selection="#DCE8F6", line="#D8DDE4", edge="#808B9B", hover="#E4E9F0", mark="#FFE9A8",
)  # fmt: skip
DARK = Colours(
    window="#14181E", surface="#1C222A", rail="#10141A", text="#E7EBF0", muted="#9AA6B5",
    accent="#7DB2F0", on_accent="#10141A", ok="#5DC590", warn="#E7B04B", bad="#FF8A80",
    selection="#24364B", line="#313A46", edge="#66727F", hover="#232B35", mark="#5C4A12",
)  # fmt: skip


def colours() -> Colours:
    """The colours worn now. Asked of the application: a widget's own palette may lag behind."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return LIGHT if window.lightness() > 127 else DARK


def palette_of(chosen: Colours) -> QPalette:
    """The Qt palette that says the same."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in (
        (role.Window, chosen.window), (role.Base, chosen.surface),
        (role.AlternateBase, chosen.rail),
        (role.Button, chosen.surface), (role.ToolTipBase, chosen.surface),
        (role.WindowText, chosen.text), (role.Text, chosen.text), (role.ButtonText, chosen.text),
        (role.ToolTipText, chosen.text), (role.BrightText, chosen.bad),
        (role.PlaceholderText, chosen.muted), (role.Link, chosen.accent),
        (role.LinkVisited, chosen.accent), (role.Accent, chosen.accent),
        (role.Highlight, chosen.selection), (role.HighlightedText, chosen.text),
        (role.Light, chosen.surface), (role.Midlight, chosen.line), (role.Mid, chosen.line),
        (role.Dark, chosen.edge), (role.Shadow, chosen.edge),
    ):  # fmt: skip
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(chosen.edge))
    return palette


def contrast(one: str, other: str) -> float:
    """The contrast of two `#rrggbb` colours by WCAG 2.2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Theme(QObject):
    """Dresses the application, and again whenever the system turns light or dark.

    The style sheet is for the window to wear (`sheet`, `changed`), not the application: with one
    there, Qt polishes every part of a page anew each time it is put into another.
    """

    changed = Signal()

    def __init__(self, application: QApplication, appearance: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self.sheet = ""
        self._appearance = appearance if appearance in APPEARANCES else "system"
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._dress)
        self.choose(self._appearance)

    @property
    def appearance(self) -> str:
        """`system`, `light` or `dark`."""
        return self._appearance

    def choose(self, appearance: str) -> None:
        """Follow the system, or stay light or dark."""
        self._appearance = appearance
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._application.styleHints().setColorScheme(
            scheme.get(appearance, Qt.ColorScheme.Unknown)
        )
        self._dress()

    def _dress(self) -> None:
        system_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._appearance == "dark" or (self._appearance == "system" and system_dark)
        chosen = DARK if dark else LIGHT
        self._application.setPalette(palette_of(chosen))
        self.sheet = style_sheet(chosen, self._application.font().pixelSize())
        self.changed.emit()
