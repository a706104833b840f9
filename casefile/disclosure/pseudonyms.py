# SPDX-License-Identifier: GPL-3.0-or-later
"""Protected people: who may be named to whom, and under what name everyone else stands.

Consent is a person's, for an audience, until it is withdrawn. Without it a protected party keeps
its sort and roles, and loses everything that could tell who it is.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, product
from string import ascii_uppercase

import msgspec

from casefile.base.messages import _
from casefile.records.kinds import Party
from casefile.records.values import Audience, Consent, Name, PartialDate
from casefile.records.vocabularies import label

NAMING = frozenset({"", "name", "names", "identity", "all", "everything"})
"""Scopes of a consent that cover a person's name; any other scope covers something else."""

SHOWN = frozenset({"sort", "roles", "protected", "pseudonym", "audience"})
"""Fields of a protected party that may leave without consent."""


def guards(party: Party, audience: Audience, today: date) -> bool:
    """Whether the party must stand under a pseudonym before this audience."""
    if not party.protected or audience is Audience.PRIVATE:
        return False
    return not consented(party.consent, audience, today)


def consented(consents: Iterable[Consent], audience: Audience, today: date) -> bool:
    """Whether a consent to be named to this audience stands on that day.

    A consent to an audience holds for narrower ones too. A withdrawal ends every earlier consent
    to the same or a wider audience: who no longer agrees to be known to partners has not agreed
    to be known to everyone. Dates known in part count from their first day.
    """
    naming = [each for each in consents if each.scope.strip().casefold() in NAMING]
    withdrawn = [each for each in naming if _begun(each.withdrawn_on, today)]
    return any(
        each.audience.guard <= audience.guard
        and (each.given_on is None or each.given_on.earliest <= today)
        and not any(_ends(end, each) for end in withdrawn)
        for each in naming
    )


def _begun(day: PartialDate | None, today: date) -> bool:
    return day is not None and day.earliest <= today


def _ends(end: Consent, given: Consent) -> bool:
    """Whether a withdrawn consent takes another (or itself) with it."""
    if end is given:
        return True
    if end.audience.guard < given.audience.guard or end.withdrawn_on is None:
        return False
    return given.given_on is None or given.given_on.earliest <= end.withdrawn_on.earliest


def pseudonyms(parties: Iterable[Party], case: str, audience: Audience) -> dict[str, str]:
    """The pseudonym of every protected party of a case, by id.

    A party's own pseudonym, else a letter drawn by a key of case and audience. Older parties draw
    first, so a party added later changes nobody's letter; another audience gets other letters.
    """
    protected = sorted((each for each in parties if each.protected), key=lambda each: each.id)
    taken = {_plain(each.pseudonym) for each in protected if each.pseudonym.strip()}
    names: dict[str, str] = {}
    for party in protected:
        name = party.pseudonym.strip()
        if not name:
            free = (told for told in _drawn(party, case, audience) if _plain(told) not in taken)
            name = next(free)
            taken.add(_plain(name))
        names[party.id] = name
    return names


def proposed(party: Party, parties: Iterable[Party]) -> str:
    """A pseudonym that nobody in the case bears: the role with a number (`Witness 2`).

    Without a role, what the sort is called. It says no more than what leaves anyway.
    """
    others = [each for each in parties if each.id != party.id]
    taken = {_plain(each.pseudonym) for each in others}
    taken |= {_plain(name.text) for each in others for name in each.names}
    called = label("roles", party.roles[0]) if party.roles else label("party-sorts", party.sort)
    numbered = (f"{called or _('Person')} {number}" for number in count(1))
    return next(name for name in numbered if _plain(name) not in taken)


def _drawn(party: Party, case: str, audience: Audience) -> Iterator[str]:
    """Pseudonyms in the order in which this party draws them: 26 of one letter, then of more."""
    form = {
        "organisation": _("Organisation {letter}"),
        "court": _("Court {letter}"),
        "state-body": _("State body {letter}"),
    }.get(party.sort, _("Person {letter}"))
    key = f"{case}/{audience}".encode()
    drawn = hmac.digest(key, party.id.encode(), hashlib.sha256)
    for length in range(1, 5):
        letters = ["".join(each) for each in product(ascii_uppercase, repeat=length)]
        start = int.from_bytes(drawn[:4], "big") % len(letters)
        for letter in letters[start:] + letters[:start]:
            yield form.format(letter=letter)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def masked(party: Party, pseudonym: str) -> Party:
    """The party as it may be shown: its pseudonym for a name, and nothing that tells who it is."""
    return Party(
        id=party.id,
        case=party.case,
        audience=party.audience,
        sort=party.sort,
        names=(Name(text=pseudonym),),
        roles=party.roles,
        protected=True,
    )


def without_contact(party: Party) -> Party:
    """The party without the ways to reach it."""
    return msgspec.structs.replace(party, contact="") if party.contact else party
