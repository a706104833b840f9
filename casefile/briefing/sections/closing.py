# SPDX-License-Identifier: GPL-3.0-or-later
"""The limits of the observation, and the annexes: documents, names, how to check the file."""

from collections import defaultdict

from casefile.briefing.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
    TableCell,
)
from casefile.briefing.rtl import isolated
from casefile.briefing.sections.accused import other_names
from casefile.briefing.sections.titles import document_number, hearing_named
from casefile.briefing.wording import Wording
from casefile.records.kinds import Document, Hearing, Party
from casefile.records.values import Audience

_OFFICE = "application/vnd.openxmlformats-officedocument."
_FORMATS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
    f"{_OFFICE}wordprocessingml.document": "DOCX",
    f"{_OFFICE}spreadsheetml.sheet": "XLSX",
    "message/rfc822": "EML",
}
_KEPT_OUT = (
    "kept-outside", "refused", "excluded", "hearing-moved", "hearing-rescheduled", "prevented",
)  # fmt: skip


def limits(wording: Wording) -> tuple[Block, ...]:
    """What was not seen, not told, or not written down at once."""
    _ = wording.say
    blocks: list[Block] = [
        Paragraph(mission.limits) for mission in wording.dossier.missions if mission.limits
    ]
    found = [
        *_not_admitted(wording),
        *_late_lines(wording),
        *_unobserved(wording),
        *_pseudonyms(wording),
        *_withheld(wording),
    ]
    blocks.extend(Item("", text) for text in found)
    return tuple(blocks) or (Paragraph(_("No limit of the observation is recorded."), "muted"),)


def _not_admitted(wording: Wording) -> list[str]:
    """Who could not observe which hearing, by hearing and by what kept them away."""
    _ = wording.say
    kept: dict[tuple[str, str], list[str]] = defaultdict(list)
    for attendance in wording.dossier.attendances:
        if attendance.status.startswith(_KEPT_OUT):
            kept[attendance.hearing, attendance.status].append(wording.name(attendance.party))
    told = []
    for (ref, status), listed in kept.items():
        hearing = wording.records.get(ref)
        if isinstance(hearing, Hearing):
            text = _("{hearing}, was not observed by: {names} ({status}).").format(
                hearing=hearing_named(wording, hearing),
                names="; ".join(listed),
                status=wording.label("attendance-statuses", status).lower(),
            )
            told.append(text)
    return told


def _late_lines(wording: Wording) -> list[str]:
    late = sum(logged.note.taken != "live" for logged in wording.dossier.notes)
    if not late:
        return []
    return [
        wording.count(
            "{count} line of the log was not written while it happened; it says so itself.",
            "{count} lines of the log were not written while they happened; each says so itself.",
            late,
        )
    ]


def _unobserved(wording: Wording) -> list[str]:
    _ = wording.say
    rights = [
        wording.label("rights", finding.right)
        for finding in wording.dossier.findings
        if finding.rating == "not-observable"
    ]
    if not rights:
        return []
    return [_("Could not be observed: {rights}.").format(rights="; ".join(dict.fromkeys(rights)))]


def _pseudonyms(wording: Wording) -> list[str]:
    if wording.dossier.audience is Audience.PRIVATE:
        return []
    hidden = sum(party.protected and not party.consent for party in wording.dossier.parties)
    if not hidden:
        return []
    return [
        wording.count(
            "{count} person or body stands under a pseudonym for protection.",
            "{count} people or bodies stand under pseudonyms for protection.",
            hidden,
        )
    ]


def _withheld(wording: Wording) -> list[str]:
    _ = wording.say
    withheld = {kind: count for kind, count in wording.dossier.withheld.items() if count}
    if not withheld:
        return []
    listed = ", ".join(
        f"{wording.kinds.get(kind, kind)} ({count})" for kind, count in withheld.items()
    )
    total = sum(withheld.values())
    text = wording.count(
        "{count} record of the file is not for this audience and is left out",
        "{count} records of the file are not for this audience and are left out",
        total,
    )
    return [f"{text}: {listed}."]


def documents(wording: Wording) -> tuple[Block, ...]:
    """Every document with its digest."""
    _ = wording.say
    if not wording.dossier.documents:
        return (Paragraph(_("No document is part of this briefing."), "muted"),)
    blocks: list[Block] = [
        Paragraph(
            _(
                "SHA-256 is computed over the file as it was received: whoever holds a copy can "
                "check that it is the same, letter by letter."
            ),
            "muted",
        )
    ]
    for document in wording.dossier.documents:
        blocks.extend(_document(wording, document))
    return tuple(blocks)


def _document(wording: Wording, document: Document) -> list[Block]:
    _ = wording.say
    number = document_number(wording, document)
    original = wording.records.get(document.translation_of or "")
    graded = (
        wording.label("reliability", document.reliability) if document.reliability else "",
        wording.label("credibility", document.credibility) if document.credibility else "",
    )
    file = (
        document.filename,
        _FORMATS.get(document.media_type, document.media_type),
        wording.size(document.size) if document.size else "",
    )
    source = wording.label("source-types", document.source_type) if document.source_type else ""
    received = (wording.on(document.received_at), isolated(document.received_from))
    translation = document_number(wording, original) if isinstance(original, Document) else ""
    return [
        Heading(isolated(document.title), 3, document.id, label=number),
        Facts(
            (
                Fact(_("Dated"), wording.date(document.dated)),
                Fact(_("Source"), source),
                Fact(_("Received"), ", ".join(part for part in received if part)),
                Fact(_("Language"), wording.tongue(document.language)),
                Fact(_("Translation of"), translation),
                Fact(_("About"), document.description),
                Fact(_("Weight"), " · ".join(part for part in graded if part)),
                Fact(_("File"), " · ".join(part for part in file if part)),
                Fact(_("SHA-256"), document.sha256, mono=True),
            )
        ),
    ]


def names(wording: Wording) -> tuple[Block, ...]:
    """Everyone in the briefing, with every spelling; nothing where nobody is."""
    _ = wording.say
    if not wording.dossier.parties:
        return ()
    columns = (
        Column(_("Name"), 0.40),
        Column(_("Role"), 0.22),
        Column(_("Position and organisation"), 0.38),
    )
    rows = tuple(
        (
            TableCell(isolated(party.name), sub=other_names(wording, party)),
            TableCell(
                ", ".join(wording.label("roles", role) for role in party.roles)
                or wording.label("party-sorts", party.sort)
            ),
            TableCell(wording.affiliation(party)),
        )
        for party in sorted(wording.dossier.parties, key=_by_name)
    )
    return (Table(columns, rows),)


def _by_name(party: Party) -> tuple[bool, str]:
    return party.sort != "person", party.name.casefold()


def checking(wording: Wording) -> tuple[Block, ...]:
    """How this briefing can be checked against the file."""
    _ = wording.say
    dossier = wording.dossier
    if not dossier.state_digest:
        return ()
    writers = ", ".join(isolated(name) for name in dict.fromkeys(dossier.authors.values()))
    return (
        Paragraph(
            _(
                "Every entry of the case file is signed by its author and chained to the one "
                "before it. The digest below is taken over the last entry of every chain."
            )
        ),
        Facts(
            (
                Fact(_("State digest"), dossier.state_digest, mono=True),
                Fact(_("Written by"), writers),
                Fact(_("Case id"), dossier.case.id, mono=True),
                Fact(_("Made"), wording.instant(dossier.made_at)),
            )
        ),
    )
