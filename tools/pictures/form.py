# SPDX-License-Identifier: GPL-3.0-or-later
"""The pane of one record: every kind as the sample and the full vault fill it, and its sources."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casefile.desktop.form.pane import RecordPane
from casefile.records.kinds import KINDS, Deadline, Record, Release, Sanction
from casefile.store import reading
from casefile.vault.vault import Vault
from tools.pictures.camera import FULL, SMALL, WIDE, Photographer

_MORE = ("party", "hearing", "sanction")  # kinds that are taken in all ways


def form(photographer: Photographer) -> None:
    """With the sample case."""
    photographer.choose_case("Kharkova")
    _every_kind(photographer, "form")


def full_form(photographer: Photographer) -> None:
    """With the case that is full to the brim."""
    photographer.open_vault(FULL)
    _every_kind(photographer, "full-form")


def _every_kind(photographer: Photographer, name: str) -> None:
    photographer.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    _some_kinds(photographer, f"{name}-mirrored", _MORE)
    photographer.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    _some_kinds(photographer, name, tuple(KINDS))


def _some_kinds(photographer: Photographer, name: str, kinds: tuple[str, ...]) -> None:
    pane = _pane(photographer)
    case = photographer.furnished.cases.current
    assert case is not None
    for kind in (KINDS[kind] for kind in kinds if kind != Release.kind):
        found = _first(photographer, kind, case.id)
        if found is None:
            pane.begin(kind, case.id)
        else:
            pane.show_record(found)
        photographer.settle()
        photographer.take(f"{name}-{kind.kind}", pane)
        if kind.kind in _MORE and len(kinds) > len(_MORE):
            _all_ways(photographer, pane, f"{name}-{kind.kind}")
        if kind is Sanction:
            pane.show_sources()
            photographer.settle()
            _all_ways(photographer, pane, f"{name}-sources")
    pane.begin(Deadline, case.id)
    photographer.settle()
    pane.add_button.click()
    photographer.take(f"{name}-refused", pane)
    pane.setParent(None)
    pane.deleteLater()


def _all_ways(photographer: Photographer, pane: QWidget, name: str) -> None:
    photographer.program.theme.choose("dark")
    photographer.take(f"{name}-dark", pane)
    photographer.program.theme.choose("light")
    pane.resize(SMALL.width() // 3, SMALL.height() - 60)
    photographer.take(f"{name}-small", pane)
    pane.resize(460, WIDE.height() + 200)


def _pane(photographer: Photographer) -> RecordPane:
    pane = RecordPane(photographer.furnished.desk)
    pane.setParent(photographer.furnished.frame, Qt.WindowType.Widget)
    pane.setGeometry(200, 60, 460, WIDE.height() + 200)
    pane.show()
    return pane


def _first(photographer: Photographer, kind: type[Record], case: str) -> Record | None:
    """The record with the most to show, as far as its size tells."""
    found: list[Record] = []

    def some(vault: Vault) -> list[Record]:
        return [row.record for row in reading.rows(vault.store, kind, case, limit=60)]

    photographer.furnished.desk.session.ask(some, done=found.extend)
    photographer.settle()
    return max(found, key=lambda record: len(repr(record)), default=None)
