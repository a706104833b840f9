# SPDX-License-Identifier: GPL-3.0-or-later
"""The hearing form on paper: blank, or with what is known already of a case or a hearing.

Without names it says court, room, day and number, and nothing else that anybody wrote: no title
of the case, no person. With names it goes through the gate like a briefing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from casefile.base.clock import Clock, system_clock
from casefile.base.errors import NotFound
from casefile.base.files import write_atomically
from casefile.base.messages import _
from casefile.briefing.form import Form, render_form
from casefile.briefing.wording import Wording
from casefile.casework.briefings import Leaving, clear, record_release, unwritable, what_leaves
from casefile.casework.presence import presence
from casefile.disclosure.dossier import Dossier
from casefile.records.kinds import Case, Hearing, Record, Release
from casefile.records.values import Audience
from casefile.vault.vault import Vault

R = TypeVar("R", bound=Record)

LOG_PAGES = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """What the form is to say: of which case and hearing, whether with names, for whom."""

    case: str
    hearing: str | None = None
    names: bool = False
    audience: Audience = Audience.TEAM
    settled: tuple[str, ...] = ()  # words that were found and mean nobody who is guarded
    log_pages: int = LOG_PAGES


def save_blank(path: Path, log_pages: int = LOG_PAGES, clock: Clock = system_clock) -> None:
    """Write a form that says nothing of any case. Raises StorageFailed."""
    _write(path, Form(made_at=clock(), log_pages=log_pages))


def save_form(vault: Vault, path: Path, wanted: Printed) -> Release:
    """Write a form to a file and record that it left.

    Raises LeakFound, StorageFailed, and NotFound for a hearing that the audience may not see.
    """
    dossier = clear(what_is_printed(vault, wanted, name=path.name))
    digest = _write(path, _form(vault, dossier, wanted))
    return record_release(vault, dossier, "form", path, digest)


def _write(path: Path, form: Form) -> str:
    out = BytesIO()
    render_form(form, out)
    try:
        write_atomically(path, out.getvalue())
    except OSError as error:
        raise unwritable(path) from error
    return sha256(out.getvalue()).hexdigest()


def what_is_printed(vault: Vault, wanted: Printed, name: str = "") -> Leaving:
    """The dossier cut down to what the form says, and every guarded name that stands in it."""
    leaving = what_leaves(
        vault,
        wanted.case,
        wanted.audience,
        name=name,
        settled=wanted.settled,
        only=lambda dossier: _only_printed(vault, dossier, wanted),
    )
    if wanted.hearing and not leaving.dossier.hearings:
        raise NotFound(_("There is no such hearing that this audience may see."))
    return leaving


def _only_printed(vault: Vault, dossier: Dossier, wanted: Printed) -> Dossier:
    """Without everything that is not printed, so that the gate reads what the paper says."""
    hearing = next((one for one in dossier.hearings if one.id == wanted.hearing), None)
    people = _people(vault, dossier, hearing) if hearing and wanted.names else {}
    kept = {*people, hearing.court if hearing else ""}
    case = dossier.case
    bare = Case(id=case.id, case=case.id, audience=case.audience, title="–")
    changes: dict[str, Any] = {
        name: () for name in Dossier.__struct_fields__ if isinstance(getattr(dossier, name), tuple)
    }
    changes |= {
        "case": msgspec.structs.replace(bare, title=case.title) if wanted.names else bare,
        "hearings": (_only_fields(hearing, _PRINTED),) if hearing else (),
        "parties": tuple(
            _only_fields(party, ("sort", "names")) for party in dossier.parties if party.id in kept
        ),
        "attendances": tuple(
            _only_fields(one, ("hearing", "party", "capacity"))
            for one in dossier.attendances
            if hearing and wanted.names and one.hearing == hearing.id
        ),
        "made_by": "",
        "authors": {},
    }
    return msgspec.structs.replace(dossier, **changes)


_PRINTED = ("court", "room", "number", "stage", "scheduled_at", "started_at")


def _only_fields(record: R, names: Iterable[str]) -> R:
    """The record with these fields alone; the others as they are where nothing was said."""
    held = {name: getattr(record, name) for name in names}
    return type(record)(id=record.id, case=record.case, audience=record.audience, **held)


def _people(vault: Vault, dossier: Dossier, hearing: Hearing) -> dict[str, str]:
    """Who is likely there, by id, and in what role, in the order of the checklist. A role that was
    noted where the audience may not read is not told."""
    seen = {one.id for one in dossier.attendances}
    return {
        seat.party.id: seat.capacity
        if seat.attendance is None or seat.attendance.id in seen
        else ""
        for seat in presence(vault, hearing)
    }


def _form(vault: Vault, dossier: Dossier, wanted: Printed) -> Form:
    wording = Wording(dossier)
    form = Form(
        made_at=dossier.made_at,
        case=dossier.case.title if wanted.names else "",
        banner=wording.audience(wanted.audience)[0] if wanted.names else "",
        log_pages=wanted.log_pages,
    )
    for hearing in dossier.hearings:
        when = hearing.started_at or hearing.scheduled_at
        people = _people(vault, dossier, hearing) if wanted.names else {}
        shown = [(dossier.name_of(id_), role) for id_, role in people.items()]
        form = replace(
            form,
            court=dossier.name_of(hearing.court),
            room=hearing.room,
            number=hearing.number,
            stage=wording.label("stages", hearing.stage) if hearing.stage else "",
            date=wording.on(when),
            hour=wording.clock(when),
            people=tuple((name, role) for name, role in shown if name),
        )
    return form
