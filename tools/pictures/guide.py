# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of the user's guide: a day in court, with invented people."""

from PySide6.QtCore import Qt

from casefile.base.ids import new_id
from casefile.records.kinds import Attendance, Case, Party
from casefile.records.values import Name
from casefile.vault.vault import Vault
from tools.pictures.camera import Photographer
from tools.pictures.entry import begin, clear, press
from tools.pictures.vaults import EXERCISE_HEARING

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PEOPLE = (
    ("Светлана Дюсенова", "presiding-judge", ""),
    ("Нурбек Кушакбаев", "accused", ""),
    ("Kuralay Ospanova", "witness", "Witness 3"),
)


def guide(photographer: Photographer) -> None:
    """From F5 to the lines that come from paper."""
    photographer.choose_case("Exercise")
    case = photographer.furnished.cases.current
    photographer.furnished.desk.session.change(_bring_in, case, touches=("party", "attendance"))
    photographer.settle()
    begin(photographer)
    log = photographer.furnished.pages.hearings_view.log
    _nobody_speaks(photographer)
    photographer.take("guide-begin")
    photographer.type(log.entry.field, "The accused does not follow. #in")
    photographer.take("guide-rights")
    press(photographer, Qt.Key.Key_Escape)
    clear(photographer)
    photographer.type(log.entry.field, "w Kuralay Ospanova says she was never sumoned.\n")
    photographer.settle()
    press(photographer, Qt.Key.Key_Up)
    for _letter in "sumoned.":
        press(photographer, Qt.Key.Key_Backspace)
    photographer.type(log.entry.field, "summoned.\n")
    photographer.settle()
    photographer.take("guide-correction")
    photographer.clock.later(1)
    photographer.type(log.entry.field, "a Asks who gave the ord")
    press(photographer, Qt.Key.Key_F11)
    press(photographer, Qt.Key.Key_H, _CTRL | _SHIFT)
    photographer.take("guide-court")
    press(photographer, Qt.Key.Key_H, _CTRL | _SHIFT)
    press(photographer, Qt.Key.Key_F11)
    clear(photographer)
    _in_the_evening(photographer)


def _in_the_evening(photographer: Photographer) -> None:
    """The hearing is over, and lines come from paper."""
    photographer.clock.later(40)
    photographer.window.actions_["end_hearing"].trigger()
    photographer.settle()
    photographer.clock.later(6 * 60)
    log = photographer.furnished.pages.hearings_view.log
    log.entry.field.setFocus()
    press(photographer, Qt.Key.Key_T, _CTRL | _SHIFT)
    _nobody_speaks(photographer)
    photographer.type(log.entry.field, "10:20 The doors are closed from inside.\n")
    photographer.settle()
    photographer.type(log.entry.field, "10:29 p Whispers with the clerk")
    photographer.take("guide-paper")
    clear(photographer)
    press(photographer, Qt.Key.Key_T, _CTRL | _SHIFT)


def _nobody_speaks(photographer: Photographer) -> None:
    clear(photographer)
    photographer.furnished.pages.hearings_view.log.entry.speak("")


def _bring_in(vault: Vault, case: Case) -> None:
    with vault.edit(case.id) as edit:
        for name, role, pseudonym in _PEOPLE:
            party = Party(
                id=new_id(vault.clock), case=case.id, names=(Name(text=name),), roles=(role,),
                protected=bool(pseudonym), pseudonym=pseudonym,
            )  # fmt: skip
            there = Attendance(
                id=new_id(vault.clock), case=case.id, hearing=EXERCISE_HEARING, party=party.id,
                capacity=role,
            )  # fmt: skip
            edit.put(party)
            edit.put(there)
