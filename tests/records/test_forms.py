# SPDX-License-Identifier: GPL-3.0-or-later
"""Records to fields and back, and what is derived from their definition."""

import json
import subprocess
import sys
from time import process_time
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.base.errors import InvalidRecord
from casefile.base.files import resource
from casefile.records.forms import (
    _MOMENTS,
    defaults,
    field_infos,
    from_fields,
    json_schema,
    moment_of,
    parent_of,
    search_texts,
    to_fields,
)
from casefile.records.kinds import KINDS, Document, Hearing, Link, Note, Party, Release
from casefile.records.values import (
    Access,
    Audience,
    Break,
    Moment,
    Name,
    PartialDate,
    When,
)
from tests.records.makers import CASE, a_record, an_id, plainest

AT = "2017-09-27T10:00+06:00[Asia/Almaty]"
NOTE = {"event_at": AT, "text": "The judge enters."}


def note(**fields: Any) -> Any:
    return from_fields("note", an_id(), CASE, {**NOTE, **fields})


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_record_survives_the_journal(kind: str, data: st.DataObject) -> None:
    record = data.draw(a_record(kind))
    fields = json.loads(json.dumps(to_fields(record)))
    assert from_fields(kind, record.id, record.case, fields) == record
    assert to_fields(from_fields(kind, record.id, record.case, fields)) == fields


@pytest.mark.parametrize("kind", KINDS)
def test_the_plainest_record_has_only_its_required_fields(kind: str) -> None:
    record = plainest(kind)
    fields = to_fields(record)
    assert not set(fields) & set(defaults(kind))
    assert not {"id", "case", "kind"} & set(fields)
    assert from_fields(kind, record.id, record.case, fields) == record
    assert from_fields(kind, record.id, record.case, {**defaults(kind), **fields}) == record


def test_fields_are_plain_json() -> None:
    hearing = Hearing(
        id=an_id(),
        case=CASE,
        scheduled_at=When("2017-09?"),
        started_at=Moment(AT),
        breaks=(Break(started_at=Moment(AT)),),
        access=Access(capacity=0),
        audience=Audience.PUBLIC,
    )
    fields = to_fields(hearing)
    assert type(fields["audience"]) is type(fields["started_at"]) is str
    assert type(fields["scheduled_at"]) is str
    assert fields["breaks"] == [{"started_at": AT, "ended_at": None, "reason": ""}]
    assert fields["access"]["capacity"] == 0
    assert set(fields) == {"audience", "scheduled_at", "started_at", "breaks", "access"}


def test_a_name_that_python_keeps_for_itself() -> None:
    link = Link(id=an_id(), case=CASE, from_=an_id(2), to=an_id(3))
    assert to_fields(link) == {"from": an_id(2), "to": an_id(3)}
    assert from_fields("link", an_id(), CASE, {"from": an_id(2), "to": an_id(3)}) == link


def test_defaults_are_fresh_each_time() -> None:
    defaults("release")["heads"]["a"] = "b"
    assert defaults("release")["heads"] == {}
    assert from_fields("release", an_id(), CASE, {"sort": "table", "made_at": AT}).heads == {}  # type: ignore[attr-defined]


def test_what_a_newer_version_knows_is_left_out() -> None:
    assert note(mood="tense", names=[1]) == note()
    party = from_fields("party", an_id(), CASE, {"names": [{"text": "A", "tone": 4}]})
    assert party == Party(id=an_id(), case=CASE, names=(Name(text="A"),))


def test_a_null_stands_for_the_default() -> None:
    assert note(taken=None, starred=None, hearing=None, rights=None) == note()
    with pytest.raises(InvalidRecord) as refused:
        note(text=None)
    assert (refused.value.field, refused.value.rule) == ("text", "is missing")


