# SPDX-License-Identifier: GPL-3.0-or-later
"""Times as an author with other tables of zones wrote them, in every kind that has any."""

from casefile.base.ids import new_id
from casefile.records.fields import field_infos
from casefile.records.kinds import (
    KINDS,
    Action,
    Attendance,
    Claim,
    Document,
    Event,
    Hearing,
    Incident,
    Note,
    Party,
    Record,
    Release,
)
from casefile.records.values import Adjournment, Break, Moment, Name, Notice, When
from casefile.vault.vault import Vault

DISPUTED = "2024-04-01T10:00+06:00[Asia/Almaty]"  # set before the clocks there were changed
UNKNOWN = "2024-04-01T10:00+06:00[Asia/Newcity]"


def put_all(vault: Vault, case: str, time: str) -> tuple[Hearing, Hearing]:
    """Put them into a case; returns a hearing that is set for this time and one that was held."""
    when, moment = When.stored(time), Moment.stored(time)
    notice = Notice(given_at=moment, by="The clerk")

    def ours(kind: type[Record], **fields: object) -> Record:
        return kind(id=new_id(), case=case, **fields)

    coming = Hearing(id=new_id(), case=case, scheduled_at=when, notice=notice)
    held = Hearing(
        id=new_id(), case=case, scheduled_at=when, notice=notice, status="held", started_at=moment,
        ended_at=moment, breaks=(Break(started_at=moment, ended_at=moment),),
        adjourned=Adjournment(reason="Late", next_at=when),
    )  # fmt: skip
    who = Party(id=new_id(), case=case, names=(Name(text="An Observer"),), roles=("observer",))
    said = {"hearing": held.id, "event_at": when, "rights": ("public-hearing",)}
    first = ours(Note, text="The door stays shut.", taken="live", **said)
    records = [
        coming, held, who, first,
        ours(Note, text="The door is shut.", corrects=first.id, **said),
        ours(Note, text="Outside.", event_at=when, taken="later"),
        ours(Attendance, hearing=held.id, party=who.id, at=moment),
        ours(Document, title="Order", received_at=when),
        ours(Incident, sort="threat", at=when),
        ours(Action, sort="letter", at=when, title="Letter"),
        ours(Event, at=when, title="A change of clocks"),
        ours(Release, sort="briefing", made_at=moment),
        *(ours(Claim, about=held.id, field="started_at", value=time, source=s) for s in "ab"),
    ]  # fmt: skip
    timed = {kind for kind in KINDS.values() if _has_time(kind)}
    assert timed <= set(map(type, records)), "a kind that has a time is missing here"
    with vault.edit(case) as edit:
        for record in records:
            edit.put(record)
    return coming, held


def _has_time(kind: type[Record]) -> bool:
    return any(info.shape in ("moment", "when") for info in field_infos(kind))
