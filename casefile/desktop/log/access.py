# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of a list that paints by hand, as a screen reader meets them.

Only the rows that are seen are there to be met: a client that walks through all children must
not read a million. Each says its place among all. Interfaces are few and used again: a row has
the one of its place modulo their number, so rows that are seen together never share one.
"""

from typing import Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from casefile.desktop.theme import colours

_RING = 128  # more rows than are ever seen at once


class Rows(Protocol):
    """What is asked of the widget (a QWidget) that paints the rows."""

    chosen: int | None

    @property
    def first(self) -> int: ...
    @property
    def end(self) -> int: ...
    def places_seen(self) -> list[int]: ...
    def place_at(self, y: int) -> int | None: ...
    def box_of(self, place: int) -> QRect: ...
    def spoken(self, place: int) -> str: ...
    def place_in_words(self, place: int) -> str: ...
    def told(self) -> str: ...
    def accessibleName(self) -> str: ...
    def hasFocus(self) -> bool: ...
    def viewport(self) -> QWidget: ...
    def window(self) -> QWidget: ...


class RowsAccess(QAccessibleWidget):
    """The list: its children are the rows that are seen. Qt takes None for nothing, here and
    below, though its stubs don't say so."""

    def __init__(self, area: Rows) -> None:
        super().__init__(cast(QWidget, area), QAccessible.Role.List)
        self._area = area
        self._ring: dict[int, RowAccess] = {}
        self._numbers: list[int] = []

    def of(self, place: int) -> "RowAccess":
        """The interface of a row."""
        slot = place % _RING
        if (row := self._ring.get(slot)) is None:
            row = self._ring[slot] = RowAccess(self._area, self)
            self._numbers.append(QAccessible.registerAccessibleInterface(row))
        row.place = place
        return row

    def forget(self) -> None:
        """The list goes, and its rows with it."""
        for number in self._numbers:
            QAccessible.deleteAccessibleInterface(number)
        self._ring.clear()
        self._numbers.clear()

    def childCount(self) -> int:
        return len(self._area.places_seen())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        places = self._area.places_seen()
        return self.of(places[index]) if 0 <= index < len(places) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        places = self._area.places_seen()
        at = child.place if isinstance(child, RowAccess) else None
        return places.index(at) if at in places else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        here = self._area.viewport().mapFromGlobal(QPoint(x, y))
        place = self._area.place_at(here.y())
        return None if place is None else self.of(place)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        chosen = self._area.chosen
        return self.of(chosen) if chosen is not None and self._area.hasFocus() else None

    def text(self, which: QAccessible.Text) -> str:
        if which == QAccessible.Text.Name:
            return self._area.accessibleName()
        if which == QAccessible.Text.Description:
            return self._area.told()
        return ""


class RowAccess(QAccessibleInterface):
    """One row: its words, and its place among all."""

    def __init__(self, area: Rows, inside: RowsAccess) -> None:
        super().__init__()
        self._area = area
        self._inside = inside
        self.place = 0

    def isValid(self) -> bool:
        return self._area.first <= self.place < self._area.end

    def object(self) -> QObject | None:  # type: ignore[override]
        return None  # it is painted, not a widget

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._area.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self._inside

    def child(self, _index: int) -> None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, which: QAccessible.Text) -> str:
        if which == QAccessible.Text.Name:
            return self._area.spoken(self.place)
        if which == QAccessible.Text.Description:
            return self._area.place_in_words(self.place)
        return ""

    def setText(self, _which: QAccessible.Text, _text: str) -> None:
        """Nothing here is typed into."""

    def rect(self) -> QRect:
        box = self._area.box_of(self.place)
        return QRect(self._area.viewport().mapToGlobal(box.topLeft()), box.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        chosen = self.place == self._area.chosen
        state.selectable = state.focusable = True
        state.selected = chosen
        state.focused = chosen and self._area.hasFocus()
        state.invisible = self._area.box_of(self.place).isEmpty()
        return state

    def foregroundColor(self) -> QColor:
        return QColor(colours().text)

    def backgroundColor(self) -> QColor:
        return QColor(colours().surface)


def say_chosen(area: Rows) -> None:
    """Tell a screen reader that another row is chosen: it reads the row where it follows the
    keyboard, and hears it where the keyboard is elsewhere."""
    if area.chosen is None:
        return
    places = area.places_seen()
    if not area.hasFocus():
        said = f"{area.spoken(area.chosen)}, {area.place_in_words(area.chosen)}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(cast(QWidget, area), said))
    elif area.chosen in places:
        event = QAccessibleEvent(cast(QWidget, area), QAccessible.Event.Focus)
        event.setChild(places.index(area.chosen))
        QAccessible.updateAccessibility(event)
