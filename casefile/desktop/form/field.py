# SPDX-License-Identifier: GPL-3.0-or-later
"""One field of the form: its label, its editor, how it was understood, what is wrong with it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from casefile.base.messages import _, ngettext
from casefile.desktop.form.choosing import TickEditor
from casefile.desktop.form.editor import Editor
from casefile.desktop.icons import BESIDE_TEXT, icon
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.text import buddy, has_keyboard, label
from casefile.records.fields import FieldInfo


class Field(QWidget):
    """`committed(field)` once there is a new value worth keeping; answer with `kept` or `refused`.

    `path` is the attribute, or `access.devices` for a field inside a struct.
    """

    committed = Signal(object)
    changed = Signal()
    sources_requested = Signal(str)  # path

    def __init__(self, info: FieldInfo, path: str, editor: Editor) -> None:
        super().__init__()
        self.info, self.path, self.editor = info, path, editor
        self._value: Any = None
        self.sent: Any = None  # on its way to the vault
        self.touched = False
        self.sending = False  # it was left, and the vault has not answered yet
        self._understood = label("", "meta", wrap=True)
        self._understood.hide()
        self._problem = label("", "bad", wrap=True)
        self._sign = QLabel()
        self._badge = button("", "badge", "quote")
        self._badge.setIconSize(BESIDE_TEXT)
        self._badge.hide()
        self._badge.clicked.connect(lambda: self.sources_requested.emit(self.path))
        self._lay_out()
        editor.touched.connect(self._touch)
        editor.settled.connect(self.settle)

    @property
    def title(self) -> str:
        """What the field is called."""
        return _(self.info.label)

    @property
    def problem(self) -> str:
        """What is wrong with what was entered; empty if nothing."""
        return self._problem.text()

    def show_value(self, value: Any) -> None:
        """Show the value of another record; what was entered before is gone."""
        self._value, self.sent = value, None
        self.touched = self.sending = False
        self.editor.put(value)
        self._say("")
        self._explain()

    def refresh(self, value: Any) -> None:
        """Show what somebody changed elsewhere, unless the person is at it here."""
        other, self._value = value != self._value, value
        if self.touched:
            return
        self.editor.put(value)
        if other:
            self._say("")
        if not self.problem:
            self._explain()

    def retype(self, typed: Any) -> None:
        """Let stand in it again what was typed before the form was left."""
        self.editor.retype(typed)
        self.touched = True
        self._try_again()

    def value(self) -> Any:
        """What is entered. Raises ValueError with a sentence, also for a field that must not be
        empty."""
        found = self.editor.value()
        if self.info.required and found in (None, "", ()):
            raise ValueError(_("This must be filled in."))
        return found

    def settle(self) -> None:
        """The field was left: keep what is entered, or say why it can't be kept."""
        if not self.touched:
            return
        try:
            found = self.value()
        except ValueError as error:
            self.refused(str(error))
            return
        self._say("")
        self._explain()
        if found == self._value and type(found) is type(self._value):
            self.touched = False
        else:
            self.sent, self.sending = found, True
            self.committed.emit(self)

    def kept(self, value: Any) -> None:
        """The record holds this now. More may have been typed since."""
        self._value, self.sending = value, False
        try:
            same = self.editor.value() == self.sent
        except ValueError:
            same = False
        if same:
            self.touched = False
            if not has_keyboard(self):
                self.editor.put(value)
            self._explain()

    def refused(self, sentence: str) -> None:
        """It can't be kept: say why, keep the text."""
        self.sending = False
        self._understood.hide()
        self._say(sentence)

    def rise(self) -> None:
        """Stand at the top of the room there is, beside a field that needs more of it."""
        self._column.addStretch(1)

    def show_badge(self, count: int, *, differing: bool) -> None:
        """How many values sources give for this field; shown where they differ."""
        self._badge.setVisible(differing)
        if differing:
            text = ngettext("{count} source differs", "{count} sources differ", count)
            text = text.format(count=count)
            self._badge.setText(text)
            self._badge.setAccessibleName(f"{self.title}: {text}")

    def _touch(self) -> None:
        self.touched, self.sending = True, False
        if self.problem:
            self._try_again()
        else:
            self._explain()
        self.changed.emit()

    def _try_again(self) -> None:
        """A sentence that is no longer true goes as soon as it isn't."""
        try:
            self.value()
        except ValueError as error:
            self._say(str(error))
        else:
            self._say("")
            self._explain()

    def _explain(self) -> None:
        try:
            text = self.editor.understood()
        except ValueError:
            text = ""
        self._understood.setText(text)
        self._understood.setVisible(bool(text))

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._sign.setVisible(bool(sentence))
        self.editor.main.setAccessibleDescription(sentence)

    def _lay_out(self) -> None:
        self._sign.setPixmap(icon("circle-alert", "bad").pixmap(14, 14))
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sign.setContentsMargins(0, 2, 0, 0)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        if not isinstance(self.editor, TickEditor):
            head.addWidget(buddy(self.title.replace("&", "&&"), self.editor.main))
        self.editor.name(self.title)
        head.addWidget(self._badge)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._understood)
        wrong = QHBoxLayout()
        wrong.setSpacing(6)
        wrong.addWidget(self._sign)
        wrong.addWidget(self._problem, 1)
        column.addLayout(wrong)
        self._say("")
