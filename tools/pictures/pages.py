# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page and dialog with the sample case, and every page of an empty vault."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.desktop.keeping.backups import BackupsPage
from casefile.desktop.keeping.renewal import RenewDialog
from casefile.desktop.keeping.restoring import WHOLE
from casefile.desktop.preferences import PreferencesDialog
from casefile.desktop.search.model import Way
from casefile.desktop.widgets.dialog import Dialog
from tools.pictures.camera import FULL, SMALL, WIDE, Photographer


def sample_pages(photographer: Photographer) -> None:
    """Every page with the sample case."""
    furnished = photographer.furnished
    photographer.choose_case("Kharkova")
    furnished.pages.hearings.show_list()
    photographer.settle()
    photographer.go("overview")
    photographer.take("overview")
    for page in ("people", "hearings", "timeline", "assessment", "advocacy", "history"):
        if not photographer.few:
            photographer.go(page)
            photographer.all_ways(page)
    photographer.go("documents")
    table = furnished.pages.documents_view.table
    for at, document in enumerate(table.rows.rows):
        if document.media_type == "application/pdf":
            table.selectRow(at)
    photographer.wait(lambda: furnished.pages.documents_view.pane.paper.has_picture(0))
    photographer.take("documents")
    if not photographer.few:
        photographer.all_ways("documents")
    photographer.go("briefing")
    photographer.wait(lambda: furnished.pages.briefing_view.pane.paper.has_picture(0))
    photographer.take("briefing")
    if not photographer.few:
        photographer.all_ways("briefing")
    photographer.type(furnished.frame.top.search, "Кушак")
    photographer.settle()
    photographer.take("search")
    furnished.frame.top.search.setText("observers")
    photographer.settle()
    if not photographer.few:
        photographer.all_ways("search-many")
        furnished.frame.top.search.setText("the")
        photographer.settle()
        furnished.pages.search.turn()
        photographer.all_ways("search-everywhere")
        furnished.pages.search.turn()
    furnished.frame.top.search.setText("nothing of the sort")
    photographer.take("search-none")
    if not photographer.few:
        photographer.all_ways("search-none")
    furnished.frame.top.search.clear()


def full_search(photographer: Photographer) -> None:
    """More finds than are shown, in a full vault; then all of one kind."""
    photographer.open_vault(FULL)
    search = photographer.furnished.frame.top.search
    found = photographer.furnished.pages.search_view.list
    photographer.type(search, "the")
    photographer.settle()
    QTest.qWait(500)  # for the pause after which all are counted
    photographer.all_ways("search-cut")
    ways = (row.kind for row in found.results.rows if isinstance(row, Way))
    if (kind := next(ways, "")) != "":
        found.way_taken.emit(kind)
        photographer.settle()
        photographer.all_ways("search-one-kind")


def dialogs(photographer: Photographer) -> None:
    """Every dialog over the sample case."""
    names = (
        "export", "new_case", "card", "backups", "sheet", "passphrase", "renew_keys", "verify",
        "preferences", "shortcuts", "about",
    )  # fmt: skip
    for name in names:
        photographer.window.actions_[name].trigger()
        photographer.settle()
        for dialog in photographer.window.findChildren(Dialog):
            photographer.take(f"dialog-{name}", dialog)
            dialog.reject()
        photographer.settle()


def keeping(photographer: Photographer) -> None:
    """The preferences' page of backups with one in it, and new keys: dark, mirrored, too."""
    photographer.furnished.errands.rounds.now()
    photographer.settle()
    for look, side in (("light", "LeftToRight"), ("dark", "RightToLeft")):
        photographer.program.theme.choose(look)
        photographer.application.setLayoutDirection(getattr(Qt.LayoutDirection, side))
        for name in ("backups", "preferences", "passphrase", "renew_keys"):
            photographer.window.actions_[name].trigger()
            photographer.settle()
            for dialog in photographer.window.findChildren(Dialog):
                if isinstance(dialog, RenewDialog):
                    dialog.new.suggestion_requested.emit()
                    photographer.settle()
                photographer.take(f"keeping-{name}-{look}", dialog)
                if name == "backups" and isinstance(dialog, PreferencesDialog):
                    show_restoring(dialog)
                    photographer.take(f"keeping-restoring-{look}", dialog)
                dialog.reject()
            photographer.settle()
    photographer.program.theme.choose("light")
    photographer.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def show_restoring(preferences: PreferencesDialog) -> None:
    """The page of backups as it is while a long restore goes on."""
    page = preferences.backups
    assert isinstance(page, BackupsPage)
    page.table.selectRow(0)
    page.passphrase.setText("of that day")
    page.restore.setEnabled(False)
    page.restore.setText("Restoring…")
    page.show_progress(WHOLE // 3)
    page.bar.show()
    page.stop.show()


def outside(photographer: Photographer) -> None:
    """Copies of documents: the questions before, and what is said as long as one lies about."""
    photographer.choose_case("Kharkova")
    photographer.go("documents")
    view = photographer.furnished.pages.documents_view
    view.table.selectRow(0)
    photographer.settle()
    for name in ("save_copy", "open_outside"):
        photographer.window.actions_[name].trigger()
        for dialog in photographer.window.findChildren(Dialog):
            photographer.take(f"dialog-{name}", dialog)
            dialog.reject()
        photographer.settle()
    titles = [document.title for document in view.table.rows.rows]
    photographer.furnished.copies.bar.show_titles(titles[:1])
    photographer.take("documents-outside-one")
    photographer.furnished.copies.bar.show_titles(titles * 2)
    photographer.all_ways("documents-outside")


PAGES = (
    "overview", "people", "hearings", "timeline", "documents", "assessment", "advocacy",
    "briefing", "history",
)  # fmt: skip


def other_vault(photographer: Photographer, vault: str, name: str) -> None:
    """Every page of another vault: one with nothing in it, or a full one."""
    photographer.open_vault(vault)
    for page in PAGES:
        photographer.go(page)
        photographer.take(f"{name}-{page}")
        photographer.window.resize(SMALL)
        photographer.take(f"{name}-{page}-small")
        photographer.window.resize(WIDE)
