# SPDX-License-Identifier: GPL-3.0-or-later
"""Editors that choose: one of many, several of many, a tick, yes or no, an audience."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.base.messages import _
from casefile.desktop.form.editor import Editor
from casefile.desktop.form.sources import NEW, Source
from casefile.desktop.widgets.audience import audience_choice, audience_meaning, chosen_audience
from casefile.desktop.widgets.chips import Chips
from casefile.desktop.widgets.fields import Combo, Tick
from casefile.desktop.widgets.suggest import SuggestField, Suggestion
from casefile.desktop.widgets.text import plain_tip
from casefile.desktop.words import one_line
from casefile.records.values import Audience


def stacked(within: QWidget, *parts: QWidget) -> None:
    """Lay widgets out under each other, without margins."""
    column = QVBoxLayout(within)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part)


class OneEditor(Editor):
    """One of what a source offers; its key is the value, `nothing` where the field is empty."""

    def __init__(self, source: Source, nothing: str | None) -> None:
        super().__init__()
        self._source = source
        self._nothing = nothing
        self._key = ""
        self.field = SuggestField()
        self.field.wanted.connect(lambda typed: source.ask(typed, self.field.offer))
        self.field.picked.connect(self._pick)
        self.field.textEdited.connect(self.touched)
        stacked(self, self.field)

    @property
    def main(self) -> QWidget:
        return self.field

    def put(self, value: str | None) -> None:
        self._key = value or ""
        self.field.setText(self._shown(self._key))
        self.field.setCursorPosition(0)
        self.field.setToolTip(plain_tip(self.field.text()))

    def value(self) -> str | None:
        typed = self.field.text()
        if not typed.strip():
            return self._nothing
        if typed == self._shown(self._key):
            return self._key
        key = self._source.take(typed)
        if key is None:
            raise ValueError(
                _("“{text}” is none of the choices; pick one from the list.").format(
                    text=one_line(typed)[:40]
                )
            )
        return key

    def typed(self) -> list[str]:
        return [self._key, self.field.text()]

    def retype(self, typed: list[str]) -> None:
        self._key = typed[0]
        self.field.setText(typed[1])

    def _shown(self, key: str) -> str:
        return one_line(self._source.name(key)) if key else ""

    def _pick(self, key: str) -> None:
        if key == NEW:
            self._source.make(self.field.text(), self._pick)
            return
        self.put(key)
        self.touched.emit()
        self.settled.emit()


class ManyEditor(Editor):
    """Several of what a source offers, as chips over a field to add more."""

    def __init__(self, source: Source, placeholder: str = "", *, offers: bool = True) -> None:
        super().__init__()
        self._source = source
        self._keys: list[str] = []
        self.chips = Chips()
        self.chips.removed.connect(self._remove)
        self.field = SuggestField(open_sign=offers)
        self.field.setPlaceholderText(placeholder)
        self.field.wanted.connect(lambda typed: source.ask(typed, self._offer))
        self.field.picked.connect(self._add)
        self.field.returnPressed.connect(self._take_typed)
        self.field.textEdited.connect(self.touched)
        stacked(self, self.chips, self.field)

    @property
    def main(self) -> QWidget:
        return self.field

    def put(self, value: Sequence[str]) -> None:
        self._keys = list(value)
        self.field.clear()
        self._show()

    def value(self) -> tuple[str, ...]:
        typed = self.field.text()
        if not typed.strip():
            return tuple(self._keys)
        key = self._source.take(typed)
        if key is None:
            raise ValueError(
                _("“{text}” is none of the choices; pick one from the list.").format(
                    text=one_line(typed)[:40]
                )
            )
        return tuple(dict.fromkeys((*self._keys, key)))

    def typed(self) -> list[Any]:
        return [self._keys, self.field.text()]

    def retype(self, typed: list[Any]) -> None:
        self.put(typed[0])
        self.field.setText(typed[1])

    def _offer(self, suggestions: Sequence[Suggestion]) -> None:
        self.field.offer([one for one in suggestions if one.key not in self._keys])

    def _take_typed(self) -> None:
        if self.field.text().strip():
            self.touched.emit()
            self.settled.emit()

    def _add(self, key: str) -> None:
        if key == NEW:
            self._source.make(self.field.text(), self._add)
            return
        if key not in self._keys:
            self._keys.append(key)
        self.field.clear()
        self._show()
        self.touched.emit()
        self.settled.emit()

    def _remove(self, key: str) -> None:
        self._keys = [one for one in self._keys if one != key]
        self._show()
        self.field.setFocus()
        self.touched.emit()
        self.settled.emit()

    def _show(self) -> None:
        self.chips.show_chips([(key, self._source.name(key)) for key in self._keys])


class TickEditor(Editor):
    """A tick; its own text says what it means."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tick = Tick(text.replace("&", "&&"))
        self.tick.clicked.connect(self.touched)
        self.tick.clicked.connect(self.settled)
        stacked(self, self.tick)

    @property
    def main(self) -> QWidget:
        return self.tick

    def put(self, value: bool) -> None:
        self.tick.setChecked(value)

    def value(self) -> bool:
        return self.tick.isChecked()

    def typed(self) -> bool:
        return self.tick.isChecked()

    def retype(self, typed: bool) -> None:
        self.tick.setChecked(typed)


class ComboEditor(Editor):
    """A short list whose entries carry the values."""

    def __init__(self, combo: Combo) -> None:
        super().__init__()
        self.combo = combo
        combo.activated.connect(self.touched)
        combo.activated.connect(self.settled)
        stacked(self, combo)

    @property
    def main(self) -> QWidget:
        return self.combo

    def put(self, value: Any) -> None:
        self.combo.choose(value)

    def value(self) -> Any:
        return self.combo.currentData()

    def typed(self) -> Any:
        return self.combo.currentData()

    def retype(self, typed: Any) -> None:
        self.combo.choose(typed)


class AudienceEditor(ComboEditor):
    """Who may read the record at the most, and what that means."""

    def __init__(self) -> None:
        super().__init__(audience_choice())

    def value(self) -> Audience:
        return chosen_audience(self.combo)

    def understood(self) -> str:
        return audience_meaning(self.value())


def yes_or_no() -> ComboEditor:
    """Three answers, the first of which is that nobody said."""
    combo = Combo()
    for text, value in ((_("Not stated"), None), (_("Yes"), True), (_("No"), False)):
        combo.addItem(text, value)
    return ComboEditor(combo)
