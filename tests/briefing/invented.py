# SPDX-License-Identifier: GPL-3.0-or-later
"""An invented case that uses everything a briefing can show. No person in it exists."""

from typing import Any

from casefile.base.ids import new_id
from casefile.disclosure.dossier import Dossier, LoggedNote
from casefile.records import kinds
from casefile.records.forms import from_fields
from casefile.records.kinds import Record
from casefile.records.values import Audience, Moment

ZONE = "Asia/Almaty"
_start = Moment("2023-03-06T10:00+06:00[Asia/Almaty]").milliseconds
_clock = [_start]


def _tick() -> int:
    _clock[0] += 1
    return _clock[0]


CASE = new_id(lambda: _start)


def make(kind: str, key: str = "", **fields: Any) -> Any:
    """A record of the invented case."""
    return from_fields(kind, key or new_id(_tick), CASE, fields)


def at(clock: str, day: str = "2023-03-06") -> str:
    """A moment of the hearing day."""
    return f"{day}T{clock}+06:00[{ZONE}]"


def person(
    name: str, *, roles: list[str], position: str = "", affiliation: str = "", **more: Any
) -> Any:
    """A party with its names."""
    names = [{"text": name}, *more.pop("names", [])]
    return make(
        "party", names=names, roles=roles, position=position, affiliation=affiliation, **more
    )


accused = person(
    "Айгерім Сұлтанқызы Ұлықпанова",
    roles=["accused"],
    position="Chair",
    affiliation="Independent Miners’ Union of Қарақұм",
    names=[
        {"text": "Aigerim Ulykpanova", "sort": "transliteration"},
        {"text": "Айгерим Улыкпанова", "sort": "alias"},
    ],
)
counsel = person("Éléonore Lefèvre-Ünal", roles=["defence-counsel"], position="Avocate au barreau")
judge = person("Бөлеғазин Ғ. Һ.", roles=["judge"])
arab = person("محمد عبد الله الخالدي", roles=["observer"], affiliation="اتحاد عمال المناجم")
hebrew = person("שרה בן־דוד", roles=["observer"], affiliation="Observers’ Circle")
guarded = person("Person K", roles=["witness"], protected=True)
federation = person("World Federation of Invented Unions", roles=["sender"], sort="organisation")
court = make("party", sort="court", names=[{"text": "District Court No. 2, Қарақұм"}])

mission = make(
    "mission",
    title="Observation of the trial, March 2023",
    sender=federation.id,
    mandate="To attend every open session, to record who is let in and what is said, and to assess "
    "the proceedings against article 14 of the Covenant on Civil and Political Rights.",
    starts="2023-03-05",
    ends="2023-03-17",
    members=[arab.id, hebrew.id],
    funding="The federation’s own budget.",
    independence_statement="No observer knows a party.",
    limits="One observer was kept out of the first session.",
)

brought = make(
    "charge",
    accused=accused.id,
    law="Criminal Code",
    article="174",
    text="Incitement of discord.",
    brought_on="2022-11",
    status="requalified",
)
changed = make(
    "charge",
    accused=accused.id,
    law="Criminal Code",
    article="402",
    text="Calls to continue a strike that a court declared unlawful.",
    brought_on="2023-02-01~",
)
brought = make(
    "charge",
    brought.id,
    accused=accused.id,
    law="Criminal Code",
    article="174",
    text="Incitement of discord.",
    brought_on="2022-11",
    status="requalified",
    replaced_by=changed.id,
)

set_for = make(
    "hearing",
    court=court.id,
    sort="trial",
    number="1",
    stage="evidence",
    status="moved",
    scheduled_at=at("10:00", "2023-03-03"),
)
hearing = make(
    "hearing",
    court=court.id,
    room="room 3",
    number="2",
    sort="trial",
    stage="evidence",
    scheduled_at=at("10:00"),
    moved_from=set_for.id,
    status="held",
    started_at=at("10:12"),
    ended_at=at("13:05"),
    notice={"given_at": at("18:40", "2023-03-02"), "by": "court clerk", "how": "by telephone"},
    breaks=[{"started_at": at("11:30"), "ended_at": at("11:45"), "reason": "judge’s request"}],
    adjourned={"reason": "a witness is ill", "asked_by": "the prosecutor", "next_at": "2023-03-09"},
    access={
        "capacity": 18,
        "turned_away": 7,
        "larger_room": "asked for, refused",
        "stream": "none",
        "closed_part": "",
        "devices": "telephones kept at the door",
        "audibility": "the accused could hardly be heard",
    },
    setting={
        "security": "four guards",
        "restraint": "glass cage",
        "counsel_contact": "in writing",
        "interpretation": "none, though asked for",
    },
    summary="Two witnesses heard.",
    outcome="Adjourned.",
)

