# SPDX-License-Identifier: GPL-3.0-or-later
"""The panels of deeds on a hearing: move, adjourn, call off, close the doors, print, look back."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from casefile.base.messages import _, ngettext
from casefile.casework.completeness import Closing
from casefile.casework.paper import LOG_PAGES
from casefile.desktop.dates import when
from casefile.desktop.exchange.leaks import LeakNotice
from casefile.desktop.form.context import Context
from casefile.desktop.hearings.panel import FieldPanel, Panel, asked
from casefile.desktop.widgets.buttons import button
from casefile.desktop.widgets.fields import Combo, Tick, stack_field
from casefile.desktop.widgets.text import label
from casefile.desktop.words import isolated, one_line
from casefile.records.kinds import Attendance, Hearing
from casefile.records.values import Access, Adjournment, Notice
from casefile.records.vocabularies import label as term

_PAGES = (2, 4, 6, 8, 12, 20)  # of lines, that a form may have


def _mark(text: str) -> str:
    """Mark a label for the catalogues; its field translates it."""
    return text


def move_panel(context: Context, hearing: Hearing, court: str) -> FieldPanel:
    """To when and where, who said so, how, and when that was learned."""
    room = _("room {room}").format(room=hearing.room) if hearing.room else ""
    set_for = when(hearing.scheduled_at) or _("a date not known yet")
    told = " · ".join(filter(None, (set_for, court, room)))
    return FieldPanel(
        _("Move the hearing"),
        _("It was set for {told}. What stays as it was is left empty.").format(told=told),
        _("Move it"),
        (
            asked(Hearing, "scheduled_at", _mark("To (empty: nobody said)"), context),
            asked(Notice, "given_at", _mark("When you learned of it"), context),
            asked(Notice, "by", _mark("Who said so"), context),
            asked(Notice, "how", _mark("How it was made known"), context),
            asked(Hearing, "court", _mark("Another court"), context),
            asked(Hearing, "room", _mark("Another room"), context),
        ),
    )


def adjourn_panel(context: Context) -> FieldPanel:
    """Why, who asked for it, and when it goes on."""
    return FieldPanel(
        _("Adjourn the hearing"),
        _("It ends now where it goes on. With a date, the next hearing is made as well."),
        _("Adjourn it"),
        (
            asked(Adjournment, "reason", _mark("Reason"), context),
            asked(Adjournment, "asked_by", _mark("Asked for by"), context),
            asked(Adjournment, "next_at", _mark("Goes on at"), context),
        ),
    )


def cancel_panel(context: Context) -> FieldPanel:
    """Who called it off, how, and when that was learned."""
    return FieldPanel(
        _("Call the hearing off"),
        _("It stays on the list as cancelled. Where another day was named, move it instead."),
        _("Call it off"),
        (
            asked(Notice, "by", _mark("Who said so"), context),
            asked(Notice, "how", _mark("How, and with what reason"), context),
            asked(Notice, "given_at", _mark("When you learned of it"), context),
        ),
    )


def closed_panel(context: Context) -> FieldPanel:
    """Which part the public may not see."""
    return FieldPanel(
        _("Closed to the public"),
        _("Say which part: from when to when, whose testimony, with what reason, who could stay."),
        _("Note it"),
        (asked(Access, "closed_part", _mark("Part (empty: the whole)"), context, many=True),),
    )


class ProposalsPanel(Panel):
    """What a move means for those who came to observe: taken one by one, or all, or none."""

    def __init__(self, line: str, proposed: Sequence[Attendance], names: dict[str, str]) -> None:
        super().__init__(_("The hearing was moved"), "", _("Note what is ticked"))
        self._proposed = tuple(proposed)
        self._line = line
        self.sentence = Tick(_("Log this sentence"))
        self.sentence.setChecked(True)
        self.ticks: list[Tick] = []
        if proposed:
            self.body.addWidget(label(_("Were they shut out by it?"), "strong"))
        for one in proposed:
            status = term("attendance-statuses", one.status)
            name = isolated(one_line(names.get(one.party, "")))
            tick = Tick(f"{name}: {status}".replace("&", "&&"))
            tick.setChecked(True)
            self.ticks.append(tick)
            self.body.addWidget(tick)
        self.body.addWidget(label(line, "", wrap=True))
        self.sentence.setAccessibleName(_("Log this sentence: {line}").format(line=line))
        self.body.addWidget(self.sentence)

    @property
    def main(self) -> QWidget:
        return self.ticks[0] if self.ticks else self.sentence

    @property
    def kept(self) -> tuple[Attendance, ...]:
        """The proposals that are ticked."""
        pairs = zip(self._proposed, self.ticks, strict=True)
        return tuple(one for one, tick in pairs if tick.isChecked())

    @property
    def line(self) -> str:
        """The sentence, if it is to be logged."""
        return self._line if self.sentence.isChecked() else ""


class FormPanel(Panel):
    """What the paper says: nothing of any case, the hearing without names, or all."""

    def __init__(self, *, of_hearing: bool, of_case: bool) -> None:
        super().__init__(
            _("Print a hearing form"),
            _("For a court that lets no laptop in: it is typed in later, as transcribed."),
            _("Save as a PDF…"),
        )
        known = _("Print what is known of this hearing: court, room, day, number")
        self.known = Tick(known if of_hearing else _("Print what is known of this case"))
        self.known.setChecked(of_hearing)
        self.known.setVisible(of_case)
        self.neutral = Tick(_("Leave names out, of the case and of people: paper can be seized"))
        self.neutral.setChecked(True)
        self.pages = Combo()
        for count in _PAGES:
            self.pages.addItem(str(count), count)
        self.pages.choose(LOG_PAGES)
        self.pages.setMaximumWidth(120)
        self.leaks = LeakNotice()
        self.leaks.settled_changed.connect(self.banner.hide)
        for tick in (self.known, self.neutral):
            tick.toggled.connect(self._changed)
            self.body.addWidget(tick)
        stack_field(_("Pages of lines for the log"), self.pages, self.body)
        self.body.addWidget(self.leaks)
        self._changed()

    @property
    def main(self) -> QWidget:
        return self.known if self.known.isVisibleTo(self) else self.pages

    @property
    def names(self) -> bool:
        """Whether the case and the people are named."""
        return self.known.isChecked() and not self.neutral.isChecked()

    def _changed(self) -> None:
        self.neutral.setEnabled(self.known.isChecked())
        self.leaks.forget()


class ClosingPanel(Panel):
    """A hearing at its end: what the log holds, and what nobody has noted yet."""

    def __init__(self, found: Closing, ways: dict[str, Callable[[], object]]) -> None:
        super().__init__(_("What was noted of this hearing"), closing_line(found), _("Done"))
        if found.rights:
            rights = (f"{term('rights', right)} ({count})" for right, count in found.rights)
            self._tell(_("Rights touched"), " · ".join(rights))
        if found.empty:
            self._tell(_("Not noted yet"), " · ".join(map(_, dict.fromkeys(found.empty))))
        if found.observers:
            names = ", ".join(isolated(one_line(seat.party.name)) for seat in found.observers)
            self._tell(_("Observers of whom nothing is noted"), names)
        if not found.empty and not found.observers:
            self._tell(_("Nothing is missing"), "")
        self.wished.connect(self.left)
        self.leave.hide()
        for title, way in ways.items():
            made = button(_("Fill in: {part}").format(part=title))
            made.clicked.connect(lambda _on=False, way=way: way())
            self.foot.insertWidget(self.foot.count() - 1, made)

    def _tell(self, title: str, text: str) -> None:
        self.body.addWidget(label(title, "strong"))
        if text:
            self.body.addWidget(label(text, "", wrap=True))


def closing_line(found: Closing) -> str:
    """What the log holds, in one line."""
    counted = (
        (found.lines, ngettext("{count} line", "{count} lines", found.lines)),
        (
            found.irregularities,
            ngettext("{count} irregularity", "{count} irregularities", found.irregularities),
        ),
        (found.opinions, ngettext("{count} opinion", "{count} opinions", found.opinions)),
        (
            found.corrections,
            ngettext("{count} correction", "{count} corrections", found.corrections),
        ),
        (len(found.rights), ngettext("{count} right", "{count} rights", len(found.rights))),
    )
    told = [text.format(count=count) for count, text in counted if count]
    return " · ".join(told) or _("No line was logged.")
