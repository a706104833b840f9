# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists that fields draw their values from, and the treaties behind the rights.

One TOML file a list under `resources/vocabularies`. Records keep ids; people see labels. An id
that is not listed, from a newer version or another organisation, is shown as it is.
"""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from casefile.base.files import resource
from casefile.base.messages import _, current
from casefile.records.dates import PartialDate
from casefile.records.reckoning import months_later

COUNTRIES = "countries"  # ISO 3166-1; their names are Babel's, in every language
RATED = frozenset({"respected", "concern", "serious-concern", "violated"})
"""The ratings that say how a right fared, and so must rest on something."""

_NOT_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


class Term(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a vocabulary. Texts are English; show them through `_`."""

    id: str
    label: str
    basis: str = ""  # the rule of law it rests on
    note: str = ""
    short: str = ""  # a label for narrow places
    tags: tuple[str, ...] = ()  # other words that `find` knows it by
    prefix: str = ""  # of a role: the letter that names the speaker of a line
    group: str = ""  # terms of one group stand together in a long list

    @property
    def brief(self) -> str:
        """The short label, or the label where there is none."""
        return self.short or self.label


class Treaty(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A treaty, and when countries joined it (and left), by ISO 3166-1 code."""

    id: str
    label: str
    short: str
    adopted: date
    in_force: date
    parties: dict[str, date]
    left: dict[str, date] = {}
    outside: frozenset[str] = frozenset()  # countries known to be no party
    months: int = 0  # after joining it enters into force for a country
    days: int = 0

    def since(self, country: str) -> date | None:
        """The day from which the country is bound; None where it isn't listed."""
        if country not in self.parties:
            return None
        joined = PartialDate(self.parties[country].isoformat())
        counted = months_later(joined, self.months) or joined
        return max(self.in_force, counted.earliest + timedelta(days=self.days))

    def binds(self, country: str, on: date) -> bool | None:
        """Whether the country had joined by that day and not left; None where it isn't listed."""
        if country not in self.parties:
            return None
        return self.parties[country] <= on < self.left.get(country, date.max)


def _read(name: str) -> dict[str, Any]:
    with resource("vocabularies", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def vocabulary(name: str) -> dict[str, Term]:
    """The terms of a vocabulary by id, in the order in which they are offered. Don't change it.

    Raises FileNotFoundError for a name that is no vocabulary.
    """
    if name == COUNTRIES:
        return {id_: Term(id=id_, label=label) for id_, label in _countries("en").items()}
    terms = msgspec.convert(_read(name)["terms"], tuple[Term, ...])
    return {term.id: term for term in terms}


@cache
def treaties() -> dict[str, Treaty]:
    """The treaties by id."""
    found = msgspec.convert(_read("treaties")["treaties"], tuple[Treaty, ...])
    return {treaty.id: treaty for treaty in found}


@cache
def _countries(code: str) -> dict[str, str]:
    """Names of countries by ISO 3166-1 code, in a language; in English where Babel lacks it."""
    from babel import Locale, UnknownLocaleError  # slow to import, and rarely needed

    try:
        names = Locale.parse(code.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").territories
    return {id_: names[id_] for id_ in sorted(names) if _is_country(id_)}


def _is_country(id_: str) -> bool:
    """Whether a territory of Babel's is a country, and not a grouping or a placeholder."""
    return len(id_) == 2 and id_.isalpha() and id_ not in _NOT_COUNTRIES


def label(name: str, id_: str) -> str:
    """What a person reads for an id, in the current language; the id itself where it is unknown."""
    if name == COUNTRIES:
        return _countries(current()).get(id_, id_)
    term = vocabulary(name).get(id_)
    return _(term.label) if term else id_


def group(name: str, id_: str) -> str:
    """The group in which a term stands, in the current language; empty where it stands alone."""
    term = vocabulary(name).get(id_)
    return _(term.group) if term and term.group else ""


def find(name: str, word: str) -> Term | None:
    """The one term that a typed word means: its id, a tag, or a unique beginning of either.

    Failing that, a unique beginning of a word within an id. None where none or several fit.
    """
    terms = vocabulary(name)
    wanted = word.casefold()
    if not wanted or wanted in terms:
        return terms.get(wanted)
    ways: tuple[Callable[[Term], bool], ...] = (
        lambda term: wanted in term.tags,
        lambda term: any(known.startswith(wanted) for known in (term.id, *term.tags)),
        lambda term: any(part.startswith(wanted) for part in term.id.split("-")),
    )
    for fits in ways:
        found = [term for term in terms.values() if fits(term)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def prefixes() -> dict[str, str]:
    """The letters that name the speaker of a line, each with the id of a role."""
    return {term.prefix: term.id for term in vocabulary("roles").values() if term.prefix}
