# SPDX-License-Identifier: GPL-3.0-or-later
"""The hearings: what was held, what was moved, and whether observers were let in."""

from casefile.briefing.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Panel,
    Paragraph,
    Table,
    TableCell,
)
from casefile.briefing.claims import panels
from casefile.briefing.rtl import isolated
from casefile.briefing.sections.titles import (
    document_number,
    hearing_date,
    hearing_named,
    hearing_title,
)
from casefile.briefing.wording import Wording
from casefile.records.disputes import disputes
from casefile.records.kinds import Attendance, Document, Hearing, Note
from casefile.records.values import Access, Break, Moment, Notice, Setting


def hearings(wording: Wording) -> tuple[Block, ...]:
    """One part a hearing."""
    _ = wording.say
    if not wording.dossier.hearings:
        return (Paragraph(_("No hearing is recorded."), "muted"),)
    about = disputes(wording.dossier.claims)
    return tuple(
        block
        for hearing in wording.dossier.hearings
        for block in (
            *_hearing(wording, hearing),
            *panels(wording, "hearing", about.get(hearing.id, ())),
        )
    )


def _hearing(wording: Wording, hearing: Hearing) -> list[Block]:
    date = wording.on(hearing.started_at or hearing.scheduled_at)
    return [
        Heading(
            hearing_title(wording, hearing),
            2,
            hearing.id,
            label=date,
            listed=hearing_named(wording, hearing),
        ),
        *_moved(wording, hearing),
        Facts(_facts(wording, hearing)),
        *_attendance(wording, hearing),
        Facts((*_access(wording, hearing.access), *_setting(wording, hearing.setting))),
        Facts(_course(wording, hearing)),
    ]


def _facts(wording: Wording, hearing: Hearing) -> tuple[Fact, ...]:
    _ = wording.say
    room = _room(wording, hearing.room)
    court = ", ".join(part for part in (wording.name(hearing.court), room) if part)
    return (
        Fact(_("Court") if hearing.court else _("Room"), court),
        Fact(_("Stage"), wording.label("stages", hearing.stage) if hearing.stage else ""),
        Fact(_("Status"), wording.label("hearing-statuses", hearing.status)),
        Fact(_("Scheduled for"), _with_zone(wording, hearing)),
        Fact(_("Held"), _held(wording, hearing)),
        Fact(_("Notice"), _notice(wording, hearing.notice)),
    )


def _with_zone(wording: Wording, hearing: Hearing) -> str:
    when = hearing.scheduled_at
    if when is None:
        return ""
    exact = when.exact
    told = wording.moment(when)
    return f"{told} ({wording.zone(exact)})" if isinstance(exact, Moment) else told


def _held(wording: Wording, hearing: Hearing) -> str:
    if hearing.started_at is None:
        return ""
    begin = wording.moment(hearing.started_at)
    end = wording.clock(hearing.ended_at)
    zone = wording.zone(hearing.started_at)
    return f"{begin}–{end} ({zone})" if end else f"{begin} ({zone})"


def _notice(wording: Wording, notice: Notice | None) -> str:
    _ = wording.say
    if notice is None:
        return ""
    head = ", ".join(
        part for part in (wording.moment(notice.given_at), isolated(notice.by)) if part
    )
    return ": ".join(part for part in (head, notice.how) if part)


def _moved(wording: Wording, hearing: Hearing) -> list[Block]:
    """A move told plainly, at the hearing that was moved and at the one that took its place."""
    _ = wording.say
    blocks: list[Block] = []
    earlier = wording.records.get(hearing.moved_from or "")
    later = [other for other in wording.dossier.hearings if other.moved_from == hearing.id]
    if isinstance(earlier, Hearing):
        text = _("This hearing had been set for {before}. It was moved to {after}.").format(
            before=_where_and_when(wording, earlier, hearing),
            after=_where_and_when(wording, hearing, earlier),
        )
        notice = _notice(wording, hearing.notice)
        told = (
            _("Notice: {notice}.").format(notice=notice.rstrip("."))
            if notice
            else _("No notice of the move is recorded.")
        )
        parts = (text, told, _too_late(wording, earlier, hearing.notice))
        blocks.append(Panel(_("Moved"), (Paragraph(" ".join(filter(None, parts))),)))
    for other in later:
        place = _where_and_when(wording, other, hearing)
        text = _("This hearing was not held as set: it was moved to {date}.").format(date=place)
        blocks.append(Panel(_("Moved"), (Paragraph(text),)))
    return blocks


def _where_and_when(wording: Wording, hearing: Hearing, other: Hearing) -> str:
    """The date of a hearing, with its court and room where the other's are not the same."""
    _ = wording.say
    date = hearing_date(wording, hearing) or _("a date that is not recorded")
    court = wording.name(hearing.court) if hearing.court != other.court else ""
    room = hearing.room if court or (other.room and hearing.room != other.room) else ""
    return ", ".join(part for part in (date, court, _room(wording, room)) if part)


