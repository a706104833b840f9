# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of the docs from the real program, without a display.

    python tools/make_pictures.py            the few in docs/pictures/
    python tools/make_pictures.py DIR        all of them, into DIR: light and dark, two sizes,
                                             both directions, empty and full

The live log shows an exercise with invented people; the other pages show the sample case.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.update(QT_QPA_PLATFORM="offscreen", TZ="Asia/Almaty", LANGUAGE="en", LANG="C.UTF-8")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
WORK = ROOT / "build" / f"pictures-{os.getpid()}"
os.environ.update(HOME=str(WORK), CASEFILE_SETTINGS=str(WORK / "settings.json"))

from PySide6.QtCore import QEvent, QSize, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from casefile import app  # noqa: E402
from casefile.base import settings  # noqa: E402
from casefile.base.errors import WrongPassphrase  # noqa: E402
from casefile.base.settings import Settings  # noqa: E402
from casefile.casework import cases, sample  # noqa: E402
from casefile.desktop.widgets.dialog import Dialog  # noqa: E402
from casefile.records.kinds import Hearing, Party  # noqa: E402
from casefile.records.values import Moment, Name, When  # noqa: E402
from casefile.vault import keys, vault  # noqa: E402

FEW = ("unlock", "live-log-light", "live-log-dark", "documents", "briefing", "search", "overview")
WIDE, SMALL = QSize(1280, 800), QSize(960, 600)
MORNING = Moment("2026-04-06T09:58+05:00[Asia/Almaty]").milliseconds
VAULTS = WORK / "Vaults"

LINES = (
    (
        4,
        "j Opens the hearing. Two of the defence witnesses are absent. #public-hearing",
    ),
    (7, "d Moves that the two witnesses be heard by video link. #witnesses"),
    (5, "j Refuses the motion orally; gives no reasons. #witnesses #reasoned-judgment"),
    (9, "p Reads the expert opinion on “calls to continue an illegal strike”."),
    (6, "!A bailiff sends two observers out of the room; no order is shown. #observer-access"),
    (
        10,
        'a "I understood only the Kazakh text. I ask for an interpreter." #interpreter',
    ),
    (3, "j Прерывает заседание на десять минут, чтобы найти переводчика. #interpreter"),
    (2, "//The presiding judge seemed to know the motion before it was made."),
)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> int:
        self.now += 1
        return self.now

    def later(self, minutes: float) -> None:
        self.now += round(minutes * 60_000)


