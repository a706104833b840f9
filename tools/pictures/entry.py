# SPDX-License-Identifier: GPL-3.0-or-later
"""The input of the live log in each of its states."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.desktop.log.letters import LettersDialog
from tools.pictures.camera import MORNING, Photographer
from tools.pictures.log import LINES
from tools.pictures.vaults import EXERCISE_HEARING

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def begin(photographer: Photographer) -> None:
    """The exercise, begun, with its lines."""
    furnished = photographer.furnished
    photographer.choose_case("Exercise")
    furnished.pages.hearings.open_record(EXERCISE_HEARING)
    photographer.go("hearings")
    view = furnished.pages.hearings_view
    if furnished.pages.hearings.log.to_begin:
        photographer.clock.now = MORNING + 3 * 60_000
        view.page.head.begin_requested.emit()
        photographer.settle()
        for minutes, line in LINES:
            photographer.clock.later(minutes)
            photographer.type(view.log.entry.field, line + "\n")
            photographer.settle()
    photographer.clock.later(1)


def press(
    photographer: Photographer,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key in whatever has the keyboard."""
    QTest.keyClick(photographer.window.focusWidget(), key, modifiers)
    photographer.settle()


def clear(photographer: Photographer) -> None:
    """Nothing is typed."""
    photographer.furnished.pages.hearings_view.log.entry.field.clear()


def entry(photographer: Photographer) -> None:
    """Completion, correcting, transcription, a break, court mode."""
    begin(photographer)
    log = photographer.furnished.pages.hearings_view.log
    photographer.take("entry-empty")
    photographer.type(log.entry.field, "The witness does not follow. #in")
    photographer.all_ways("entry-rights")
    clear(photographer)
    photographer.type(log.entry.field, "! A guard takes the notes away #observer-access @")
    photographer.take("entry-people")
    clear(photographer)
    press(photographer, Qt.Key.Key_Escape)
    press(photographer, Qt.Key.Key_Up)
    photographer.all_ways("entry-correcting")
    press(photographer, Qt.Key.Key_Escape)
    photographer.type(log.entry.field, "p Asks for a break")
    for _time in range(3):
        press(photographer, Qt.Key.Key_Up, _CTRL)
    press(photographer, Qt.Key.Key_B, _CTRL)
    photographer.take("entry-break")
    press(photographer, Qt.Key.Key_B, _CTRL)
    clear(photographer)
    press(photographer, Qt.Key.Key_T, _CTRL | _SHIFT)
    photographer.type(log.entry.field, "10:20 The doors are closed from inside")
    photographer.all_ways("entry-transcribing")
    clear(photographer)
    press(photographer, Qt.Key.Key_T, _CTRL | _SHIFT)
    photographer.type(log.entry.field, "w Says the two witnesses were never sum")
    press(photographer, Qt.Key.Key_F11)
    photographer.all_ways("entry-court")
    press(photographer, Qt.Key.Key_F11)
    photographer.window.actions_["letters"].trigger()
    photographer.settle()
    for dialog in photographer.window.findChildren(LettersDialog):
        photographer.take("entry-letters", dialog)
        dialog.reject()
    clear(photographer)