def _room(wording: Wording, room: str) -> str:
    """A room; one that is a mere number is called a room."""
    _ = wording.say
    return _("room {room}").format(room=room) if room[:1].isdigit() else isolated(room)


def _too_late(wording: Wording, earlier: Hearing, notice: Notice | None) -> str:
    """That notice came on the day itself or after the hour, where both are known."""
    _ = wording.say
    given = notice.given_at if notice else None
    exact = earlier.scheduled_at.exact if earlier.scheduled_at else None
    if given is None or exact is None:
        return ""
    if isinstance(exact, Moment) and given.milliseconds >= exact.milliseconds:
        return _("It came after the hour for which the hearing had been set.")
    day = exact.local.date() if isinstance(exact, Moment) else exact.earliest
    known = isinstance(exact, Moment) or exact.precision == "day"
    if known and given.local.date() == day:
        return _("It came on the day for which the hearing had been set.")
    return ""


def _attendance(wording: Wording, hearing: Hearing) -> list[Block]:
    _ = wording.say
    present = [each for each in wording.dossier.attendances if each.hearing == hearing.id]
    if not present:
        return [Paragraph(_("No attendance is recorded for this hearing."), "muted")]
    columns = (
        Column(_("Who"), 0.30),
        Column(_("As"), 0.16),
        Column(_("Access"), 0.24),
        Column(_("By whom, and the reason given"), 0.30),
    )
    return [Table(columns, tuple(_attended(wording, each) for each in present))]


def _attended(wording: Wording, attendance: Attendance) -> tuple[TableCell, ...]:
    party = wording.dossier.party(attendance.party)
    capacity = wording.label("roles", attendance.capacity) if attendance.capacity else ""
    return (
        TableCell(wording.name(attendance.party), sub=wording.affiliation(party)),
        TableCell(capacity),
        TableCell(
            wording.label("attendance-statuses", attendance.status),
            sub=wording.clock(attendance.at),
            strong=True,
        ),
        TableCell(_reason(wording, attendance), sub=_evidence(wording, attendance.evidence)),
    )


def _reason(wording: Wording, attendance: Attendance) -> str:
    _ = wording.say
    reason = (
        _("“{reason}”").format(reason=attendance.stated_reason) if attendance.stated_reason else ""
    )
    return ": ".join(part for part in (isolated(attendance.official), reason) if part)


def _evidence(wording: Wording, refs: tuple[str, ...]) -> str:
    _ = wording.say
    held = [wording.records.get(ref) for ref in refs]
    told = [document_number(wording, each) for each in held if isinstance(each, Document)]
    lines = [each for each in held if isinstance(each, Note)]
    told += [_("the log at {time}").format(time=wording.moment(each.event_at)) for each in lines]
    return _("Evidence: {documents}").format(documents=", ".join(told)) if told else ""


def _access(wording: Wording, access: Access | None) -> tuple[Fact, ...]:
    _ = wording.say
    if access is None:
        return ()
    counted = {
        _("Seats"): access.capacity,
        _("Turned away"): access.turned_away,
    }
    return (
        *(Fact(label, str(number)) for label, number in counted.items() if number is not None),
        Fact(_("Larger room"), access.larger_room),
        Fact(_("Stream"), access.stream),
        Fact(_("Closed part"), access.closed_part),
        Fact(_("Notes and devices"), access.devices),
        Fact(_("Audibility"), access.audibility),
    )


def _setting(wording: Wording, setting: Setting | None) -> tuple[Fact, ...]:
    _ = wording.say
    if setting is None:
        return ()
    return (
        Fact(_("Security"), setting.security),
        Fact(_("Restraint"), setting.restraint),
        Fact(_("Contact with counsel"), setting.counsel_contact),
        Fact(_("Interpretation"), setting.interpretation),
    )


def _course(wording: Wording, hearing: Hearing) -> tuple[Fact, ...]:
    _ = wording.say
    adjourned = ""
    if hearing.adjourned is not None:
        asked, next_at = hearing.adjourned.asked_by, wording.moment(hearing.adjourned.next_at)
        told = (
            hearing.adjourned.reason,
            _("asked for by {name}").format(name=isolated(asked)) if asked else "",
            _("goes on {date}").format(date=next_at) if next_at else "",
        )
        adjourned = "; ".join(part for part in told if part)
    return (
        Fact(_("Breaks"), "; ".join(_break(wording, each) for each in hearing.breaks)),
        Fact(_("Course"), hearing.summary),
        Fact(_("Outcome"), hearing.outcome),
        Fact(_("Adjourned"), adjourned),
    )


def _break(wording: Wording, pause: Break) -> str:
    begin, end = wording.clock(pause.started_at), wording.clock(pause.ended_at)
    hours = f"{begin}–{end}" if end else begin
    return f"{hours} ({pause.reason})" if pause.reason else hours
