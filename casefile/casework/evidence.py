# SPDX-License-Identifier: GPL-3.0-or-later
"""What a finding rests on: lines tagged with its right, accepted one by one, and documents.

A line bears on a finding once somebody says so: that is a link, and the briefing prints it.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.casework.aside import set_aside, set_aside_lines
from casefile.casework.findings import current_lines, own_finding
from casefile.casework.hearings import names_of
from casefile.casework.logs import speaker_label
from casefile.casework.titles import hearing_title
from casefile.records.forms import search_texts
from casefile.records.kinds import Document, Finding, Hearing, Link, Note, Record
from casefile.records.values import When
from casefile.records.vocabularies import label
from casefile.store import reading
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A record that bears on a finding, or may: a tagged line nobody has decided on yet."""

    record: Record
    when: str  # a moment or a partial date as text; empty where there is none
    speaker: str
    text: str
    hearing: str  # what the hearing is called; empty for none
    relation: str = ""  # empty while it waits
    link: str = ""  # id
    remark: str = ""
    aside: bool = False

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def waits(self) -> bool:
        """Nobody has decided on it yet."""
        return not self.link and not self.aside


def evidence_rows(
    vault: Vault, case: str, right: str, hearing: str | None = None, finding: str = ""
) -> list[EvidenceRow]:
    """What is linked to the finding on a right, and the lines that are tagged with it: those of a
    hearing, or of the whole case. In order of time, then what has none.

    `finding`: its id, where there is one.
    """
    names = names_of(vault, case)
    titles = {h.id: hearing_title(h) for h in reading.records(vault.store, Hearing, case)}
    links = _links_to(vault, case, finding) if finding else {}
    aside = set_aside_lines(vault, case).get(right, set())
    tagged = current_lines(reading.tagged(vault.store, case, parent=hearing))
    found: dict[str, Record] = {note.id: note for note in tagged if right in note.rights}
    for id_ in links:
        if id_ not in found and (record := reading.find(vault.store, id_)) is not None:
            found[id_] = record
    rows = [
        _row(record, names, titles, links.get(id_), aside=id_ in aside)
        for id_, record in found.items()
    ]
    return sorted(rows, key=lambda row: (not row.when, _sorted_by(row.when), row.id))


def _sorted_by(when: str) -> str:
    return When.stored(when).sort_key if when else ""


def _links_to(vault: Vault, case: str, finding: str) -> dict[str, Link]:
    """By record at the other end, the links of a finding, whichever way they run."""
    ends = ((link, {link.to: link.from_, link.from_: link.to}) for link in _links(vault, case))
    return {ends[finding]: link for link, ends in ends if finding in ends}


def _links(vault: Vault, case: str) -> list[Link]:
    return reading.records(vault.store, Link, case)


def _row(
    record: Record,
    names: dict[str, str],
    titles: dict[str, str],
    link: Link | None,
    *,
    aside: bool,
) -> EvidenceRow:
    when, speaker, text = _told(record, names)
    return EvidenceRow(
        record=record,
        when=when,
        speaker=speaker,
        text=text,
        hearing=titles.get(getattr(record, "hearing", "") or "", ""),
        relation=link.relation if link else "",
        link=link.id if link else "",
        remark=link.remark if link else "",
        aside=aside and link is None,
    )


def _told(record: Record, names: dict[str, str]) -> tuple[str, str, str]:
    """When, who, what: of a line, a document, or anything else that somebody linked."""
    if isinstance(record, Note):
        return record.event_at, speaker_label(record, names), record.text
    if isinstance(record, Document):
        source = label("source-types", record.source_type)
        return record.dated or "", source, record.title or record.filename
    if isinstance(record, Hearing):
        return "", "", hearing_title(record)
    who = names.get(getattr(record, "party", None) or "", "")
    return "", who, " ".join(search_texts(record))


def accept(
    vault: Vault,
    case: str,
    right: str,
    hearing: str | None,
    record: str,
    *,
    relation: str = "supports",
    remark: str = "",
    finding: str = "",
) -> Finding:
    """Say that a record supports (or contradicts) the finding on a right; the finding is made where
    there is none, not yet rated. Raises NotFound for a record that is not there.

    The link may be seen by whoever may see both of its ends.
    """
    thing = reading.record(vault.store, record)
    held = reading.find(vault.store, finding, Finding) if finding else None
    about = held or own_finding(vault, case, right, hearing)
    link = _links_to(vault, case, about.id).get(record) or Link(
        id=new_id(vault.clock),
        case=case,
        from_=record,
        to=about.id,
        audience=about.audience.at_least(thing.audience),
    )
    with vault.edit(case) as edit:
        edit.put(about)
        edit.put(replace(link, relation=relation, remark=remark or link.remark))
        set_aside(vault, case, right, record, aside=False)
    return about


def take_back(vault: Vault, case: str, link: str) -> None:
    """Let a record bear on a finding no longer; it waits again. Raises NotFound."""
    with vault.edit(case) as edit:
        edit.drop(reading.record(vault.store, link, Link))


def reject(vault: Vault, case: str, right: str, record: str, link: str = "") -> None:
    """Set a record aside for a right, and take back what link there was."""
    if link:
        take_back(vault, case, link)
    set_aside(vault, case, right, record)
