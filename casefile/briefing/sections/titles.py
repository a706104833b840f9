# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record is called where another one speaks of it."""

from casefile.briefing.rtl import isolated
from casefile.briefing.wording import Wording
from casefile.records.kinds import Charge, Decision, Document, Hearing, Note, Sanction


def hearing_title(wording: Wording, hearing: Hearing) -> str:
    """Appeal hearing no. 2, without its date."""
    _ = wording.say
    if hearing.sort and hearing.sort != "other":
        sort = wording.label("hearing-sorts", hearing.sort)
    else:
        sort = wording.label("stages", hearing.stage) if hearing.stage else _("Hearing")
    return f"{sort}, {_('no. {number}').format(number=hearing.number)}" if hearing.number else sort


def hearing_date(wording: Wording, hearing: Hearing) -> str:
    """When it was held, or should have been."""
    return wording.moment(hearing.started_at or hearing.scheduled_at)


def hearing_named(wording: Wording, hearing: Hearing) -> str:
    """Title and date in one line."""
    date = hearing_date(wording, hearing)
    return f"{hearing_title(wording, hearing)}, {date}" if date else hearing_title(wording, hearing)


def charge_title(wording: Wording, charge: Charge) -> str:
    """Article and law, or the beginning of the text."""
    _ = wording.say
    article = (
        _("Art. {number}").format(number=charge.article)
        if charge.article[:1].isdigit()
        else charge.article
    )
    told = ", ".join(isolated(part) for part in (article, charge.law) if part)
    return told or shortened(charge.text, 80) or _("Charge not stated")


def decision_title(wording: Wording, decision: Decision) -> str:
    """Verdict of the court on a day."""
    _ = wording.say
    sort = wording.label("decision-sorts", decision.sort) if decision.sort else _("Decision")
    court = wording.name(decision.court)
    return f"{sort}, {court}" if court else sort


def sanction_title(wording: Wording, sanction: Sanction) -> str:
    """The sort of sanction."""
    return wording.label("sanction-sorts", sanction.sort)


def note_title(wording: Wording, note: Note) -> str:
    """A line of a log: when, who spoke, how it begins."""
    speaker = speaker_of(wording, note)
    told = f"{wording.moment(note.event_at)}"
    return (
        f"{told}, {speaker}: {shortened(note.text, 160)}"
        if speaker
        else f"{told}: {shortened(note.text, 160)}"
    )


def speaker_of(wording: Wording, note: Note) -> str:
    """Who spoke: name, else role."""
    role = wording.label("roles", note.speaker_role) if note.speaker_role else ""
    return wording.name(note.speaker) or role


def document_number(wording: Wording, document: Document) -> str:
    """The document's number in the annex."""
    order = [listed.id for listed in wording.dossier.documents]
    return f"A{order.index(document.id) + 1}" if document.id in order else ""


def shortened(text: str, limit: int) -> str:
    """The beginning of a text, cut at a word, on one line."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.–—-") + "…"
