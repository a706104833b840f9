# SPDX-License-Identifier: GPL-3.0-or-later
"""A case with more of everything than anybody has: what pages must still show well.

Invented from beginning to end; names in four scripts, long titles, many rows.
"""

from typing import Any

from casefile.base.ids import new_id
from casefile.casework import cases
from casefile.records.kinds import (
    Action,
    Attendance,
    Charge,
    Claim,
    Deadline,
    Decision,
    Document,
    Event,
    Finding,
    Hearing,
    Incident,
    Link,
    Mission,
    Note,
    Party,
    Record,
    Sanction,
)
from casefile.records.values import Access, Audience, Consent, Moment, Name, PartialDate, When
from casefile.records.vocabularies import vocabulary
from casefile.vault.vault import Vault

_GIVEN = (
    "Aigerim",
    "Айгуль",
    "Ерлан",
    "Marek",
    "Олена",
    "ليلى",
    "يوسف",
    "נועם",
    "Zeynep",
    "Élodie",
)
_FAMILY = (
    "Abdrakhmanova-Iskakova", "Нұрмағамбетов", "Kowalczyk", "الحسيني", "בן־דוד", "Şahin",
    "Бондаренко", "O’Connell", "Тлеуберді", "de la Fontaine-Béranger",
)  # fmt: skip
_LONG = (
    "Reads the whole of the expert opinion on the wording of the appeal to the members, page by "
    "page, while the presiding judge twice asks the public to be silent and a guard stands "
    "between the accused and counsel. "
)
_LINES = (
    "Opens the sitting.", "Objects to the question.", "Возражает против вопроса прокурора.",
    "Сот отырысын он минутқа тоқтатады.", "يطلب الدفاع مهلة للاطلاع على الملف.",
    "התובע קורא את כתב האישום.", _LONG,
)  # fmt: skip
_CONSENT = (Consent(audience=Audience.PARTNERS, scope="name", given_on=PartialDate("2026-02")),)


def fill_to_the_brim(vault: Vault) -> None:
    """Put the case into a vault: 120 parties, 40 hearings, 2,000 lines, 300 actions and so on."""
    case = cases.create_case(
        vault,
        "Exercise in abundance: the Confederation of Independent Unions and forty-three others "
        "before the Specialised Inter-District Court",
        reference="EX-2026-0001", country="KZ", languages=("kk", "ru", "en"), stage="evidence",
        summary=_LONG * 3,
    )  # fmt: skip
    for made in _records(vault, case.id):
        with vault.edit(case.id) as edit:
            for record in made:
                edit.put(record)


def _records(vault: Vault, case: str) -> list[list[Record]]:
    def fresh() -> dict[str, Any]:
        return {"id": new_id(vault.clock), "case": case}

    parties = [_party(fresh(), at) for at in range(120)]
    hearings = [_hearing(fresh(), at, parties[0].id) for at in range(40)]
    attendances: list[Record] = [
        Attendance(
            **fresh(), hearing=hearing.id, party=party.id, capacity=_pick("roles", at + nth),
            status=_pick("attendance-statuses", at * 3 + nth),
        )
        for at, hearing in enumerate(hearings)
        for nth, party in enumerate(parties[1 : 3 + at % 12])
    ]  # fmt: skip
    notes = [
        _note(fresh(), at, hearings[39 if at < 1200 else at % 39], parties) for at in range(2000)
    ]
    findings = [
        Finding(
            **fresh(), right=right, rating=_pick("ratings", at), reasoning=_LONG,
            hearing=hearings[at % 40].id if at % 3 else None,
        )
        for at, right in enumerate(list(vocabulary("rights")) * 3)
    ]  # fmt: skip
    links: list[Record] = [
        Link(**fresh(), from_=notes[at * 7 % 2000].id, to=finding.id)
        for at, finding in enumerate(findings)
        if at % 4
    ]
    return [
        list(parties), list(hearings), attendances, list(notes), list(findings), links,
        _rest(vault, case, parties, hearings),
    ]  # fmt: skip


def _pick(name: str, at: int) -> str:
    terms = list(vocabulary(name))
    return terms[at % len(terms)]


