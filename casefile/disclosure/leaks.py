# SPDX-License-Identifier: GPL-3.0-or-later
"""The leak scan: guarded names in anything that is about to leave.

It reads every text that people wrote in a Dossier, and whatever else it is given: file names,
metadata, the text of documents. It does not see pictures, sound, handwriting, descriptions that
fit one person only, names that were withdrawn or corrected away, or a name in a script that
spells no sounds. A clean scan is a help, never a proof.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec import Struct

from casefile.base.messages import _
from casefile.disclosure.audience import View, allowed_names, view
from casefile.disclosure.dossier import Dossier
from casefile.disclosure.matcher import Finder, Guarded
from casefile.records.fields import field_infos
from casefile.records.forms import search_texts
from casefile.records.kinds import Note, Party, Record
from casefile.records.values import Moment
from casefile.records.vocabularies import vocabulary
from casefile.store.database import Store
from casefile.store.fulltext import extracted_text

_TITLE = 60  # characters of a record's title in the place of a find


@dataclass(frozen=True, slots=True)
class Leak:
    """A guarded name that was found. For the owner of the vault only: it says whose it is."""

    where: str
    found: str  # as it stands there
    whose: str  # the true name


def scan(store: Store, dossier: Dossier, extra: Iterable[tuple[str, str]] = ()) -> list[Leak]:
    """Every guarded name in a dossier, and in `extra`: pairs of a place and the text there."""
    finder = _finder(store, dossier)
    if not finder:
        return []
    return [
        Leak(where, found, whose)
        for where, text in (*texts(dossier), *extra)
        for found, whose in finder.find(text)
    ]


def guards_anyone(store: Store, dossier: Dossier) -> bool:
    """Whether there is any name that must not leave with the dossier."""
    return bool(_finder(store, dossier))


def guarded(store: Store, dossier: Dossier) -> frozenset[Guarded]:
    """Who must not be named in what leaves with the dossier, as the case stands now."""
    return frozenset(_seen(store, dossier).guarded)


def _finder(store: Store, dossier: Dossier) -> Finder:
    seen = _seen(store, dossier)
    return Finder(seen.guarded, allowed_names(seen))


def _seen(store: Store, dossier: Dossier) -> View:
    """The parties of the case as they are now."""
    case, audience = dossier.case.id, dossier.audience
    return view(store, case, audience, now=dossier.made_at, kinds=(Party,))


def document_texts(store: Store, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """The texts that were read from the dossier's documents: to be scanned where they leave too."""
    for document in dossier.documents:
        text = extracted_text(store, document.id)
        if text:
            yield _("text of the document “{title}”").format(title=document.title), text


def texts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Every text that people wrote in a dossier, with where it stands."""
    for record in _records(dossier):
        place = _place(record)
        for label, text in _in(record):
            yield f"{place}: {_(label)}", text
    for name in dossier.authors.values():
        yield _("names of those who wrote"), name
    yield _("who prepared it"), dossier.made_by


def _records(dossier: Dossier) -> Iterator[Record]:
    yield dossier.case
    yield from (logged.note for logged in dossier.notes)
    for name in Dossier.__struct_fields__:
        held = getattr(dossier, name)
        if isinstance(held, tuple):
            yield from (each for each in held if isinstance(each, Record))


def _in(value: Struct) -> Iterator[tuple[str, str]]:
    """Labels and texts of a record's fields, with those of the values inside it."""
    for info in field_infos(type(value)):
        held = getattr(value, info.attribute)
        for item in held if info.several else (held,):
            if isinstance(item, Struct):
                yield from ((info.label or label, text) for label, text in _in(item))
            elif info.shape == "text" and item and not _is_term(info.vocabulary, item):
                yield info.label or info.name, item


def _is_term(name: str, id_: str) -> bool:
    """Whether it is one of a vocabulary's own ids; whatever else came in there is a text."""
    return bool(name) and id_ in vocabulary(name)


def _place(record: Record) -> str:
    """What the owner calls the record."""
    if isinstance(record, Note):
        exact = record.event_at.exact
        shown = f"{exact.local:%Y-%m-%d %H:%M}" if isinstance(exact, Moment) else str(exact)
        return _("line of the log, {date}").format(date=shown)
    if isinstance(record, Party):
        return record.name
    told = " ".join(next(iter(search_texts(record)), "").split())
    title = told if len(told) <= _TITLE else f"{told[:_TITLE].rstrip()}…"
    return f"{record.kind} “{title}”" if title else record.kind
