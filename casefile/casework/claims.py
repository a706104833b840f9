# SPDX-License-Identifier: GPL-3.0-or-later
"""Claims: every source's value for a fact stays; one may be preferred, with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from casefile.base.errors import InvalidRecord, NotFound
from casefile.base.ids import new_id
from casefile.base.messages import _
from casefile.records.disputes import Dispute, differing_fields, disputes
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import Claim, Document, Record, Release
from casefile.records.values import Audience
from casefile.records.vocabularies import find, vocabulary
from casefile.store import reading
from casefile.store.writing import Changes
from casefile.vault.vault import Vault

_NO_FACTS = (Claim, Release)  # what a source says, and what left, are not disputed but kept


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that is durable, and what it changed."""

    claim: Claim
    changes: Changes


def claimable(kind: type[Record]) -> tuple[FieldInfo, ...]:
    """The fields of a kind that sources can differ on: all but who may read the record."""
    if kind in _NO_FACTS:
        return ()
    return tuple(info for info in field_infos(kind) if info.name != "audience")


def add_claim(
    vault: Vault,
    about: Record,
    field: str,
    value: str,
    *,
    source: str = "",
    source_document: str | None = None,
    quote: str = "",
    page: str = "",
    reliability: str = "",
    credibility: str = "",
    audience: Audience | None = None,
) -> Claimed:
    """Keep what one source says of one field of a record.

    The value is kept as the source has it; where the field draws on a vocabulary, a word that
    means one of its terms is kept as that term. Unless told otherwise only the team sees it, or
    whoever sees the record where those are fewer. Raises InvalidRecord for an unknown field or
    a claim of nobody, NotFound for a source document of another case.
    """
    info = _field(type(about), field)
    if source_document is not None:
        _check_source(vault, about.case, source_document)
    elif not source.strip():
        raise InvalidRecord(_("Source"), _("name the source, or the document it stands in."))
    claim = Claim(
        id=new_id(vault.clock),
        case=about.case,
        audience=audience or about.audience.at_least(Audience.TEAM),
        about=about.id,
        field=field,
        value=_term(info, value),
        source=source,
        source_document=source_document,
        quote=quote,
        page=page,
        reliability=reliability,
        credibility=credibility,
    )
    with vault.edit(about.case) as edit:
        edit.put(claim)
    return Claimed(reading.record(vault.store, claim.id, Claim), edit.changes)


def claim(vault: Vault, about: Record, field: str, parts: Mapping[str, Any]) -> Claimed:
    """As `add_claim`, with the value and the rest by name: what a form holds."""
    return add_claim(vault, about, field, **parts)


def _field(kind: type[Record], name: str) -> FieldInfo:
    for info in claimable(kind):
        if info.name == name:
            return info
    known = ", ".join(info.name for info in claimable(kind)) or _("none")
    rule = _("there is no such field to claim something of; there is: {known}.")
    raise InvalidRecord(name, rule.format(known=known))


def _check_source(vault: Vault, case: str, document: str) -> None:
    if reading.record(vault.store, document, Document).case != case:
        raise NotFound(_("The source document belongs to another case."))


def _term(info: FieldInfo, value: str) -> str:
    """A value of a vocabulary as its id, whether it was written as the id or as the label."""
    if not info.vocabulary:
        return value
    word = " ".join(value.casefold().split())
    labelled = [t.id for t in vocabulary(info.vocabulary).values() if t.label.casefold() == word]
    term = find(info.vocabulary, word)
    return labelled[0] if labelled else term.id if term else value


def prefer(vault: Vault, claim: Claim, reason: str) -> Changes:
    """Prefer one claim to all others on its field, with the reason, in one entry.

    The others stay as they were said; a preference among them ends, with its reason (the history
    keeps it). The record itself is not changed. Raises InvalidRecord where no reason is given,
    NotFound where the claim was withdrawn.
    """
    if not reason.strip():
        raise InvalidRecord(_("Reason"), _("say why this value is preferred."))
    claim = reading.record(vault.store, claim.id, Claim)
    with vault.edit(claim.case) as edit:
        for other in _rivals(vault, claim):
            if other.preferred:
                edit.put(replace(other, preferred=False, reason=""))
        edit.put(replace(claim, preferred=True, reason=reason))
    return edit.changes


def prefer_none(vault: Vault, claim: Claim) -> Changes:
    """End the preference on the field of a claim, whichever claim has it. Raises NotFound."""
    claim = reading.record(vault.store, claim.id, Claim)
    with vault.edit(claim.case) as edit:
        for each in (*_rivals(vault, claim), claim):
            if each.preferred:
                edit.put(replace(each, preferred=False, reason=""))
    return edit.changes


def _rivals(vault: Vault, claim: Claim) -> list[Claim]:
    told = reading.records(vault.store, Claim, claim.case, parent=claim.about)
    return [other for other in told if other.field == claim.field and other.id != claim.id]


def claims_of(vault: Vault, record: Record) -> tuple[Dispute, ...]:
    """All that is claimed of a record, by field and value."""
    told = reading.records(vault.store, Claim, record.case, parent=record.id)
    return disputes(told).get(record.id, ())


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A record and what is claimed on those of its fields on which sources don't agree."""

    record: Record
    disputes: tuple[Dispute, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields."""
        return frozenset(dispute.field for dispute in self.disputes)


def disagreements(vault: Vault, case: str) -> list[Disagreement]:
    """The records of a case on which sources differ, with each other or with the record.

    In the order in which the records were made. Claims on a record that was withdrawn are left out.
    """
    found = []
    about = disputes(reading.records(vault.store, Claim, case))
    for id_, told in sorted(about.items()):
        record = reading.find(vault.store, id_)
        if record is None or record.case != case:
            continue
        fields = differing_fields(record, told)
        if fields:
            found.append(Disagreement(record, tuple(d for d in told if d.field in fields)))
    return found