def test_fields_never_move_a_record() -> None:
    assert note(id=an_id(9), case=an_id(9)) == note()


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("text", 5, "text"),
        ("text", ["a"], "text"),
        ("text", {}, "text"),
        ("starred", 1, "starred"),
        ("starred", "true", "starred"),
        ("rights", "silence", "rights"),
        ("rights", ["silence", 3], "rights[1]"),
        ("rights", [None], "rights[0]"),
        ("hearing", "", "hearing"),
        ("hearing", "not an id", "hearing"),
        ("hearing", an_id().upper(), "hearing"),
        ("hearing", an_id() + "\n", "hearing"),
        ("hearing", an_id()[:-1] + "１", "hearing"),
        ("audience", "everyone", "audience"),
        ("audience", "Public", "audience"),
        ("audience", 0, "audience"),
        ("event_at", "2017-09-27T10:00", "event_at"),
        ("event_at", 1506484800000, "event_at"),
        ("event_at", True, "event_at"),
        ("event_at", "2017-09-31T10:00+06:00[Asia/Almaty]", "event_at"),
    ],
)
def test_names_the_field_that_is_wrong(field: str, value: Any, where: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        note(**{field: value})
    assert refused.value.field == where
    assert refused.value.rule
    assert "`" not in refused.value.sentence


@pytest.mark.parametrize(
    ("kind", "fields", "where", "rule"),
    [
        ("party", {"names": [{}]}, "names[0].text", "is missing"),
        ("party", {"names": [{"text": "A", "script": 1}]}, "names[0].script", "of type str"),
        ("party", {"names": ["A"]}, "names[0]", "of type object"),
        ("party", {"names": [{"text": "A"}], "consent": [{"audience": "x"}]},
         "consent[0].audience", "public, partners, team, private"),
        ("hearing", {"access": {"capacity": 1.0}}, "access.capacity", "of type int"),
        ("hearing", {"access": []}, "access", "of type object"),
        ("hearing", {"breaks": [{"started_at": AT, "ended_at": "2017"}]},
         "breaks[0].ended_at", "written like"),
        ("document", {"title": "A", "size": "1"}, "size", "of type int"),
        ("document", {"title": "A", "size": True}, "size", "of type int"),
        ("release", {"sort": "a", "made_at": AT, "heads": {"a": 1}}, "heads[...]", "of type str"),
        ("release", {"sort": "a", "made_at": AT, "heads": []}, "heads", "of type object"),
        ("deadline", {"what": "A", "due": "2017-02-29"}, "due", "no 2017-02-29"),
        ("deadline", {"due": "2017"}, "what", "is missing"),
    ],
)  # fmt: skip
def test_names_the_field_inside_a_field(
    kind: str, fields: dict[str, Any], where: str, rule: str
) -> None:
    with pytest.raises(InvalidRecord) as refused:
        from_fields(kind, an_id(), CASE, fields)
    assert refused.value.field == where
    assert rule in refused.value.rule


@pytest.mark.parametrize("bad", ["", "1", an_id() + "\n", "\n" + an_id(), "019A" + an_id()[4:]])
def test_ids_have_one_form(bad: str) -> None:
    for id_, case in ((bad, CASE), (an_id(), bad)):
        with pytest.raises(InvalidRecord) as refused:
            from_fields("note", id_, case, NOTE)
        assert refused.value.field in ("id", "case")
        assert refused.value.rule == "must be the id of a record"


@pytest.mark.parametrize("kind", ["", "Note", "notes", "record", "note\n"])
def test_unknown_kinds_are_refused(kind: str) -> None:
    with pytest.raises(InvalidRecord, match="no kind of record"):
        from_fields(kind, an_id(), CASE, {})


def test_the_message_of_a_hostile_value_stays_a_rule() -> None:
    with pytest.raises(InvalidRecord) as refused:
        note(event_at="x - at `$.text`")
    assert refused.value.field == "event_at"


def test_parents() -> None:
    assert parent_of(note(hearing=an_id(5))) == an_id(5)
    assert parent_of(note()) is None
    assert parent_of(plainest("event")) is None
    assert parent_of(plainest("claim")) == an_id(7)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_one_parent_at_most(kind: str) -> None:
    assert sum(info.parent for info in field_infos(KINDS[kind])) <= 1


class TestMoment:
    NOON = Moment("2017-09-27T12:00+06:00[Asia/Almaty]")

    def test_a_hearing_stands_where_it_began_not_where_it_was_set(self) -> None:
        set_for = Hearing(id=an_id(), case=CASE, scheduled_at=When("2017-09-20"))
        begun = Hearing(
            id=an_id(), case=CASE, scheduled_at=When("2017-09-20"), started_at=self.NOON
        )
        assert moment_of(set_for) == When("2017-09-20").sort_key
        assert moment_of(begun) == self.NOON.sort_key
        assert moment_of(plainest("hearing")) == ""

    def test_a_document_stands_where_it_is_dated(self) -> None:
        document = Document(
            id=an_id(), case=CASE, title="A", dated=PartialDate("2017"), received_at=When("2018")
        )
        assert moment_of(document) == PartialDate("2017").sort_key

    @pytest.mark.parametrize("kind", ["note", "event", "deadline", "release"])
    def test_what_can_not_be_without_a_time_has_one(self, kind: str) -> None:
        assert moment_of(plainest(kind)) > "2017-09-27"

    @pytest.mark.parametrize("kind", ["case", "party", "finding", "claim", "link"])
    def test_what_has_no_time_stands_nowhere(self, kind: str) -> None:
        assert moment_of(plainest(kind)) == ""

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_is_asked_for_fields_it_has(self, kind: str) -> None:
        for attribute in _MOMENTS.get(kind, ()):
            assert hasattr(plainest(kind), attribute)


class TestSearchTexts:
    def test_what_people_wrote_and_nothing_else(self) -> None:
        document = Document(
            id=an_id(),
            case=CASE,
            title="Приговор",
            filename="verdict.pdf",
            media_type="application/pdf",
            sha256="0" * 64,
            source_type="court-document",
            language="ru",
            description="Read out\nin part",
            translation_of=an_id(3),
            reliability="reliable",
        )
        assert search_texts(document) == ["Приговор", "verdict.pdf", "Read out\nin part"]

    def test_inside_structs_and_lists(self) -> None:
        party = Party(
            id=an_id(),
            case=CASE,
            names=(Name(text="Larisa Kharkova", script="Latn"), Name(text="Лариса Харькова")),
            roles=("accused",),
            pseudonym="Witness A",
        )
        assert search_texts(party) == ["Larisa Kharkova", "Лариса Харькова", "Witness A"]
        hearing = Hearing(id=an_id(), case=CASE, access=Access(devices="phones taken"), room="4")
        assert search_texts(hearing) == ["4", "phones taken"]

    def test_keys_and_heads_are_not_words(self) -> None:
        release = Release(
            id=an_id(), case=CASE, sort="bundle", made_at=Moment(AT), recipients=("age1qqqq",),
            heads={"a" * 64: "b" * 64}, filename="kharkova.casebundle", state_digest="c" * 64,
        )  # fmt: skip
        assert search_texts(release) == ["kharkova.casebundle"]


class TestSchema:
    def test_the_stored_schema_is_the_derived_one(self) -> None:
        """After a change of kinds, see the docstring of `casefile.records.forms`."""
        stored = json.loads(resource("schemas", "records.json").read_text(encoding="utf-8"))
        assert stored == json_schema()

    def test_the_command_prints_it(self) -> None:
        command = [sys.executable, "-m", "casefile.records.forms"]
        printed = subprocess.run(command, capture_output=True, check=True).stdout
        assert printed == resource("schemas", "records.json").read_bytes()

    def test_it_has_every_kind_and_every_field(self) -> None:
        schema = json_schema()
        for kind in KINDS.values():
            described = schema["$defs"][kind.__name__]
            names = [found.encode_name for found in msgspec.structs.fields(kind)]
            assert list(described["properties"]) == names
            assert {"id", "case"} <= set(described["required"])
        assert schema["$defs"]["Note"]["properties"]["rights"]["x-vocabulary"] == "rights"

    def test_every_field_has_its_label(self) -> None:
        for name, described in json_schema()["$defs"].items():
            for field, shape in described.get("properties", {}).items():
                assert field in ("id", "case") or shape["title"], (name, field)


def test_a_note_is_read_quickly_enough_to_rebuild_a_large_vault() -> None:
    started = process_time()
    for _ in range(1000):
        note(rights=["silence"])
    assert process_time() - started < 1.0  # 15 µs each on a slow laptop, with room for a busy one


def test_notes_are_notes() -> None:
    assert isinstance(note(), Note)
