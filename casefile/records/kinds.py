# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds of records and their fields. Storage, JSON schema and forms are derived from these.

A new field is one line here. Fields are never renamed or removed: old journals name them.
Nothing is mandatory but what a record can't mean anything without.
"""

from typing import Annotated, ClassVar

from msgspec import Struct

from casefile.records.values import (
    Access,
    Adjournment,
    Audience,
    Break,
    Consent,
    Id,
    Moment,
    Name,
    Notice,
    PartialDate,
    Ref,
    Setting,
    When,
    field,
)


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record has. When and by whom it was changed is the journal's to say."""

    kind: ClassVar[str]

    id: Id
    case: Id
    audience: Annotated[Audience, field("Audience")] = Audience.TEAM


class Case(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The dossier. Its `id` and its `case` are the same."""

    kind = "case"

    title: Annotated[str, field("Title")]
    reference: Annotated[str, field("Reference")] = ""
    country: Annotated[str, field("Country", vocabulary="countries", form="country")] = (
        ""  # ISO 3166-1
    )
    languages: Annotated[tuple[str, ...], field("Languages", form="language")] = ()  # BCP 47
    summary: Annotated[str, field("Summary", many=True)] = ""
    status: Annotated[str, field("Status", vocabulary="case-statuses")] = "open"
    stage: Annotated[str, field("Stage", vocabulary="stages")] = ""
    court_files: Annotated[tuple[str, ...], field("Court file numbers")] = ()
    tags: Annotated[tuple[str, ...], field("Tags")] = ()


class Mission(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Who sent observers, with what mandate."""

    kind = "mission"

    title: Annotated[str, field("Title")]
    sender: Annotated[Ref | None, field("Sent by", refers="party")] = None
    mandate: Annotated[str, field("Mandate", many=True)] = ""
    starts: Annotated[PartialDate | None, field("Starts")] = None
    ends: Annotated[PartialDate | None, field("Ends")] = None
    members: Annotated[tuple[Ref, ...], field("Members", refers="party")] = ()
    funding: Annotated[str, field("Funding", many=True)] = ""
    independence_statement: Annotated[str, field("Statement of independence", many=True)] = ""
    limits: Annotated[str, field("Limits of the observation", many=True)] = ""


class Party(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A person, an organisation, a court or a state body."""

    kind = "party"

    sort: Annotated[str, field("Kind", vocabulary="party-sorts")] = "person"
    names: Annotated[tuple[Name, ...], field("Names")]
    roles: Annotated[tuple[str, ...], field("Roles", vocabulary="roles")] = ()
    position: Annotated[str, field("Position")] = ""
    affiliation: Annotated[str, field("Affiliation")] = ""
    contact: Annotated[str, field("Contact", many=True)] = ""
    protected: Annotated[bool, field("Protected")] = False
    pseudonym: Annotated[str, field("Pseudonym")] = ""
    consent: Annotated[tuple[Consent, ...], field("Consent")] = ()
    remarks: Annotated[str, field("Remarks", many=True)] = ""

    @property
    def name(self) -> str:
        """The primary name, or the first there is."""
        chosen = [name.text for name in self.names if name.sort == "primary"]
        return (chosen or [name.text for name in self.names] or [""])[0]


class Charge(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What someone is accused of."""

    kind = "charge"

    accused: Annotated[Ref | None, field("Accused", refers="party")] = None
    law: Annotated[str, field("Law")] = ""
    article: Annotated[str, field("Article")] = ""
    text: Annotated[str, field("Text", many=True)] = ""
    brought_on: Annotated[PartialDate | None, field("Brought on")] = None
    status: Annotated[str, field("Status", vocabulary="charge-statuses")] = "brought"
    replaced_by: Annotated[Ref | None, field("Replaced by", refers="charge")] = None


class Hearing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One sitting of a court, held or not."""

    kind = "hearing"

    court: Annotated[Ref | None, field("Court", refers="party")] = None
    room: Annotated[str, field("Room")] = ""
    number: Annotated[str, field("Number")] = ""
    sort: Annotated[str, field("Kind", vocabulary="hearing-sorts")] = ""
    stage: Annotated[str, field("Stage", vocabulary="stages")] = ""
    scheduled_at: Annotated[When | None, field("Scheduled for")] = None
    notice: Annotated[Notice | None, field("Notice")] = None
    moved_from: Annotated[Ref | None, field("Moved from", refers="hearing")] = None
    status: Annotated[str, field("Status", vocabulary="hearing-statuses")] = "scheduled"
    started_at: Annotated[Moment | None, field("Started at")] = None
    ended_at: Annotated[Moment | None, field("Ended at")] = None
    breaks: Annotated[tuple[Break, ...], field("Breaks")] = ()
    adjourned: Annotated[Adjournment | None, field("Adjourned")] = None
    access: Annotated[Access | None, field("Access")] = None
    setting: Annotated[Setting | None, field("Setting")] = None
    summary: Annotated[str, field("Summary", many=True)] = ""
    outcome: Annotated[str, field("Outcome", many=True)] = ""


class Attendance(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One party at one hearing, let in or not."""

    kind = "attendance"

    hearing: Annotated[Ref, field("Hearing", parent=True, refers="hearing")]
    party: Annotated[Ref, field("Who", refers="party")]
    capacity: Annotated[str, field("Capacity", vocabulary="roles")] = ""
    status: Annotated[str, field("Status", vocabulary="attendance-statuses")] = "present"
    at: Annotated[Moment | None, field("At")] = None
    official: Annotated[str, field("Official who decided")] = ""
    stated_reason: Annotated[str, field("Stated reason", many=True)] = ""
    evidence: Annotated[tuple[Ref, ...], field("Evidence")] = ()


class Note(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of an observer's log. Never edited once logged: a correction is a new note."""

    kind = "note"

    hearing: Annotated[Ref | None, field("Hearing", parent=True, refers="hearing")] = None
    event_at: Annotated[When, field("Happened at")]  # a day alone where nobody noted the hour
    taken: Annotated[str, field("Taken", vocabulary="taken")] = "live"
    speaker: Annotated[Ref | None, field("Speaker", refers="party")] = None
    speaker_role: Annotated[str, field("Speaker's role", vocabulary="roles")] = ""
    sort: Annotated[str, field("Kind", vocabulary="note-sorts")] = "summary"
    language: Annotated[str, field("Language", form="language")] = ""
    via_interpreter: Annotated[bool, field("Through an interpreter")] = False
    text: Annotated[str, field("Text", many=True)]
    rights: Annotated[tuple[str, ...], field("Rights", vocabulary="rights")] = ()
    starred: Annotated[bool, field("Starred")] = False
    corrects: Annotated[Ref | None, field("Corrects", refers="note")] = None


class Document(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file kept as evidence. The bytes are an attachment named by `sha256`."""

    kind = "document"

    title: Annotated[str, field("Title")]
    filename: Annotated[str, field("File name")] = ""
    media_type: Annotated[str, field("Media type", form="media-type")] = ""
    size: Annotated[int, field("Size")] = 0  # bytes
    sha256: Annotated[str, field("SHA-256", form="sha256")] = ""  # of the plaintext, lower-case hex
    source_type: Annotated[str, field("Source", vocabulary="source-types")] = ""
    received_at: Annotated[When | None, field("Received")] = None
    received_from: Annotated[str, field("Received from")] = ""
    dated: Annotated[PartialDate | None, field("Dated")] = None
    language: Annotated[str, field("Language", form="language")] = ""
    description: Annotated[str, field("Description", many=True)] = ""
    translation_of: Annotated[Ref | None, field("Translation of", refers="document")] = None
    reliability: Annotated[str, field("Reliability of the source", vocabulary="reliability")] = ""
    credibility: Annotated[str, field("Credibility", vocabulary="credibility")] = ""


class Finding(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One right, assessed: at one hearing, or without one for the whole case."""

    kind = "finding"

    hearing: Annotated[Ref | None, field("Hearing", parent=True, refers="hearing")] = None
    right: Annotated[str, field("Right", vocabulary="rights")]
    rating: Annotated[str, field("Rating", vocabulary="ratings")] = "not-assessed"
    reasoning: Annotated[str, field("Reasoning", many=True)] = ""
    counter_evidence: Annotated[str, field("Counter-evidence", many=True)] = ""
    not_seen: Annotated[str, field("Not seen", many=True)] = ""


class Decision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a court decided."""

    kind = "decision"

    hearing: Annotated[Ref | None, field("Hearing", parent=True, refers="hearing")] = None
    court: Annotated[Ref | None, field("Court", refers="party")] = None
    decided_on: Annotated[PartialDate | None, field("Decided on")] = None
    sort: Annotated[str, field("Kind", vocabulary="decision-sorts")] = ""
    result: Annotated[str, field("Result", many=True)] = ""
    read_in_public: Annotated[bool | None, field("Read in public")] = None
    reasoned_copy_on: Annotated[PartialDate | None, field("Reasoned copy received")] = None
    appealable_until: Annotated[PartialDate | None, field("Appealable until")] = None
    summary: Annotated[str, field("Summary", many=True)] = ""


class Sanction(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One component of a sentence."""

    kind = "sanction"

    decision: Annotated[Ref | None, field("Decision", parent=True, refers="decision")] = None
    party: Annotated[Ref | None, field("Against", refers="party")] = None
    sort: Annotated[str, field("Kind", vocabulary="sanction-sorts")]
    # Decimal text: floats don't belong in a proof.
    amount: Annotated[str, field("Amount", form="decimal")] = ""
    unit: Annotated[str, field("Unit", vocabulary="sanction-units")] = ""
    per: Annotated[str, field("Per", vocabulary="sanction-per")] = "unstated"
    months: Annotated[int | None, field("Months")] = None
    starts: Annotated[PartialDate | None, field("Starts")] = None
    ends: Annotated[PartialDate | None, field("Ends")] = None
    status: Annotated[str, field("Status", vocabulary="sanction-statuses")] = "in-force"
    text: Annotated[str, field("Text", many=True)] = ""


class Incident(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A threat to anyone near the case."""

    kind = "incident"

    sort: Annotated[str, field("Kind", vocabulary="incident-sorts")]
    at: Annotated[When | None, field("When")] = None
    place: Annotated[str, field("Place")] = ""
    targets: Annotated[tuple[Ref, ...], field("Targets", refers="party")] = ()
    description: Annotated[str, field("Description", many=True)] = ""
    certainty: Annotated[str, field("Certainty", vocabulary="credibility")] = ""
    reported_to: Annotated[str, field("Reported to")] = ""
    response: Annotated[str, field("Response", many=True)] = ""
    measures: Annotated[str, field("Protective measures", many=True)] = ""


class Action(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Advocacy by someone."""

    kind = "action"

    sort: Annotated[str, field("Kind", vocabulary="action-sorts")]
    at: Annotated[When | None, field("When")] = None
    sender: Annotated[Ref | None, field("Sender", refers="party")] = None
    addressee: Annotated[str, field("Addressee")] = ""
    title: Annotated[str, field("Title")] = ""
    reference: Annotated[str, field("Reference")] = ""
    url: Annotated[str, field("Address on the web", form="url")] = ""
    signatures: Annotated[int | None, field("Signatures")] = None
    deadline: Annotated[PartialDate | None, field("Deadline")] = None
    status: Annotated[str, field("Status", vocabulary="action-statuses")] = "sent"
    reply: Annotated[str, field("Reply", many=True)] = ""
    result: Annotated[str, field("Result", many=True)] = ""


class Deadline(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something due."""

    kind = "deadline"

    due: Annotated[PartialDate, field("Due")]
    what: Annotated[str, field("What")]
    basis: Annotated[str, field("Basis", many=True)] = ""
    done_on: Annotated[PartialDate | None, field("Done on")] = None
    warn_days: Annotated[int, field("Warn so many days before")] = 14


class Event(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Anything else on the timeline."""

    kind = "event"

    at: Annotated[When, field("When")]
    title: Annotated[str, field("Title")]
    text: Annotated[str, field("Text", many=True)] = ""
    place: Annotated[str, field("Place")] = ""


class Claim(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One source's value for one fact. Where sources disagree, every value stays."""

    kind = "claim"

    about: Annotated[Ref, field("About", parent=True)]
    field: Annotated[str, field("Field")]
    value: Annotated[str, field("Value")]
    source_document: Annotated[Ref | None, field("Source document", refers="document")] = None
    source: Annotated[str, field("Source")] = ""
    quote: Annotated[str, field("Quotation", many=True)] = ""
    page: Annotated[str, field("Page")] = ""
    reliability: Annotated[str, field("Reliability of the source", vocabulary="reliability")] = ""
    credibility: Annotated[str, field("Credibility", vocabulary="credibility")] = ""
    preferred: Annotated[bool, field("Preferred")] = False
    reason: Annotated[str, field("Reason for the preference", many=True)] = ""


class Release(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something left the vault."""

    kind = "release"

    sort: Annotated[str, field("Kind", vocabulary="release-sorts")]
    made_at: Annotated[Moment, field("Made at")]
    release_to: Annotated[Audience, field("Made for")] = Audience.TEAM
    recipients: Annotated[tuple[str, ...], field("Recipients", form="recipient")] = ()
    sha256: Annotated[str, field("SHA-256", form="sha256")] = ""
    heads: Annotated[dict[str, str], field("Heads of the chains", form="sha256")] = {}
    filename: Annotated[str, field("File name")] = ""
    state_digest: Annotated[str, field("State digest", form="digest")] = ""
    receipt: Annotated[str, field("Receipt")] = ""


class Link(Record, frozen=True, kw_only=True, omit_defaults=True, rename={"from_": "from"}):
    """One record bears on another: a note supports a finding."""

    kind = "link"

    from_: Annotated[Ref, field("From")]
    to: Annotated[Ref, field("To", parent=True)]
    relation: Annotated[str, field("Relation", vocabulary="relations")] = "supports"
    remark: Annotated[str, field("Remark")] = ""


KINDS: dict[str, type[Record]] = {
    kind.kind: kind
    for kind in (
        Case, Mission, Party, Charge, Hearing, Attendance, Note, Document, Finding, Decision,
        Sanction, Incident, Action, Deadline, Event, Claim, Release, Link,
    )
}  # fmt: skip
"""Every kind by its name, in the order in which a person meets them."""
