# SPDX-License-Identifier: GPL-3.0-or-later
"""The log as a list: late and corrected lines, breaks, midnight, two observers side by side, and a
hearing with more lines than anybody has. All invented."""

from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.base.ids import new_id
from casefile.casework import cases
from casefile.journal.entry import author_id
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Break, Moment, When
from casefile.store.cards import AuthorCard
from casefile.store.local import put_author
from casefile.store.writing import Author, edit
from casefile.vault.vault import Vault
from tools.pictures.camera import Photographer

NIGHT = "019d5f00-0000-7000-8000-00000000a001"
PAIR = "019d5f00-0000-7000-8000-00000000a002"
LONG = "019d5f00-0000-7000-8000-00000000a003"
_EVENING = Moment("2026-04-06T21:40+05:00[Asia/Almaty]")
_OPINION = (
    "Reads the expert opinion on “calls to continue an illegal strike”, page by page, while a "
    "guard stands between the accused and counsel."
)
_OURS = (
    (0, "judge", "summary", "Opens the evening sitting; the public may stay.", ("public-hearing",)),
    (6, "defence-counsel", "summary", "Moves that the two witnesses be heard by video link.",
     ("witnesses",)),
    (7, "judge", "ruling", "Refuses orally; gives no reasons.", ("reasoned-judgment",)),
    (19, "", "irregularity", "A bailiff sends two observers out of the room; no order is shown.",
     ("observer-access",)),
    (34, "accused", "verbatim", "“I understood only the Kazakh text of the order.”",
     ("interpreter",)),
    (52, "", "opinion", "The presiding judge seemed to know the motion before it was made.", ()),
    (95, "prosecutor", "summary", _OPINION, ()),
    (142, "judge", "summary", "Goes on after midnight; nobody asks whether counsel can.", ()),
    (151, "witness", "summary", "Сұраққа қазақша жауап береді.", ()),
)  # fmt: skip
_THEIRS = (
    (0, "judge", "summary", "Sitting opened, about 30 people in the room.", ()),
    (7, "judge", "ruling", "Motion for a video link refused.", ("witnesses",)),
    (12, "", "conditions", "The sound fails at the back; we can't hear counsel.",
     ("public-hearing",)),
    (19, "", "event", "Two people of our group are led out.", ("observer-access",)),
    (35, "accused", "summary", "Asks for an interpreter, a second time.", ("interpreter",)),
    (96, "prosecutor", "summary", "Expert opinion, read aloud.", ()),
    (120, "", "event", "Light goes out for a minute.", ()),
    (142, "judge", "summary", "Says that the sitting goes on.", ()),
)  # fmt: skip


def log_list(photographer: Photographer) -> None:
    """Each state of the list, all ways."""
    furnished = photographer.furnished
    photographer.clock.now = _EVENING.milliseconds
    furnished.desk.session.change(_fill, touches=("case", "hearing", "note"))
    photographer.settle()
    photographer.clock.now = _EVENING.moved(165).milliseconds
    furnished.cases.load()
    photographer.settle()
    photographer.choose_case("Night sitting")
    view = furnished.pages.hearings_view.log
    _open(photographer, NIGHT)
    photographer.all_ways("log-night")
    view.list.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(view.list, key)
    photographer.all_ways("log-chosen")
    _open(photographer, PAIR)
    photographer.take("log-pair-alone")
    furnished.pages.hearings.log.turn_together()
    view.together.list.setFocus()
    for _time in range(3):
        QTest.keyClick(view.together.list, Qt.Key.Key_Down)
    photographer.type(view.entry.field, "23:40 The light goes out for a min")  # as D. wrote
    photographer.all_ways("log-pair")
    view.entry.field.clear()
    furnished.pages.hearings.log.turn_together()
    _open(photographer, LONG)
    view.list.verticalScrollBar().setValue(view.list.verticalScrollBar().maximum() // 3)
    photographer.take("log-long")


def _open(photographer: Photographer, hearing: str) -> None:
    photographer.furnished.pages.hearings.open_record(hearing)
    photographer.go("hearings")
    photographer.settle()


def _fill(vault: Vault) -> None:
    case = cases.create_case(vault, "Night sitting: an exercise", country="KZ").id
    pause = Break(started_at=_EVENING.moved(60), ended_at=_EVENING.moved(78), reason="Supper")
    running = Break(started_at=_EVENING.moved(135), ended_at=_EVENING.moved(141))
    with vault.edit(case) as made:
        for number, id_ in enumerate((NIGHT, PAIR, LONG), 1):
            made.put(
                Hearing(
                    id=id_, case=case, number=str(number), stage="evidence", status="held",
                    scheduled_at=When(_EVENING), started_at=_EVENING, room="3",
                    ended_at=_EVENING.moved(160),
                    breaks=(pause, running) if id_ != LONG else (),
                )
            )  # fmt: skip
    written = [(vault.author, note) for note in _night(case)]
    written += [(vault.author, _note(case, PAIR, line)) for line in _OURS]
    colleague = _colleague(vault)
    written += [(colleague, _note(case, PAIR, line)) for line in _THEIRS]
    for author, note in sorted(written, key=lambda pair: _writing(pair[1])):
        with edit(vault.store, author, case, partial(_writing, note)) as made:
            made.put(note)
    with vault.edit(case) as made:
        for number in range(3000):
            text = f"Reads page {number + 1} of the file aloud."
            at = When(_EVENING.moved(number // 40))
            made.put(
                Note(id=new_id(), case=case, hearing=LONG, event_at=at, speaker_role="judge",
                     text=text, taken="later")
            )  # fmt: skip


def _writing(note: Note) -> int:
    """When a line was written, in Unix ms: a line taken live at once."""
    late = {"live": 0, "same-day": 60, "later": 600, "transcribed": 900}[note.taken]
    return Moment(note.event_at).milliseconds + late * 60_000


def _night(case: str) -> list[Note]:
    """Lines written live, late and from paper; one corrected; one told in another zone's time."""
    notes = [_note(case, NIGHT, line) for line in _OURS]
    taken = ("live", "live", "live", "same-day", "live", "live", "later", "live", "transcribed")
    notes = [replace(note, taken=how) for note, how in zip(notes, taken, strict=True)]
    notes[4] = replace(notes[4], starred=True)
    notes[8] = replace(notes[8], language="kk", via_interpreter=True)
    brussels = Moment.of(_EVENING.moved(21).milliseconds, "Europe/Brussels")
    return [
        *notes,
        replace(notes[1], id=new_id(), text="Moves that three witnesses be heard by video link.",
                corrects=notes[1].id, taken="same-day"),
        replace(notes[0], id=new_id(), text="Written on a laptop that is still on Brussels time.",
                event_at=When(brussels), speaker_role="", rights=()),
    ]  # fmt: skip


def _note(case: str, hearing: str, line: tuple[int, str, str, str, tuple[str, ...]]) -> Note:
    minute, role, sort, text, rights = line
    return Note(
        id=new_id(), case=case, hearing=hearing, event_at=When(_EVENING.moved(minute)),
        speaker_role=role, sort=sort, text=text, rights=rights,
    )  # fmt: skip


def _colleague(vault: Vault) -> Author:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    id_ = author_id(public)
    put_author(vault.store, AuthorCard(id=id_, name="D. Colleague", signing_key=public.hex()))
    return Author(id_, key.sign, public)
