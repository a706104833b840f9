# SPDX-License-Identifier: GPL-3.0-or-later
"""The rights that are assessed: in groups, and by which treaties a state is held to them.

The table of treaties is the program's own; what this vault knows better is laid over it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from casefile.base.errors import InvalidRecord
from casefile.base.messages import _
from casefile.records.vocabularies import COUNTRIES, Treaty, label, treaties, vocabulary
from casefile.store import local
from casefile.vault.vault import Vault

State = Literal["bound", "partly", "later", "left", "outside", "unknown"]
Joined = dict[str, dict[str, date | None]]
"""By treaty and country, what the vault says: the day of ratification, or None for no party."""

_KEY = "treaties"
_decode = msgspec.json.Decoder(Joined).decode
_COMMENTS = ("GC32",)  # how a treaty is read: stands with the treaty


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of something."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a state stood to one instrument while something happened."""

    instrument: str  # short name
    state: State | Literal["no-treaty"]
    joined: date | None = None
    since: date | None = None  # in force for the state
    left: date | None = None

    @property
    def holds(self) -> bool:
        """Whether the state was held to it all the time, as far as is known here."""
        return self.state in ("bound", "no-treaty")


def groups(also: Iterable[str] = ()) -> list[tuple[str, tuple[str, ...]]]:
    """Every right under the title of its group; those in `also` that no list knows come last."""
    titles = {
        "arbitrary-detention": _("Arrest, detention and treatment"),
        "equality-before-courts": _("The court and its hearings"),
        "presumption-of-innocence": _("The defence"),
        "reasoned-judgment": _("Judgment and sentence"),
        "union-activity": _("Unions, expression and assembly"),
    }
    found: list[tuple[str, list[str]]] = []
    for right in vocabulary("rights"):
        if right in titles:
            found.append((titles[right], []))
        found[-1][1].append(right)
    if strange := sorted(set(also) - set(vocabulary("rights"))):
        found.append((_("Not in the list"), strange))
    return [(title, tuple(rights)) for title, rights in found]


def fits(right: str, words: str) -> bool:
    """Whether every word is found in a right's id, labels, legal basis or tags."""
    term = vocabulary("rights").get(right)
    parts = (right, term.label, _(term.label), term.short, term.basis, *term.tags) if term else ()
    text = " ".join(parts or (right,)).casefold()
    return all(word in text for word in words.casefold().replace("#", " ").split())


@cache
def instruments(right: str) -> tuple[str, ...]:
    """The short names of what a right rests on, in the order of its basis."""
    term = vocabulary("rights").get(right)
    parts = term.basis.split("; ") if term else []
    shorts = sorted((treaty.short for treaty in treaties().values()), key=len, reverse=True)
    named = (
        next((short for short in shorts if part.startswith(f"{short} ")), _without_places(part))
        for part in parts
    )
    return tuple(name for name in dict.fromkeys(named) if name not in _COMMENTS)


def _without_places(part: str) -> str:
    """`BPL 1, 7` without its paragraphs; a year in brackets belongs to the name."""
    return re.sub(r" [\d][\d(),–a-z ]*$", "", part)


def treaty_table(vault: Vault) -> dict[str, Treaty]:
    """The treaties with what this vault says of them laid over the program's own table."""
    return table_with(own_dates(vault))


def own_dates(vault: Vault) -> Joined:
    """What this vault says of who joined what, and nothing more."""
    held = local.get_local(vault.store, _KEY)
    return _decode(held) if held else {}


def table_with(own: Joined) -> dict[str, Treaty]:
    """The program's own table with other dates laid over it."""
    return {id_: _changed(treaty, own.get(id_, {})) for id_, treaty in treaties().items()}


def _changed(treaty: Treaty, own: Mapping[str, date | None]) -> Treaty:
    stays = {country: day for country, day in treaty.parties.items() if country not in own}
    added = {country: day for country, day in own.items() if day is not None}
    outside = frozenset(country for country, day in own.items() if day is None)
    return replace(treaty, parties=stays | added, outside=outside)


def set_joined(vault: Vault, treaty: str, country: str, text: str) -> None:
    """Let this vault know when a country ratified a treaty: a day, or `never`; empty takes it back.

    Stays in this vault. Raises InvalidRecord for what is no day or before the treaty was adopted.
    """
    own = own_dates(vault)
    said = own.setdefault(treaty, {})
    said.pop(country, None)
    if text.strip():
        said[country] = None if text.strip() == "never" else _day(treaties()[treaty], text.strip())
    local.set_local(vault.store, _KEY, msgspec.json.encode(own))


def _day(treaty: Treaty, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidRecord(_("Ratified"), _("a day is written 2006-01-24.")) from None
    if day < treaty.adopted:
        raise InvalidRecord(_("Ratified"), _("that is before the treaty was adopted."))
    return day


def standings(
    right: str, country: str, during: Span, table: Mapping[str, Treaty]
) -> tuple[Standing, ...]:
    """How a country stood, while something happened, to each instrument that a right rests on."""
    by_short = {treaty.short: treaty for treaty in table.values()}
    return tuple(
        _standing(by_short[name], country, during)
        if name in by_short
        else Standing(name, "no-treaty")
        for name in instruments(right)
    )


def _standing(treaty: Treaty, country: str, during: Span) -> Standing:
    if country in treaty.outside:
        return Standing(treaty.short, "outside")
    since = treaty.since(country)
    if since is None:
        return Standing(treaty.short, "unknown")
    left = treaty.left.get(country)
    state: State = "partly"
    if since > during.last:
        state = "later"
    elif left and left <= during.first:
        state = "left"
    elif since <= during.first and (left is None or left > during.last):
        state = "bound"
    return Standing(treaty.short, state, treaty.parties[country], since, left)


def said(standing: Standing, country: str, day: Callable[[date], str] = date.isoformat) -> str:
    """A standing in words: `ICCPR: ratified 2006-01-24, in force from 2006-04-24.`"""
    sentences = {
        "bound": _("{treaty}: ratified {joined}, in force from {since}."),
        "partly": _("{treaty}: ratified {joined}, in force only for a part of the events."),
        "later": _("{treaty}: ratified {joined}, after the events (in force from {since})."),
        "left": _("{treaty}: ratified {joined}, left {left}, before the events."),
        "outside": _("{treaty}: not ratified by {country}."),
        "unknown": _("{treaty}: whether {country} ratified it is not known here."),
        "no-treaty": _("{treaty}: a standard, not a treaty; nothing to ratify."),
    }
    return sentences[standing.state].format(
        treaty=standing.instrument,
        country=label(COUNTRIES, country) if country else _("the state"),
        joined=day(standing.joined) if standing.joined else "",
        since=day(standing.since) if standing.since else "",
        left=day(standing.left) if standing.left else "",
    )


def marked(found: Iterable[Standing]) -> str:
    """What must be said beside a right where the state was not held to all it rests on."""
    words = {
        "partly": _("{treaty} in force for a part of the events"),
        "later": _("{treaty} ratified after the events"),
        "left": _("{treaty} left before the events"),
        "outside": _("{treaty} not ratified"),
        "unknown": _("{treaty}: ratification not known"),
    }
    doubtful = (one for one in found if not one.holds)
    return " · ".join(words[one.state].format(treaty=one.instrument) for one in doubtful)
