# SPDX-License-Identifier: GPL-3.0-or-later
"""Under the field: how the line is understood while it is typed, so that nothing kept surprises."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.marks import ParsedLine
from casefile.desktop.widgets.text import label, set_look
from casefile.desktop.words import isolated
from casefile.records.vocabularies import label as term
from casefile.records.vocabularies import vocabulary

_LOOKS = {"irregularity": "bad-note", "opinion": "warn-note"}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says beside its words, and how it was taken."""

    line: ParsedLine
    zone: str = ""  # where it is not the laptop's
    moved: int = 0  # minutes
    given: bool = False  # the time was typed
    correcting: str = ""  # the time of the line it corrects
    reminder: str = ""  # of the marks, where nothing is typed


class HintLine(QWidget):
    """Always as tall as one line, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self._time = label("", "meta")
        self._sort = label("", "meta")
        self._rest = label("", "meta")
        self._rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(12)
        row.addWidget(self._time)
        row.addWidget(self._sort)
        row.addWidget(self._rest, 1)
        self.setFixedHeight(self._rest.sizeHint().height() + 6)

    @property
    def text(self) -> str:
        """All that it says."""
        said = (part.text() for part in (self._time, self._sort, self._rest))
        return " · ".join(filter(None, said))

    def show_line(self, understood: Understood) -> None:
        """Say it."""
        said = _time(understood)
        moved = understood.moved or understood.given or understood.correcting
        set_look(self._time, "warn-note" if moved else "meta")
        self._put(self._time, said)
        sort = understood.line.sort
        set_look(self._sort, _LOOKS.get(sort, "strong-note"))
        self._put(self._sort, term("note-sorts", sort) if sort != "summary" else "")
        self._put(self._rest, understood.reminder or _rest(understood.line))

    def _put(self, part: QWidget, text: str) -> None:
        part.setText(text)  # type: ignore[attr-defined]
        part.setVisible(bool(text) or part is self._rest)


def marks(letters: Iterable[str]) -> str:
    """The marks of a line, to be reminded of."""
    shown = (
        (" ".join(letters), _("who speaks")), ("#", _("right")), ("@", _("person")),
        ("!", _("irregularity")), ('"', _("word for word")), ("//", _("opinion")),
        ("F1", _("all keys")),
    )  # fmt: skip
    return "    ".join(isolated(f"{keys}  {meaning}") for keys, meaning in shown)


def moved_text(minutes: int) -> str:
    """`moved 3 min back`."""
    if minutes < 0:
        back = ngettext("moved {count} min back", "moved {count} min back", -minutes)
        return back.format(count=-minutes)
    return ngettext("moved {count} min on", "moved {count} min on", minutes).format(count=minutes)


def _time(understood: Understood) -> str:
    parts = [understood.zone]
    if understood.correcting:
        parts.append(_("Correcting the line of {time}").format(time=understood.correcting))
    elif understood.given:
        parts.append(_("time typed"))
    if understood.moved:
        parts.append(moved_text(understood.moved))
    return " · ".join(filter(None, parts))


def _rest(line: ParsedLine) -> str:
    parts = [term("roles", line.role)]
    parts += [isolated(f"#{right}: {_brief(right)}") for right in line.rights]
    return "   ".join(filter(None, parts))


def _brief(right: str) -> str:
    return _(vocabulary("rights")[right].brief)
