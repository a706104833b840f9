# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path

import msgspec
import pytest

from casefile.base.errors import LeakFound, NotFound
from casefile.disclosure.dossier import Dossier, build, from_json, json_schema, to_json
from casefile.journal.chain import state_digest
from casefile.records.values import Audience
from casefile.store import reading
from tests.disclosure.people import CASE, NOW, an_id, make, party, put, vault_of

case = make("case", 0, title="The case", audience="public")
witness = party(
    1, "Danara Ismetova", protected=True, audience="public", position="Interpreter", contact="+7"
)
lawyer = party(2, "Éléonore Lefèvre", contact="+33", audience="public")
note = make(
    "note",
    3,
    event_at="2017-09-27T10:00+06:00[Asia/Almaty]",
    speaker=an_id(1),
    text="T",
    audience="public",
)
inside = make("note", 4, event_at="2017-09-28", text="For the team.")


def test_a_dossier_holds_what_may_leave_and_counts_the_rest(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, witness, lawyer, note, inside) as vault:
        told = build(vault.store, CASE, Audience.PUBLIC, now=NOW, author=vault.identity.author_id)
        heads = {author: head.hash for author, head in reading.heads(vault.store, CASE).items()}
        rows = reading.rows(vault.store, type(note), CASE)
    assert told.case == case
    assert [logged.note for logged in told.notes] == [note]
    assert told.notes[0].written == rows[0].written
    assert told.notes[0].author == vault.identity.author_id
    assert told.withheld == {"note": 1}
    assert told.authors == {vault.identity.author_id: "Obi"}
    assert (told.made_by, told.made_at, told.audience) == ("Obi", NOW, Audience.PUBLIC)
    assert (told.heads, told.state_digest) == (heads, state_digest(heads))


def test_the_protected_stand_under_pseudonyms(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, witness, lawyer, note) as vault:
        told = build(vault.store, CASE, Audience.PUBLIC, now=NOW)
        private = build(vault.store, CASE, Audience.PRIVATE, now=NOW)
    name = told.name_of(witness.id)
    assert name.startswith("Person ")
    assert b"Ismetova" not in to_json(told)
    assert b"Interpreter" not in to_json(told)
    assert b"+7" not in to_json(told)
    assert told.party(lawyer.id) == party(2, "Éléonore Lefèvre", audience="public")
    assert private.party(witness.id) == witness
    assert private.party(lawyer.id) == lawyer


def test_who_agreed_is_named_until_the_consent_is_withdrawn(tmp_path: Path) -> None:
    def agreed(**more: str) -> list[dict[str, str]]:
        return [{"audience": "public", "given_on": "2020", **more}]

    with vault_of(
        tmp_path, case, party(1, "Danara", protected=True, audience="public", consent=agreed())
    ) as vault:
        before = build(vault.store, CASE, Audience.PUBLIC, now=NOW)
        put(
            vault,
            party(
                1,
                "Danara",
                protected=True,
                audience="public",
                consent=agreed(withdrawn_on="2023-11-14"),
            ),
        )
        after = build(vault.store, CASE, Audience.PUBLIC, now=NOW)
        earlier = build(vault.store, CASE, Audience.PUBLIC, now=NOW - 86_400_000)
    assert before.name_of(an_id(1)) == earlier.name_of(an_id(1)) == "Danara"
    assert after.name_of(an_id(1)).startswith("Person ")


def test_the_team_keeps_ways_to_reach_people(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, lawyer) as vault:
        told = build(vault.store, CASE, Audience.TEAM, now=NOW)
    assert told.parties == (lawyer,)


def test_a_case_that_is_guarded_more_does_not_leave(tmp_path: Path) -> None:
    with vault_of(tmp_path, make("case", 0, title="Ours")) as vault:
        assert build(vault.store, CASE, Audience.TEAM, now=NOW).case.title == "Ours"
        with pytest.raises(LeakFound, match="not open to this audience"):
            build(vault.store, CASE, Audience.PARTNERS, now=NOW)
        with pytest.raises(NotFound):
            build(vault.store, an_id(9), Audience.TEAM, now=NOW)


def test_withdrawn_records_are_gone(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, note) as vault:
        with vault.edit(CASE) as edit:
            edit.drop(note.id)
        told = build(vault.store, CASE, Audience.PRIVATE, now=NOW)
    assert told.notes == ()
    assert told.withheld == {}


def test_as_json_and_back_it_is_the_same_and_ever_the_same_bytes(tmp_path: Path) -> None:
    with vault_of(tmp_path, case, witness, lawyer, note, inside) as vault:
        told = build(vault.store, CASE, Audience.TEAM, now=NOW)
        assert to_json(told) == to_json(build(vault.store, CASE, Audience.TEAM, now=NOW))
    assert from_json(to_json(told)) == told
    assert told.party("nobody") is None
    assert told.name_of(None) == ""


def test_only_a_dossier_is_read_as_one() -> None:
    with pytest.raises(msgspec.DecodeError):
        from_json(b'{"case": 7}')
    with pytest.raises(msgspec.DecodeError):
        from_json(b"not json")


def test_its_schema_names_every_sequence() -> None:
    schema = json_schema()
    assert set(Dossier.__struct_fields__) <= set(schema["$defs"]["Dossier"]["properties"])
