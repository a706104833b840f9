# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page of people says about a party, in words."""

from collections.abc import Callable

from casefile.base.clock import at, local_zone, zone
from casefile.base.messages import _, ngettext
from casefile.casework.faces import Face
from casefile.casework.people import Pairing
from casefile.casework.sameness import Offer
from casefile.desktop.dates import day, when
from casefile.desktop.widgets.audience import audience_names
from casefile.desktop.words import among, one_line
from casefile.records.kinds import Party
from casefile.records.values import Consent
from casefile.records.vocabularies import label

SIGNS = {"person": "user", "organisation": "users", "court": "landmark", "state-body": "landmark"}


def sign(party: Party) -> str:
    """The icon of a party; a shield for whoever is protected."""
    return "shield" if party.protected else SIGNS.get(party.sort, "user")


def roles(party: Party) -> str:
    """The roles of a party; that it is protected stands first, for a shield can't be heard."""
    said = [label("roles", role) for role in party.roles]
    return ", ".join([_("Protected"), *said] if party.protected else said)


def other_names(party: Party) -> str:
    """All names but the one that it is called by."""
    names = dict.fromkeys(name.text for name in party.names if name.text != party.name)
    return " · ".join(among(name) for name in names)


def facts(party: Party) -> str:
    """Sort, position and affiliation on one line."""
    parts = (label("party-sorts", party.sort), party.position, party.affiliation)
    return one_line(" · ".join(filter(None, parts)))


def same_question(sort: str) -> str:
    """Whether two records are of one and the same."""
    return {
        "person": _("Is this the same person?"),
        "organisation": _("Is this the same organisation?"),
        "court": _("Is this the same court?"),
    }.get(sort, _("Is this the same?"))


def about_offer(offer: Offer) -> str:
    """Who may be meant: the name that fits, what they are, since when they are in the case."""
    party = offer.party
    called = among(party.name)
    if offer.name != party.name:
        called = f"{among(offer.name)} ({called})"
    role = party.position or party.affiliation or roles(party) or label("party-sorts", party.sort)
    since = day(at(offer.since).astimezone(zone(local_zone())).date())
    told = _("in this case since {date}").format(date=since)
    return f"{called} — {one_line(role)}, {told}"


def face_words(face: Face) -> str:
    """What an audience reads where a party would be named."""
    if face.case_closed:
        return _("nothing: the case itself is not open to them")
    if not face.name:
        return _("nothing: this record is kept from them")
    return among(face.name)


def face_line(face: Face) -> str:
    """`Partners: Witness 2`, for a line that says it of everyone."""
    who = audience_names()[face.audience]
    return f"{who}: {among(face.name) if face.name and not face.case_closed else '–'}"


Rows = list[tuple[str, str, str, str]]


def union_rows(union: Pairing) -> Rows:
    """Each field that one of two records has, in both of them and in the one they would make."""
    keep, gone, united = union.keep, union.gone, union.united
    told = ((title, show(keep), show(gone), show(united)) for title, show in _fields())
    return [row for row in told if any(row[1:])]


def _fields() -> tuple[tuple[str, Callable[[Party], str]], ...]:
    return (
        (_("Names"), lambda party: "\n".join(name.text for name in party.names)),
        (_("Roles"), lambda party: ", ".join(label("roles", role) for role in party.roles)),
        (_("Position"), lambda party: party.position),
        (_("Affiliation"), lambda party: party.affiliation),
        (_("Contact"), lambda party: party.contact),
        (_("Protected"), lambda party: _("yes") if party.protected else ""),
        (_("Pseudonym"), lambda party: party.pseudonym),
        (_("Consent"), lambda party: "\n".join(map(consent_words, party.consent))),
        (_("Remarks"), lambda party: party.remarks),
        (_("Audience"), lambda party: audience_names()[party.audience]),
    )


def consent_words(consent: Consent) -> str:
    """`Partners: name, since 6 Apr 2026, withdrawn 1 May 2026`."""
    parts = [f"{audience_names()[consent.audience]}: {consent.scope or _('everything')}"]
    if consent.given_on:
        parts.append(_("since {date}").format(date=when(consent.given_on)))
    if consent.withdrawn_on:
        parts.append(_("withdrawn {date}").format(date=when(consent.withdrawn_on)))
    return one_line(", ".join(parts))


def union_warnings(union: Pairing) -> list[str]:
    """What the union of two records changes besides putting their fields together."""
    keep, gone, united = union.keep, union.gone, union.united
    said = []
    if keep.protected != gone.protected:
        said.append(_("One of the two is protected, so the united record is protected too."))
    lost = {*keep.consent, *gone.consent} - {*united.consent}
    if lost:
        text = ngettext(
            "{count} consent was given for the names of one record only and has to be asked for "
            "again.",
            "{count} consents were given for the names of one record only and have to be asked "
            "for again.",
            len(lost),
        )
        said.append(text.format(count=len(lost)))
    if keep.audience != gone.audience:
        who = audience_names()[united.audience]
        said.append(_("It is kept for the smaller circle of the two: {who}.").format(who=who))
    if union.leaning:
        text = ngettext(
            "{count} record of the case that names the second will name the first.",
            "{count} records of the case that name the second will name the first.",
            union.leaning,
        )
        said.append(text.format(count=union.leaning))
    return said