attended = [
    make(
        "attendance",
        hearing=hearing.id,
        party=arab.id,
        capacity="observer",
        status="admitted",
        at=at("09:55"),
    ),
    make(
        "attendance",
        hearing=hearing.id,
        party=hebrew.id,
        capacity="observer",
        status="refused-for-space",
        official="the bailiff at the door",
        stated_reason="There are no seats left.",
        at=at("10:05"),
    ),
    make("attendance", hearing=hearing.id, party=guarded.id, capacity="witness", status="present"),
    make(
        "attendance",
        hearing=hearing.id,
        party=counsel.id,
        capacity="defence-counsel",
        status="present",
    ),
]


def _line(clock: str, text: str, *, late: int = 30, author: str = "a", **fields: Any) -> LoggedNote:
    note = make("note", hearing=hearing.id, event_at=at(clock), text=text, **fields)
    written = Moment(at(clock)).milliseconds + late * 1000
    return LoggedNote(note=note, written=written, author=author)


first = _line(
    "10:12", "Opens the sitting. Two witnesses of the defence are absent.", speaker=judge.id
)
motion = _line(
    "10:21",
    "I ask that both be heard by video link; they fear to travel.",
    speaker=counsel.id,
    sort="verbatim",
    rights=["witnesses"],
    language="fr",
    via_interpreter=True,
)
refused = _line(
    "10:24",
    "Refused at once, without reasons.",
    speaker=judge.id,
    sort="ruling",
    rights=["witnesses", "equality-of-arms"],
)
wrong = _line("10:31", "The expert opinion is read; 12 pages.", speaker_role="prosecutor")
right = _line(
    "10:31",
    "The expert opinion is read in part; 21 pages.",
    speaker_role="prosecutor",
    corrects=wrong.note.id,
    late=3000,
)
accused_says = _line(
    "10:47",
    "Мен бұйрықтың қазақша мәтінін ғана түсіндім, аудармашы керек.",
    speaker=accused.id,
    sort="verbatim",
    language="kk",
    rights=["interpreter"],
)
arabic = _line(
    "10:50", "قال الدفاع إن Ulykpanova لم تُخطر في 12 مارس (القضية 3).", language="ar", author="b"
)
hidden = _line(
    "10:52",
    "A guard stands between the accused and her counsel.",
    sort="irregularity",
    rights=["confidential-counsel"],
    taken="transcribed",
    late=5 * 3600,
    author="b",
)
view = _line(
    "11:10",
    "The judge had decided before the motion was read out.",
    sort="opinion",
    rights=["impartiality"],
)

notes = (first, motion, refused, wrong, right, accused_says, arabic, hidden, view)

paper = make(
    "document",
    title="Expert opinion, copy given to the defence",
    filename="expert.pdf",
    media_type="application/pdf",
    size=482_113,
    sha256="ab" * 32,
    source_type="court-record",
    received_at=at("14:00"),
    received_from="the defence",
    dated="2023-01?",
    language="ru",
    description="Twenty-one pages, two of them missing.",
    reliability="reliable",
    credibility="probable",
)
translation = make(
    "document",
    title="The same in English",
    filename="expert-en.pdf",
    size=91,
    sha256="cd" * 32,
    translation_of=paper.id,
    language="en",
)

finding = make(
    "finding",
    hearing=hearing.id,
    right="witnesses",
    rating="violated",
    reasoning="Refused without reasons, while the prosecution’s witnesses were heard.",
    counter_evidence="The judge may come back to it.",
    not_seen="Whether the motion is in the record.",
)
whole = make(
    "finding", right="public-hearing", rating="not-observable", not_seen="The first session."
)

