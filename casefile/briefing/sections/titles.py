# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record is called where another one speaks of it."""

from casefile.briefing.rtl import isolated
from casefile.briefing.wording import Wording
from casefile.records.forms import search_texts
from casefile.records.kinds import (
    Action,
    Charge,
    Decision,
    Document,
    Finding,
    Hearing,
    Incident,
    Note,
    Party,
    Record,
    Sanction,
)


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
    return ", ".join(isolated(part) for part in (article, charge.law) if part)


def charge_named(wording: Wording, charge: Charge) -> str:
    """Article and law, and what it is about; never empty."""
    _ = wording.say
    first, _rest = charge.text.partition(". ")[::2]
    text = shortened(first, 120).rstrip(".…")
    told = " – ".join(part for part in (charge_title(wording, charge), text) if part)
    return told or _("a charge that is not stated")


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


def record_title(wording: Wording, record: Record) -> str:
    """What a piece of evidence is called, of whatever kind it is."""
    match record:
        case Note():
            return note_title(wording, record)
        case Document():
            return f"{document_number(wording, record)}, {isolated(record.title)}"
        case Hearing():
            return hearing_named(wording, record)
        case Decision():
            return decision_title(wording, record)
        case Sanction():
            return sanction_title(wording, record)
        case Charge():
            return charge_named(wording, record)
        case Party():
            return isolated(record.name)
        case Incident():
            told = (
                wording.label("incident-sorts", record.sort),
                shortened(record.description, 120),
            )
            return ": ".join(part for part in told if part)
        case Action():
            return isolated(record.title) or wording.label("action-sorts", record.sort)
        case Finding():
            return wording.label("rights", record.right)
    texts = search_texts(record)
    return isolated(shortened(texts[0], 160)) if texts else record.kind


def shortened(text: str, limit: int) -> str:
    """The beginning of a text, cut at a word, on one line."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.–—-") + "…"