class Photographer:
    """Drives the window and takes its picture."""

    def __init__(self, application: QApplication, clock: Clock, out: Path, few: bool) -> None:
        self.application = application
        self.out, self.few = out, few
        self.program = app.Program(application, clock=clock)
        self.window = self.program.window
        self.window.show()
        self.program.theme.choose("light")

    def wait(self, until: Callable[[], bool], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            QTest.qWait(5)

    def settle(self) -> None:
        program = self.program
        for _time in range(4):
            self.wait(lambda: not program.worker.busy and not program.readers.busy)
            QTest.qWait(90)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture, if it is one of those that are wanted."""
        if self.few and name not in FEW:
            return
        self.settle()
        (widget or self.window).grab().save(str(self.out / f"{name}.png"))
        print(self.out / f"{name}.png")

    def type(self, widget: QWidget, text: str) -> None:
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            said = "\r" if letter == "\n" else letter
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, said)
                QApplication.sendEvent(widget, event)

    def unlock(self) -> None:
        field = self.window.door.unlock.passphrase
        self.type(field, sample.PASSPHRASE + "\n")
        self.wait(lambda: not self.window.locked)
        self.settle()

    def go(self, page: str) -> None:
        furnished = self.program.furnished
        assert furnished is not None
        furnished.tour.go(page)
        self.settle()

    def close(self) -> None:
        self.program.close()
        self.window.close()


def make_vaults(clock: Clock) -> None:
    """The sample case and an exercise in one vault; an empty one beside it."""
    VAULTS.mkdir(parents=True)
    known = [VAULTS / f"{name}.casefile" for name in ("Shymkent mission", "Aktau", "Training")]
    with vault.create(
        known[0], sample.PASSPHRASE, sample.NAME, sample.ORGANISATION, clock=clock, work=keys.FLOOR
    ) as made:
        case = cases.create_case(made, "Exercise: a strike before the court", country="KZ")
        court = Party(id=_id(1), case=case.id, sort="court", names=(Name(text="City Court No. 2"),))
        hearing = Hearing(
            id=_id(2), case=case.id, number="3", stage="evidence", court=court.id, room="3",
            scheduled_at=When("2026-04-06T10:00+05:00[Asia/Almaty]"),
        )  # fmt: skip
        with made.edit(case.id) as edit:
            edit.put(court)
            edit.put(hearing)
        clock.later(1)
        sample.fill(made)
    for other in known[1:]:
        with vault.create(other, sample.PASSPHRASE, "A. Observer", clock=clock, work=keys.FLOOR):
            pass
    settings.save(Settings(recent=tuple(map(str, known))))


def _id(number: int) -> str:
    return f"019d5f00-0000-7000-8000-{number:012x}"


def door(photographer: Photographer) -> None:
    """The screens before a vault is open."""
    view = photographer.window.door.unlock
    photographer.take("unlock")
    photographer.program.theme.choose("dark")
    view.passphrase.setText("not the one")
    view.complain(
        WrongPassphrase("That passphrase does not open this vault.", "Nothing was changed.")
    )
    photographer.take("unlock-wrong-dark")
    photographer.program.theme.choose("light")
    photographer.window.door.begin_creating()
    creation = photographer.window.door.creation
    photographer.type(creation.place.name_field, "Shymkent mission")
    creation.place.folder_field.setText("~/Vaults")
    photographer.type(creation.place.person_field, "A. Observer")
    photographer.take("create-1")
    creation.go_on()
    photographer.type(creation.passphrase.first, "harbour velvet tractor onion")
    photographer.take("create-2")
    photographer.window.resize(SMALL)
    photographer.take("create-2-small")
    photographer.window.resize(WIDE)
    photographer.window.door.show_vaults()


def live_log(photographer: Photographer, clock: Clock) -> None:
    """The log of the exercise, while it goes on."""
    furnished = photographer.program.furnished
    assert furnished is not None
    furnished.cases.choose(next(c.id for c in furnished.cases.all if "Exercise" in c.title))
    furnished.pages.hearings.open_record(_id(2))
    photographer.go("hearings")
    photographer.take("log-to-begin")
    clock.now = MORNING + 3 * 60_000
    view = furnished.pages.hearings_view.log
    view.begin_requested.emit()
    photographer.settle()
    for minutes, line in LINES:
        clock.later(minutes)
        photographer.type(view.entry.field, line + "\n")
        photographer.settle()
    clock.later(1)
    photographer.type(view.entry.field, "w Says the two witnesses were never sum")
    both(photographer, "live-log", dark_first=False)


def both(photographer: Photographer, name: str, *, dark_first: bool) -> None:
    """A page in light and dark, in both sizes, in both directions."""
    for appearance in ("dark", "light") if dark_first else ("light", "dark"):
        photographer.program.theme.choose(appearance)
        photographer.take(f"{name}-{appearance}")
    photographer.program.theme.choose("light")
    if photographer.few:
        return
    photographer.window.resize(SMALL)
    photographer.take(f"{name}-small")
    photographer.window.resize(WIDE)
    photographer.application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    photographer.take(f"{name}-mirrored")
    photographer.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def sample_pages(photographer: Photographer) -> None:
    """Every page with the sample case."""
    furnished = photographer.program.furnished
    assert furnished is not None
    furnished.cases.choose(next(c.id for c in furnished.cases.all if "Kharkova" in c.title))
    furnished.pages.hearings.show_list()
    photographer.settle()
    photographer.go("overview")
    photographer.take("overview")
    for page in ("people", "hearings", "timeline", "assessment", "advocacy", "history"):
        if not photographer.few:
            photographer.go(page)
            both(photographer, page, dark_first=True)
    photographer.go("documents")
    table = furnished.pages.documents_view.table
    for at, document in enumerate(table.rows.rows):
        if document.media_type == "application/pdf":
            table.selectRow(at)
    photographer.wait(lambda: furnished.pages.documents_view.pane.paper.has_picture(0))
    photographer.take("documents")
    if not photographer.few:
        both(photographer, "documents", dark_first=True)
    photographer.go("briefing")
    photographer.wait(lambda: furnished.pages.briefing_view.pane.paper.has_picture(0))
    photographer.take("briefing")
    if not photographer.few:
        both(photographer, "briefing", dark_first=True)
    photographer.type(furnished.frame.top.search, "Кушак")
    photographer.settle()
    photographer.take("search")
    furnished.frame.top.search.setText("observers")
    photographer.settle()
    if not photographer.few:
        both(photographer, "search-many", dark_first=True)
    furnished.frame.top.search.setText("nothing of the sort")
    photographer.take("search-none")


def dialogs(photographer: Photographer) -> None:
    """Every dialog over the sample case."""
    names = ("export", "new_case", "card", "verify", "preferences", "shortcuts", "about")
    for name in names:
        photographer.window.actions_[name].trigger()
        photographer.settle()
        for dialog in photographer.window.findChildren(Dialog):
            photographer.take(f"dialog-{name}", dialog)
            dialog.reject()
        photographer.settle()


def empty_pages(photographer: Photographer) -> None:
    """Every page of a vault with nothing in it."""
    photographer.window.lock()
    photographer.settle()
    photographer.window.door.unlock.vaults.setCurrentRow(1)
    photographer.unlock()
    for page in ("overview", "people", "hearings", "documents", "briefing", "history"):
        photographer.go(page)
        photographer.take(f"empty-{page}")


def main() -> None:
    few = len(sys.argv) < 2
    out = ROOT / "docs" / "pictures" if few else Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    clock = Clock()
    make_vaults(clock)
    photographer = Photographer(app.make_application(), clock, out, few)
    try:
        door(photographer)
        photographer.unlock()
        live_log(photographer, clock)
        sample_pages(photographer)
        if not few:
            dialogs(photographer)
            empty_pages(photographer)
    finally:
        photographer.close()
        shutil.rmtree(WORK)


if __name__ == "__main__":
    main()
