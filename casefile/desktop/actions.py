# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action of the window, in its menu, with its shortcut: one table, so nothing is said twice.

An action is enabled where someone handles it: the door handles few, an open vault nearly all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from casefile.base import settings
from casefile.base.messages import _
from casefile.desktop.icons import icon
from casefile.desktop.widgets.text import plain_tip

Handlers = Mapping[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An action: a name for the code, a text with mnemonic, a shortcut, an icon."""

    name: str
    text: str
    shortcut: str = ""
    sign: str = ""
    group: str = ""  # checkable, one of its group at a time
    toggle: bool = False  # checkable by itself
    under: str = ""  # a menu within its menu


LINE = Entry("", "")
"""A line between two groups of actions."""

PAGES = (
    ("overview", "layout-dashboard"),
    ("people", "users"),
    ("hearings", "gavel"),
    ("timeline", "calendar-range"),
    ("documents", "files"),
    ("assessment", "scale"),
    ("advocacy", "megaphone"),
    ("briefing", "file-chart-column"),
    ("history", "history"),
)
"""The pages of an open case, in the order of their shortcuts, with their icons."""


def page_titles() -> dict[str, str]:
    """What the pages are called."""
    return {
        "overview": _("Overview"),
        "people": _("People"),
        "hearings": _("Hearings"),
        "timeline": _("Timeline"),
        "documents": _("Documents"),
        "assessment": _("Assessment"),
        "advocacy": _("Advocacy"),
        "briefing": _("Briefing"),
        "history": _("History"),
    }


def menus() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The menu bar. An ampersand stands before a mnemonic; none occurs twice in a menu."""
    return (
        (_("&File"), _file()),
        (_("&Edit"), _edit()),
        (_("&View"), _view()),
        (_("&Hearing"), _hearing()),
        (_("Ti&meline"), _timeline()),
        (_("&Tools"), _tools()),
        (_("Hel&p"), _help()),
    )


def _file() -> tuple[Entry, ...]:
    return (
        Entry("new_case", _("&New case…"), "Ctrl+N", "plus"),
        Entry("edit_case", _("Case &details…"), "", "briefcase"),
        LINE,
        Entry("add_party", _("Add a &person or organisation…"), "Ctrl+Shift+P", "user"),
        Entry("add_documents", _("&Add documents…"), "Ctrl+Shift+A", "file-plus"),
        Entry("add_folder", _("Add a &folder of documents…"), "", "folder-plus"),
        Entry("document_details", _("Details of the docu&ment…"), "Alt+Return"),
        Entry("save_copy", _("Sa&ve a copy of the document…"), "", "save"),
        Entry("open_outside", _("Open the document ou&tside…"), "", "file-text"),
        LINE,
        Entry("import", _("&Import a bundle…"), "Ctrl+I", "package-open"),
        Entry("export", _("&Export the case…"), "Ctrl+E", "package"),
        LINE,
        Entry("create_vault", _("&Create a vault…"), "Ctrl+Shift+N", "folder-plus"),
        Entry("open_vault", _("&Open a vault…"), "Ctrl+O", "folder-open"),
        Entry("open_sample", _("Open the &sample case"), "", "book-open"),
        LINE,
        Entry("lock", _("&Lock"), "Ctrl+L", "lock"),
        Entry("lock_hidden", _("Lock and &hide"), settings.load().panic_key),
        Entry("quit", _("&Quit"), "Ctrl+Q"),
    )


def _edit() -> tuple[Entry, ...]:
    return (
        Entry("undo", _("&Undo"), "Ctrl+Z", "undo-2"),
        Entry("redo", _("&Redo"), "Ctrl+Shift+Z", "redo-2"),
        LINE,
        Entry("cut", _("Cu&t"), "Ctrl+X"),
        Entry("copy", _("&Copy"), "Ctrl+C"),
        Entry("paste", _("&Paste"), "Ctrl+V"),
        Entry("select_all", _("Select &all"), "Ctrl+A"),
        LINE,
        Entry("add_action", _("Add an acti&on…"), "Ctrl+Shift+O", "megaphone"),
        Entry("add_incident", _("Add an &incident…"), "Ctrl+Shift+E", "siren"),
        LINE,
        Entry("search", _("&Search"), "Ctrl+K", "search"),
        Entry("search_all", _("Search all cas&es"), "Ctrl+Shift+K", toggle=True),
        Entry("find", _("Find in the docu&ment"), "Ctrl+F"),
        Entry("find_next", _("&Next match"), "F3"),
        Entry("find_previous", _("Pre&vious match"), "Shift+F3"),
        LINE,
        Entry("preferences", _("Pre&ferences…"), "Ctrl+,", "settings"),
    )


def _view() -> tuple[Entry, ...]:
    titles = page_titles()
    pages = (
        Entry(name, f"&{number} {titles[name]}", f"Ctrl+{number}", sign)
        for number, (name, sign) in enumerate(PAGES, 1)
    )
    return (
        *pages,
        LINE,
        Entry("zoom_in", _("&Zoom in"), "Ctrl++", "zoom-in"),
        Entry("zoom_out", _("Zoom &out"), "Ctrl+-", "zoom-out"),
        Entry("zoom_all", _("Zoom to &fit"), "Ctrl+0"),
        Entry("go_to_page", _("&Go to page"), "Ctrl+G"),
        Entry("page_strip", _("Small &pictures of the pages"), "F7", toggle=True),
        LINE,
        Entry("appearance_system", _("As the &system"), group="appearance"),
        Entry("appearance_light", _("&Light"), group="appearance"),
        Entry("appearance_dark", _("&Dark"), group="appearance"),
        LINE,
        Entry("court_mode", _("Co&urt mode"), "F11", toggle=True),
        Entry("mask_names", _("&Hide names"), "Ctrl+Shift+H", toggle=True),
    )


def _hearing() -> tuple[Entry, ...]:
    return (
        Entry("live_log", _("&Live log"), "F5", "play"),
        Entry("end_hearing", _("&End the hearing"), "", "square"),
        Entry("break", _("&Break, or go on"), "Ctrl+B", "hourglass"),
        Entry("together", _("Two logs si&de by side"), "F6", toggle=True),
        LINE,
        *_line(),
        LINE,
        Entry("next_part", _("&Next part of the page"), "Ctrl+PgDown"),
        Entry("previous_part", _("Pre&vious part of the page"), "Ctrl+PgUp"),
        LINE,
        Entry("move_hearing", _("M&ove the hearing…"), "Ctrl+Shift+M", "calendar-range"),
        Entry("adjourn", _("Ad&journ…"), "Ctrl+Shift+J", "hourglass"),
        Entry("call_off", _("Call it o&ff…")),
        Entry("close_doors", _("Closed to the p&ublic…")),
        Entry("look_back", _("W&hat was noted"), "Ctrl+Shift+B"),
        Entry("print_form", _("Print blank form…"), "Ctrl+Shift+F", "file-text"),
        LINE,
        Entry("interpreter", _("Through an &interpreter"), "Ctrl+Shift+I", toggle=True),
        Entry("language", _("Next lan&guage of the line"), "Ctrl+Shift+L"),
        *_speakers(),
        Entry("letters", _("Letters of speake&rs…"), "", "keyboard"),
        Entry("transcribe", _("Transcribe from &paper"), "Ctrl+Shift+T", toggle=True),
    )


def _line() -> tuple[Entry, ...]:
    return (
        Entry("earlier", _("One &minute earlier"), "Ctrl+Up"),
        Entry("later", _("One minute la&ter"), "Ctrl+Down"),
        Entry("type_time", _("T&ype the time"), "Ctrl+T", "clock"),
        Entry("correct", _("&Correct the line"), "F2"),
        Entry("withdraw", _("&Withdraw the line"), "Del"),
        Entry("star", _("&Star the line"), "Ctrl+Shift+S"),
        Entry("attach", _("&Attach a file…"), "Ctrl+D", "paperclip"),
    )


def _speakers() -> tuple[Entry, ...]:
    menu = _("Spea&ker")
    return tuple(
        Entry(f"speaker_{number}", _("&{number} Speaker").format(number=number), keys, under=menu)
        for number, keys in ((number, f"Alt+{number}") for number in range(1, 10))
    )


def _timeline() -> tuple[Entry, ...]:
    return (
        Entry("add_deadline", _("Add a dead&line…"), "Ctrl+Shift+D", "hourglass"),
        Entry("add_decision", _("Add a de&cision…"), "", "landmark"),
        Entry("add_charge", _("Add a char&ge…"), "", "scale"),
        Entry("add_sanction", _("Add a sa&nction…"), "", "lock"),
        Entry("add_event", _("Add an &event…"), "", "calendar"),
        LINE,
        Entry("settle", _("Deadline &done, or not")),
        Entry("show_today", _("Go to &today"), "", "calendar"),
        LINE,
        Entry("calendar", _("&Save a calendar…"), "", "calendar-range"),
    )


def _tools() -> tuple[Entry, ...]:
    return (
        Entry("merge", _("Two records of one &person…"), "", "users"),
        LINE,
        Entry("verify", _("&Check this vault"), "", "shield-check"),
        Entry("card", _("My &key for bundles…"), "", "key-round"),
        LINE,
        Entry("backups", _("&Backups…"), "", "save"),
        Entry("sheet", _("&Recovery sheet…")),
        Entry("passphrase", _("Change the pa&ssphrase…")),
        Entry("renew_keys", _("Renew &all keys…")),
    )


def _help() -> tuple[Entry, ...]:
    return (
        Entry("shortcuts", _("&Shortcuts"), "F1", "keyboard"),
        Entry("about", _("&About Casefile"), "", "info"),
    )


class Actions(QObject):
    """The actions of one stage of the window (the door, or an open vault) and their menus."""

    def __init__(self, bar: QMenuBar, handlers: Handlers, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        bar.clear()
        for title, listed in menus():
            menu = bar.addMenu(title)
            for entry in listed:
                self._add(menu, entry, handlers.get(entry.name))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def enable(self, name: str, on: bool) -> None:
        """Allow an action, or not."""
        self._actions[name].setEnabled(on)

    def rename(self, name: str, text: str, about: str) -> None:
        """Say in an action what it would act on; without that it can't be used."""
        action = self._actions[name]
        plain = text.replace("&", "")
        said = _("{action}: {about}").format(action=plain, about=about) if about else plain
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(said.replace("&", "&&").replace(plain, text, 1) if about else text)
        action.setToolTip(plain_tip(f"{said} ({keys})"))
        action.setEnabled(bool(about))

    def _add(self, menu: QMenu, entry: Entry, handler: Callable[[], object] | None) -> None:
        if entry == LINE:
            menu.addSeparator()
            return
        action = QAction(entry.text, self)
        action.setObjectName(entry.name)
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{entry.text.replace('&', '')} ({keys})")
        if entry.sign:
            action.setIcon(icon(entry.sign))
        if entry.group:
            group = self._groups.setdefault(entry.group, QActionGroup(self))
            group.addAction(action)
        action.setCheckable(bool(entry.group) or entry.toggle)
        if entry.name == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        action.setEnabled(handler is not None)
        if handler is not None:
            action.triggered.connect(lambda _checked=False: handler())
        if entry.under and entry.under not in self._menus:
            self._menus[entry.under] = menu.addMenu(entry.under)
        self._menus.get(entry.under, menu).addAction(action)
        self._actions[entry.name] = action