def _party(fresh: dict[str, Any], at: int) -> Party:
    given, family = _GIVEN[at % 10], _FAMILY[(at // 10 + at) % 10]
    names = [Name(text=f"{given} {family}")]
    if at % 3 == 0:
        names.append(Name(text=f"Олена Бондаренко-{at}", script="Cyrl", sort="transliteration"))
    sort = "court" if at == 0 else ("person", "person", "person", "organisation")[at % 4]
    return Party(
        **fresh, sort=sort, names=tuple(names), roles=(_pick("roles", at),), protected=at % 9 == 5,
        pseudonym=f"Witness {at}" if at % 9 == 5 else "", position="Deputy chairperson " * (at % 4),
        affiliation="Confederation of Independent Trade Unions",
        consent=_CONSENT if at % 5 == 0 else (),
    )  # fmt: skip


def _hearing(fresh: dict[str, Any], at: int, court: str) -> Hearing:
    day = f"2026-{1 + at // 14:02}-{1 + at % 14 * 2:02}"
    begun = Moment(f"{day}T10:00+05:00[Asia/Almaty]")
    return Hearing(
        **fresh, court=court, number=str(at + 1), stage=_pick("stages", at), room=str(at % 9),
        scheduled_at=When(begun), started_at=begun if at % 5 else None,
        ended_at=Moment(f"{day}T16:30+05:00[Asia/Almaty]") if at % 5 and at < 39 else None,
        status=_pick("hearing-statuses", at) if not at % 5 else "held",
        access=Access(capacity=20, turned_away=at, devices=_LONG), summary=_LONG,
    )  # fmt: skip


def _note(fresh: dict[str, Any], at: int, hearing: Hearing, parties: list[Party]) -> Note:
    day = (hearing.scheduled_at or "")[:10]
    minute = at % 360
    return Note(
        **fresh, hearing=hearing.id, text=_LINES[at % 7], sort=_pick("note-sorts", at // 3),
        event_at=When(f"{day}T{10 + minute // 60}:{minute % 60:02}+05:00[Asia/Almaty]"),
        taken=("live", "live", "live", "same-day", "later", "transcribed")[at % 6],
        speaker=parties[at % 120].id if at % 2 else None, speaker_role=_pick("roles", at),
        rights=tuple(_pick("rights", at + n) for n in range(at % 3)), starred=at % 50 == 0,
    )  # fmt: skip


def _rest(vault: Vault, case: str, parties: list[Party], hearings: list[Hearing]) -> list[Record]:
    def fresh() -> dict[str, Any]:
        return {"id": new_id(vault.clock), "case": case}

    def date(at: int) -> PartialDate:
        return PartialDate(("2025", f"2025-{1 + at % 12:02}", f"2026-05-{1 + at % 28:02}~")[at % 3])

    made: list[Record] = [
        Mission(
            **fresh(), title="Joint observation of the appeals", sender=parties[3].id,
            mandate=_LONG, members=tuple(party.id for party in parties[4:12]), limits=_LONG,
        )
    ]  # fmt: skip
    for at in range(12):
        verdict = Decision(
            **fresh(), hearing=hearings[at].id, court=parties[0].id, decided_on=date(at),
            sort=_pick("decision-sorts", at), result=_LONG, appealable_until=date(at + 2),
        )  # fmt: skip
        made += [
            verdict,
            Charge(**fresh(), accused=parties[at].id, law="Criminal Code", text=_LONG),
        ]
        for nth in range(4):
            sanction = Sanction(
                **fresh(), decision=verdict.id, party=parties[at].id, amount=str(100 + nth),
                sort=_pick("sanction-sorts", at + nth), unit=_pick("sanction-units", nth),
                per=_pick("sanction-per", nth), months=12 * nth or None, starts=date(nth),
            )  # fmt: skip
            made.append(sanction)
            made += [
                Claim(**fresh(), about=sanction.id, field="amount", value=value, source=source)
                for value, source in (("100", "The Monitor"), ("200", "Union bulletin"))
            ]
    for at in range(300):
        made.append(
            Action(
                **fresh(), sort=_pick("action-sorts", at), at=When(date(at)),
                title=_LONG[: at % 150],
                sender=parties[at % 120].id, addressee="Committee on Freedom of Association",
                status=_pick("action-statuses", at),
                deadline=date(at + 1) if at % 4 == 0 else None,
            )
        )  # fmt: skip
    for at in range(80):
        made += [
            Incident(
                **fresh(), sort=_pick("incident-sorts", at), at=When(date(at)), description=_LONG,
                place="Shymkent", targets=(parties[at].id,), certainty=_pick("credibility", at),
            ),
            Deadline(**fresh(), due=date(at), what=f"Answer to letter {at}", warn_days=30),
            Event(**fresh(), at=When(date(at)), title=f"Something else, number {at}", text=_LONG),
            Document(
                **fresh(), title=f"Letter {at} of the Ministry. {_LONG[: at * 2]}",
                filename=f"letter-{at}.pdf", dated=date(at), language="ru",
                source_type=_pick("source-types", at),
            ),
        ]  # fmt: skip
    return made
