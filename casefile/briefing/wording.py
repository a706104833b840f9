# SPDX-License-Identifier: GPL-3.0-or-later
"""How things are said in a briefing: dates no more precise than they are known, labels, names."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from casefile.base.clock import at
from casefile.base.messages import catalogue
from casefile.briefing.rtl import isolated
from casefile.disclosure.dossier import Dossier
from casefile.records.fields import field_infos
from casefile.records.kinds import KINDS, Party, Record
from casefile.records.values import Audience, Moment, PartialDate, When
from casefile.records.vocabularies import vocabulary

_REGIONS = {"en": "en_GB"}  # day before month, as the federations write it
_UNITS = ("B", "KB", "MB", "GB", "TB")


@cache
def locale(language: str) -> Locale:
    """Babel's rules for a language, those of English where it has none."""
    try:
        return Locale.parse(_REGIONS.get(language, language), sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@lru_cache(maxsize=4096)
def _day(day: date, language: str) -> str:
    return format_date(day, "long", locale=locale(language))


@lru_cache(maxsize=1024)
def _month(day: date, language: str) -> str:
    return format_skeleton("yMMMM", day, locale=locale(language))


@dataclass(frozen=True)
class Wording:
    """A dossier and the language it is told in. Every text for a reader comes through here."""

    dossier: Dossier
    language: str = "en"

    def say(self, text: str) -> str:
        """One of our own texts in the briefing's language."""
        return catalogue(self.language).gettext(text)

    def count(self, one: str, many: str, number: int) -> str:
        """Singular or plural, with `{count}` filled in."""
        return catalogue(self.language).ngettext(one, many, number).format(count=number)

    def label(self, name: str, term: str) -> str:
        """The label of a vocabulary's term; an unknown one as it is."""
        if name == "countries":
            return str(locale(self.language).territories.get(term, term))
        known = vocabulary(name).get(term)
        return self.say(known.label) if known else term

    def basis(self, name: str, term: str) -> str:
        """The rule of law that a term rests on, if the vocabulary names one."""
        known = vocabulary(name).get(term)
        return re.sub(r" (?=\d)", "\u00a0", known.basis) if known else ""

    def day(self, day: date) -> str:
        """A calendar day."""
        return _day(day, self.language)

    def date(self, partial: PartialDate | None) -> str:
        """A partial date, saying no more than is known; empty for none."""
        if partial is None:
            return ""
        first = partial.earliest
        told = {
            "day": lambda: self.day(first),
            "month": lambda: _month(first, self.language),
            "year": lambda: str(first.year),
        }[partial.precision]()
        if partial.approximate:
            _ = self.say
            told = _("about {date}").format(date=told)
        if partial.uncertain:
            _ = self.say
            told = _("{date} (uncertain)").format(date=told)
        return told

    def on(self, when: When | Moment | PartialDate | None) -> str:
        """The day of anything dated, without its hour."""
        exact = when.exact if isinstance(when, When) else when
        return self.day(exact.local.date()) if isinstance(exact, Moment) else self.date(exact)

    def clock(self, when: When | Moment | PartialDate | None) -> str:
        """The hour in the place's own time; empty where it is not known."""
        exact = when.exact if isinstance(when, When) else when
        return exact.local.strftime("%H:%M") if isinstance(exact, Moment) else ""

    def moment(self, when: When | Moment | PartialDate | None) -> str:
        """Day and, where it is known, hour."""
        hour = self.clock(when)
        return f"{self.on(when)}, {hour}" if hour else self.on(when)

    def instant(self, milliseconds: int) -> str:
        """A machine's time, in UTC."""
        when: datetime = at(milliseconds)
        return f"{self.day(when.date())}, {when:%H:%M} UTC"

    def zone(self, moment: Moment) -> str:
        """The zone of a place: name and difference to UTC."""
        difference = moment.local.strftime("%z")
        return f"{moment.zone.replace('_', ' ')}, UTC{difference[:3]}:{difference[3:]}"

    def name(self, ref: str | None) -> str:
        """The name under which a party is shown, safe inside a sentence of another direction."""
        return isolated(self.dossier.name_of(ref))

    def names(self, refs: tuple[str, ...]) -> str:
        """Several parties' names."""
        return ", ".join(name for name in map(self.name, refs) if name)

    def audience(self, audience: Audience) -> tuple[str, str]:
        """An audience in two words, and in a sentence."""
        _ = self.say
        return {
            Audience.PUBLIC: (_("Public"), _("This briefing may be published.")),
            Audience.PARTNERS: (
                _("For partners"),
                _("For partner organisations. Not for publication."),
            ),
            Audience.TEAM: (
                _("Confidential"),
                _("For the observation team. Do not pass on, copy or quote outside the team."),
            ),
            Audience.PRIVATE: (
                _("Private"),
                _("For its author alone. It holds the names of protected people."),
            ),
        }[audience]

    def size(self, size: int) -> str:
        """A file size."""
        value, unit = float(size), 0
        while value >= 1000 and unit < len(_UNITS) - 1:
            value, unit = value / 1000, unit + 1
        return (
            f"{value:.1f} {_UNITS[unit]}" if unit and value < 100 else f"{value:.0f} {_UNITS[unit]}"
        )

    def number(self, number: int | Decimal) -> str:
        """A number, grouped as the language does. Raises ValueError for NaN and infinities."""
        if isinstance(number, Decimal) and not number.is_finite():
            raise ValueError(number)
        told = format_decimal(number, locale=locale(self.language), decimal_quantization=False)
        return str(told)

    def tongue(self, tag: str) -> str:
        """What a language is called; its tag where nobody knows."""
        return str(locale(self.language).languages.get(tag.partition("-")[0], tag))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What a kind of record is called, in the plural."""
        _ = self.say
        return {
            "mission": _("missions"),
            "party": _("people or bodies"),
            "charge": _("charges"),
            "hearing": _("hearings"),
            "attendance": _("attendances"),
            "note": _("lines of the log"),
            "document": _("documents"),
            "finding": _("assessments"),
            "decision": _("decisions"),
            "sanction": _("sanctions"),
            "incident": _("incidents"),
            "action": _("acts of advocacy"),
            "deadline": _("deadlines"),
            "event": _("events"),
            "claim": _("sources’ statements"),
            "link": _("links"),
            "release": _("releases"),
        }

    @cached_property
    def records(self) -> dict[str, Record]:
        """Every record of the dossier by its id."""
        dossier = self.dossier
        groups: tuple[tuple[Record, ...], ...] = (
            (dossier.case,), dossier.missions, dossier.parties, dossier.charges, dossier.hearings,
            dossier.attendances, tuple(logged.note for logged in dossier.notes), dossier.documents,
            dossier.findings, dossier.decisions, dossier.sanctions, dossier.incidents,
            dossier.actions, dossier.deadlines, dossier.events, dossier.claims, dossier.links,
        )  # fmt: skip
        return {record.id: record for group in groups for record in group}

    def affiliation(self, party: Party | None) -> str:
        """Position and organisation in one line."""
        if party is None:
            return ""
        return ", ".join(isolated(part) for part in (party.position, party.affiliation) if part)


def field_label(wording: Wording, kind: str, field: str) -> str:
    """What a field of a kind is called; the name itself where it is unknown."""
    for info in field_infos(KINDS[kind]) if kind in KINDS else ():
        if field in (info.name, info.attribute):
            return wording.say(info.label)
    return field


def field_value(wording: Wording, kind: str, field: str, value: str) -> str:
    """A claimed value as a reader understands it: labels for ids, dates in words."""
    for info in field_infos(KINDS[kind]) if kind in KINDS else ():
        if field not in (info.name, info.attribute):
            continue
        if info.vocabulary:
            return wording.label(info.vocabulary, value)
        if info.shape in ("date", "when", "moment"):
            return _dated(wording, value)
    return isolated(value)


def _dated(wording: Wording, value: str) -> str:
    try:
        return wording.moment(When.stored(value))
    except ValueError:
        return isolated(value)
