# SPDX-License-Identifier: GPL-3.0-or-later
"""A hearing form on paper: for courts that let no laptop in.

The same parts as in the window, in the order of a day in court, with the letters of the live log:
whoever types it in later types what is written there. It says no more than it is given: paper is
searched and seized.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from casefile.base.messages import catalogue
from casefile.briefing.blocks import Column, Running
from casefile.briefing.flowables import Row
from casefile.briefing.fonts import Shaper, Style
from casefile.briefing.form_parts import (
    ROW,
    Choices,
    choice_row,
    field_row,
    heading,
    legend,
    ruled,
    table_head,
)
from casefile.briefing.layout import MEASURE, MUTED, Setter
from casefile.briefing.render import TEXT_HEIGHT, draw
from casefile.records.vocabularies import prefixes, vocabulary

_TITLE = Style(face="bold", size=20.0, leading=25.0)
_SUBTITLE = Style(size=10.5, leading=15.0, color=MUTED)
_SPARE = 3  # empty rows behind the people who are named
_USUAL = (
    "observer", "observer", "observer", "presiding-judge", "judge", "judge", "prosecutor",
    "accused", "accused", "defence-counsel", "defence-counsel", "interpreter", "court-clerk",
    "witness", "witness", "journalist", "family", "public",
)  # fmt: skip
"""Who is at a hearing of which nothing is known."""

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Form:
    """What is printed where it is known already; what is empty is left to the pen."""

    made_at: int  # Unix milliseconds
    language: str = "en"
    case: str = ""  # empty: the form doesn't say to what it belongs
    banner: str = ""  # who may read it
    court: str = ""
    room: str = ""
    number: str = ""
    stage: str = ""
    date: str = ""
    hour: str = ""
    people: tuple[tuple[str, str], ...] = ()  # name, or empty, and id of a role
    log_pages: int = 4


def render_form(form: Form, out: BinaryIO) -> None:
    """Write the form as a PDF to `out`; the same form always gives the same bytes."""
    say = catalogue(form.language).gettext
    setter = Setter(Shaper())
    name = say("Hearing form")
    told = Running(
        title=name, author="", subject="", language=form.language, made_at=form.made_at,
        header=form.case or name, classification=form.banner, footer=name,
        page_of=say("Page {page} of {pages}"),
    )  # fmt: skip
    draw(told, list(_rows(setter, form, say)), setter.shaper, out, covered=False)


def _rows(setter: Setter, form: Form, say: Say) -> Iterator[Row]:
    yield from _head(setter, form, say)
    yield from _people(setter, form, say)
    yield from _conditions(setter, say)
    yield from _log(setter, form, say)
    yield from _end(setter, say)


def _head(setter: Setter, form: Form, say: Say) -> Iterator[Row]:
    _ = say
    yield Row((setter.cell(0, _("Hearing form"), _TITLE, MEASURE),), keep=True, whole=True)
    note = _("Write only what you see and hear, at the time on the clock of the room.")
    yield Row((setter.cell(0, note, _SUBTITLE, MEASURE),), pad_bottom=6, keep=True, whole=True)
    if form.case:
        yield field_row(setter, ((_("Case"), form.case, 1.0),))
    yield field_row(setter, ((_("Court"), form.court, 0.5), (_("Room"), form.room, 0.2),
                             (_("Stage"), form.stage, 0.3)))  # fmt: skip
    yield field_row(setter, ((_("Date"), form.date, 0.34), (_("Set for"), form.hour, 0.16),
                             (_("Began"), "", 0.16), (_("Ended"), "", 0.16),
                             (_("Hearing no."), form.number, 0.18)))  # fmt: skip
    yield field_row(setter, ((_("Observer"), "", 0.5), (_("Language, interpreter"), "", 0.5)))
    yield Row((), pad_top=8)
    yield choice_row(
        setter,
        Choices(
            _("If it was moved"), (_("hour"), _("day"), _("room"), _("court"), _("no notice given"))
        ),
    )
    yield field_row(setter, ((_("Moved from"), "", 0.3), (_("Who said so, and how"), "", 0.42),
                             (_("Learned at"), "", 0.28)))  # fmt: skip


def _people(setter: Setter, form: Form, say: Say) -> Iterator[Row]:
    _ = say
    statuses = vocabulary("attendance-statuses").values()
    yield from heading(
        setter, _("Who was there"),
        _("Write the number of what happened to each; for a refusal also who decided and why."),
    )  # fmt: skip
    numbered = [f"{at}  {_(status.label)}" for at, status in enumerate(statuses, 1)]
    yield legend(setter, numbered, 3)
    yield Row((), pad_top=6, keep=True)
    columns = (
        Column(_("Who"), 0.27), Column(_("As"), 0.2), Column(_("No."), 0.08),
        Column(_("At"), 0.1), Column(_("By whom, and the reason given"), 0.35),
    )  # fmt: skip
    head = table_head(setter, columns)
    yield head
    people = form.people or tuple(("", role) for role in _USUAL)
    roles = vocabulary("roles")
    for name, role in (*people, *((("", ""),) * _SPARE)):
        said = _(roles[role].label) if role in roles else role
        yield ruled(setter, columns, head, (name, said))


def _conditions(setter: Setter, say: Say) -> Iterator[Row]:
    _ = say
    yield from heading(setter, _("Access"))
    for choices in (
        Choices(_("Seats, turned away"), (_("seats"), _("turned away"), _("passes checked"))),
        Choices(_("Larger room"), (_("not needed"), _("asked for"), _("refused"), _("used"))),
        Choices(_("Stream or overflow room"), (_("none"), _("overflow room"), _("stream"))),
        Choices(
            _("Closed part"), (_("none"), _("reasons given"), _("observers stayed"), _("from, to"))
        ),
        Choices(
            _("Allowed in the room"),
            (_("notes"), _("laptop"), _("telephone"), _("recording"), _("nothing")),
        ),
        Choices(_("Audibility"), (_("good"), _("in part"), _("poor"))),
    ):
        yield choice_row(setter, choices)
    yield from heading(setter, _("The room"))
    for choices in (
        Choices(
            _("Security"), (_("bags searched"), _("papers copied"), _("visitors filmed"), _("arms"))
        ),
        Choices(
            _("The accused"), (_("free"), _("cage"), _("glass"), _("handcuffs"), _("by video"))
        ),
        Choices(
            _("Contact with counsel"), (_("free"), _("through guards"), _("overheard"), _("none"))
        ),
        Choices(
            _("Interpretation"),
            (_("not needed"), _("given"), _("poor"), _("asked for and refused")),
        ),
    ):
        yield choice_row(setter, choices)


def _log(setter: Setter, form: Form, say: Say) -> Iterator[Row]:
    _ = say
    roles = vocabulary("roles")
    marks = [f"{letter}  {_(roles[role].label)}" for letter, role in prefixes().items()]
    marks += [
        f"!  {_('irregularity')}", f"\"  {_('word for word')}", f"//  {_('my opinion')}",
        f"#  {_('a right it bears on')}",
    ]  # fmt: skip
    columns = (
        Column(_("Time"), 0.1), Column(_("Who"), 0.08), Column(_("Entry"), 0.68),
        Column(_("Right"), 0.14),
    )  # fmt: skip
    top = [*heading(setter, _("Log"), new_page=True), legend(setter, marks, 3), Row((), pad_top=8)]
    head = table_head(setter, columns)
    yield from (*top, head)
    used = sum(row.before + row.height for row in top) - top[0].before + head.height
    first = int((TEXT_HEIGHT - used) // ROW)
    each = int((TEXT_HEIGHT - head.height) // ROW)
    for _line in range(first + each * max(form.log_pages - 1, 0)):
        yield ruled(setter, columns, head)


def _end(setter: Setter, say: Say) -> Iterator[Row]:
    _ = say
    yield from heading(setter, _("At the end"), new_page=True)
    yield choice_row(
        setter,
        Choices(_("It ended with"), (_("a decision"), _("an adjournment"), _("the last word"))),
    )
    yield field_row(setter, ((_("Goes on at"), "", 0.34), (_("Asked for by"), "", 0.33),
                             (_("Announced by"), "", 0.33)))  # fmt: skip
    lined = (Column("", 1.0),)
    none = Row(())
    for title, lines in (
        (_("Reason of the adjournment"), 2), (_("What was decided, and was it read in public?"), 5),
        (_("What I could not see or hear"), 4), (_("What happened outside the room"), 4),
        (_("Papers and pictures that belong to this hearing"), 3),
    ):  # fmt: skip
        yield Row(
            (setter.cell(0, title, _SUBTITLE, MEASURE),), before=12, pad_bottom=2, keep=True,
            whole=True,
        )  # fmt: skip
        for _line in range(lines):
            yield ruled(setter, lined, none)