verdict = make(
    "decision",
    hearing=hearing.id,
    court=court.id,
    decided_on="2023-03-17",
    sort="verdict",
    result="Guilty.",
    read_in_public=False,
    reasoned_copy_on="2023-04",
    appealable_until="2023-04-01",
)
fine = make(
    "sanction",
    decision=verdict.id,
    party=accused.id,
    sort="fine",
    amount="250000",
    unit="national-currency",
    per="total",
    text="₸ 250,000 to the budget.",
)
work = make(
    "sanction",
    decision=verdict.id,
    party=accused.id,
    sort="community-service",
    amount="100",
    unit="hours",
    per="year",
    months=48,
    starts="2023-04-01",
    ends="2027-04-01",
)
clear = make(
    "sanction",
    decision=verdict.id,
    party=accused.id,
    sort="reporting",
    amount="2",
    unit="hours",
    per="month",
    months=18,
)

claims = (
    make("claim", about=work.id, field="per", value="total", source="The union"),
    make(
        "claim",
        about=work.id,
        field="per",
        value="year",
        source="The court’s site",
        page="2",
        preferred=True,
        reason="It is the court’s own text.",
        quote="сто часов ежегодно",
    ),
    make(
        "claim",
        about=work.id,
        field="per",
        value="month",
        source="A newspaper",
        reliability="unsure",
    ),
    make("claim", about=verdict.id, field="decided_on", value="2023-03-16", source="A newspaper"),
    make(
        "claim", about=verdict.id, field="decided_on", value="2023-03-17", source_document=paper.id
    ),
    make("claim", about=fine.id, field="amount", value="250000", source="The court’s site"),
)

incident = make(
    "incident",
    sort="detention-of-an-interpreter",
    at=at("19:30"),
    place="Қарақұм",
    targets=[guarded.id],
    description="Held for two hours and questioned about the observers.",
    certainty="confirmed",
    reported_to="the ombudsman",
    response="none",
    measures="left the town",
)
letter = make(
    "action",
    sort="protest-letter",
    at="2023-03-20",
    sender=federation.id,
    addressee="the Minister",
    title="Letter on the glass cage",
    reference="WF/23/7",
    status="answered",
    reply="Noted.",
    signatures=12_345,
    deadline="2023-04-20",
    url="https://example.org/letters/7",
    result="None yet.",
)
deadline = make("deadline", due="2023-04-01", what="Appeal", basis="Code of Criminal Procedure 415")
event = make(
    "event", at="2022~", title="The mine stops work", text="After an accident.", place="Қарақұм"
)
links = (
    make("link", **{"from": refused.note.id, "to": finding.id}),
    make(
        "link",
        **{"from": paper.id, "to": finding.id, "relation": "contradicts", "remark": "page 4"},
    ),
    make("link", **{"from": hearing.id, "to": whole.id, "relation": "concerns"}),
    make("link", **{"from": letter.id, "to": whole.id, "relation": "concerns"}),
)

case = kinds.Case(
    id=CASE,
    case=CASE,
    title="The Қарақұм miners’ trial",
    reference="KZ-2023-MINERS",
    country="KZ",
    languages=("kk", "ru"),
    stage="evidence",
    court_files=("1-23/045",),
    summary="A union chair stands trial over a strike.\n\nSources differ on the sentence.",
)


def dossier(audience: Audience = Audience.PARTNERS, **changes: Any) -> Dossier:
    """The invented case as it may leave for an audience; fields can be changed."""
    fields: dict[str, Any] = {
        "case": case,
        "audience": audience,
        "made_at": 1_700_000_000_000,
        "made_by": "Obi Ndukwe",
        "missions": (mission,),
        "parties": (accused, counsel, judge, arab, hebrew, guarded, federation, court),
        "charges": (brought, changed),
        "hearings": (set_for, hearing),
        "attendances": tuple(attended),
        "notes": notes,
        "documents": (paper, translation),
        "findings": (finding, whole),
        "decisions": (verdict,),
        "sanctions": (fine, work, clear),
        "incidents": (incident,),
        "actions": (letter,),
        "deadlines": (deadline,),
        "events": (event,),
        "claims": claims,
        "links": links,
        "authors": {"a": "Obi Ndukwe", "b": "محمد عبد الله الخالدي"},
        "withheld": {"note": 2, "party": 1},
        "heads": {"a": "0" * 64, "b": "1" * 64},
        "state_digest": "1f5fa80123456789abcdef0123456789abcdef0123456789abcdef0123456789",
    }
    return Dossier(**(fields | changes))


def empty(title: str = "Only a title") -> Dossier:
    """A case of which nothing is known."""
    return Dossier(
        case=kinds.Case(id=CASE, case=CASE, title=title), audience=Audience.TEAM, made_at=0
    )


__all__ = ["Record", "dossier", "empty", "make"]
