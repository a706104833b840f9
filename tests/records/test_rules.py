# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record must keep before it is written: one case for each rule, and its edges."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.base.errors import InvalidRecord
from casefile.records.forms import to_fields, validate
from casefile.records.kinds import KINDS, Case, Hearing, Link, Party, Release
from casefile.records.rules import LINE_LIMIT, LIST_LIMIT, NUMBER_LIMIT
from casefile.records.values import (
    TEXT_LIMIT,
    Access,
    Audience,
    Break,
    Consent,
    Moment,
    Name,
    Notice,
    PartialDate,
    When,
)
from tests.records.makers import CASE, a_record, an_id, plainest

EARLY = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")
LATE = Moment("2017-09-27T10:30+06:00[Asia/Almaty]")
HASH = "0123456789abcdef" * 4


def refusal(kind: str, **fields: Any) -> InvalidRecord:
    with pytest.raises(InvalidRecord) as refused:
        validate(plainest(kind, **fields))
    return refused.value


@pytest.mark.parametrize("kind", KINDS)
def test_the_plainest_record_of_each_kind_is_valid(kind: str) -> None:
    record = plainest(kind)
    assert validate(record) == record


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_what_is_valid_stays_as_it_is(kind: str, data: st.DataObject) -> None:
    record = data.draw(a_record(kind))
    try:
        once = validate(record)
    except InvalidRecord as refused:
        broken = refused.rule
    else:
        assert validate(once) == once
        return
    assert "lies before" in broken  # the only rule that a random record breaks


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("case", "title"), ("mission", "title"), ("note", "text"), ("document", "title"),
        ("finding", "right"), ("sanction", "sort"), ("incident", "sort"), ("action", "sort"),
        ("deadline", "what"), ("event", "title"), ("claim", "field"), ("claim", "value"),
        ("release", "sort"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\x00", "\u2028"])
def test_what_a_record_can_not_be_without(kind: str, field: str, blank: str) -> None:
    refused = refusal(kind, **{field: blank})
    assert (refused.field, refused.rule) == (field, "can't be empty")


def test_a_party_needs_a_name_of_letters() -> None:
    assert refusal("party", names=()).field == "names"
    refused = refusal("party", names=(Name(text="A"), Name(text="\x07 ")))
    assert (refused.field, refused.rule) == ("names[1].text", "can't be empty")


class TestTexts:
    def test_are_cleaned_everywhere(self) -> None:
        case = Case(
            id=CASE,
            case=CASE,
            title=" Larisa\r\nKharkova,\tShymkent\u2028 ",
            summary=" e\u0301\r\n\x00b\t",
            tags=(" strike", "strike", "", " \n"),
        )
        clean = validate(case)
        assert clean.title == "Larisa Kharkova, Shymkent"  # type: ignore[attr-defined]
        assert clean.summary == " é\nb\t"  # type: ignore[attr-defined]
        assert clean.tags == ("strike",)  # type: ignore[attr-defined]

    def test_inside_structs_too(self) -> None:
        party = plainest("party", names=(Name(text="Харькова\x00\n"),))
        assert validate(party).name == "Харькова"  # type: ignore[attr-defined]
        hearing = plainest("hearing", access=Access(devices="a\r\nb"))
        assert validate(hearing).access.devices == "a\nb"  # type: ignore[attr-defined]

    def test_spaces_that_belong_to_a_language_stay(self) -> None:
        title = "«\u00a0Приговор\u202f»  d’appel"
        assert validate(plainest("event", title=title)).title == title  # type: ignore[attr-defined]

    def test_half_a_character(self) -> None:
        assert refusal("note", text="a\ud800").field == "text"
        assert refusal("party", names=(Name(text="\udfff"),)).field == "names[0].text"

    def test_limits(self) -> None:
        assert validate(plainest("event", title="x" * LINE_LIMIT))
        assert refusal("event", title="x" * (LINE_LIMIT + 1)).field == "title"
        assert validate(plainest("note", text="x" * TEXT_LIMIT))
        assert refusal("note", text="x" * (TEXT_LIMIT + 1)).rule == "is longer than 1 MiB"
        tags = tuple(f"tag {n}" for n in range(LIST_LIMIT + 1))
        assert validate(plainest("case", tags=tags[1:]))
        assert refusal("case", tags=tags).field == "tags"


class TestForms:
    @pytest.mark.parametrize(
        ("kind", "field", "good", "bad"),
        [
            ("document", "language", ["kk", "sr-Latn", "zh-Hant-TW", "tlh"],
             ["k", "kk_KZ", "ру", "kk-", "en;x"]),
            ("document", "sha256", [HASH],
             [HASH[1:], HASH + "0", HASH.upper(), "g" * 64, "٠" * 64]),
            ("document", "media_type", ["application/pdf", "image/svg+xml"],
             ["pdf", "a/b/c", "text/html; charset=utf-8", "/", "текст/html"]),
            ("case", "country", ["KZ", "XX"], ["kz", "KAZ", "K1", "ҚЗ"]),
            ("action", "url", ["https://example.org/a?b#c", "HTTP://пример.kz/x"],
             ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "example.org", "https://",
              "https://a b", 'https://a"b', "https://a<b"]),
            ("sanction", "amount", ["100", "2.5", "0"],
             ["1,5", "-1", "1e3", "١٠٠", "1.", ".5", "100 hours", "9" * 16]),
            ("note", "sort", ["verbatim", "an-id-from-2031"],
             ["Verbatim", "a b", "a--b", "-a", "a-", "é", "x" * 65]),
            ("note", "speaker_role", ["judge"], ["the judge", "судья"]),
        ],
    )  # fmt: skip
    def test_of_texts_for_machines(
        self, kind: str, field: str, good: list[str], bad: list[str]
    ) -> None:
        for value in good:
            assert to_fields(validate(plainest(kind, **{field: value})))[field] == value
        for value in bad:
            assert refusal(kind, **{field: value}).field == field

    def test_in_lists_and_structs(self) -> None:
        assert refusal("note", rights=("silence", "Right to silence")).field == "rights[1]"
        assert refusal("case", languages=("kk", "Kazakh language")).field == "languages[1]"
        name = Name(text="A", script="cyrillic")
        assert refusal("party", names=(name,)).field == "names[0].script"
        assert refusal("party", names=(Name(text="A", sort="The First"),)).field == "names[0].sort"

    def test_in_maps(self) -> None:
        assert validate(plainest("release", heads={HASH: HASH}))
        assert refusal("release", heads={HASH: "x"}).field == f"heads.{HASH}"
        assert refusal("release", heads={"someone": HASH}).field == "heads.someone"

    def test_what_is_not_filled_in_has_no_form(self) -> None:
        assert validate(plainest("action", url="")).url == ""  # type: ignore[attr-defined]
        assert validate(plainest("action", url=" \n")).url == ""  # type: ignore[attr-defined]


class TestNumbers:
    @pytest.mark.parametrize("value", [0, 1, NUMBER_LIMIT])
    def test_that_fit(self, value: int) -> None:
        assert validate(plainest("document", size=value)).size == value  # type: ignore[attr-defined]

    @pytest.mark.parametrize("value", [-1, NUMBER_LIMIT + 1, 2**70])
    def test_that_do_not(self, value: int) -> None:
        assert refusal("document", size=value).field == "size"
        assert refusal("hearing", access=Access(turned_away=value)).field == "access.turned_away"

    @pytest.mark.parametrize("value", [1.0, "1", True, [1]])
    def test_that_are_none(self, value: Any) -> None:
        assert refusal("document", size=value).field == "size"


class TestReferences:
    def test_only_the_case_has_the_id_of_the_case(self) -> None:
        assert refusal("case", id=an_id(1)).field == "id"
        assert refusal("note", id=CASE).field == "id"

    @pytest.mark.parametrize(
        ("kind", "field"),
        [("hearing", "moved_from"), ("note", "corrects"), ("document", "translation_of"),
         ("claim", "about")],
    )  # fmt: skip
    def test_nothing_points_at_itself(self, kind: str, field: str) -> None:
        assert refusal(kind, **{field: an_id(1)}).rule == "a record can't point at itself"

    def test_not_in_a_list_either(self) -> None:
        assert refusal("incident", targets=(an_id(2), an_id(1))).field == "targets[1]"
        assert refusal("link", from_=an_id(1)).field == "from"

    def test_form(self) -> None:
        link = Link(id=an_id(), case=CASE, from_="the note", to=an_id(2))
        with pytest.raises(InvalidRecord) as refused:
            validate(link)
        assert refused.value.field == "from"

    def test_a_claim_may_be_about_the_case(self) -> None:
        assert validate(plainest("claim", about=CASE))


class TestDates:
    @pytest.mark.parametrize(
        ("starts", "ends", "valid"),
        [
            ("2017", "2017", True),
            ("2017-09-27", "2017", True),
            ("2017-09-27", "2017-09", True),
            ("2017-09-27", "2017-09-27", True),
            ("2017-09-27?", "2017-09-26", False),
            ("2017-09", "2017-08-31~", False),
            ("2018", "2017-12", False),
        ],
    )
    def test_nothing_surely_ends_before_it_begins(
        self, starts: str, ends: str, valid: bool
    ) -> None:
        fields = {"starts": PartialDate(starts), "ends": PartialDate(ends)}
        for kind in ("mission", "sanction"):
            if valid:
                assert validate(plainest(kind, **fields))
            else:
                refused = refusal(kind, **fields)
                assert (refused.field, refused.rule) == ("ends", "lies before “Starts”")

    def test_hearings_and_their_breaks(self) -> None:
        assert validate(plainest("hearing", started_at=EARLY, ended_at=EARLY))
        assert refusal("hearing", started_at=LATE, ended_at=EARLY).field == "ended_at"
        breaks = (Break(started_at=EARLY), Break(started_at=LATE, ended_at=EARLY))
        assert refusal("hearing", breaks=breaks).field == "breaks[1].ended_at"
        assert validate(plainest("hearing", ended_at=EARLY))

    def test_instants_are_compared_and_not_clocks(self) -> None:
        almaty = Moment("2024-02-29T23:59+06:00[Asia/Almaty]")
        later = Moment("2024-02-29T23:00+05:00[Asia/Almaty]")
        assert validate(plainest("hearing", started_at=almaty, ended_at=later))

    def test_consent_is_not_withdrawn_before_it_is_given(self) -> None:
        consent = Consent(
            audience=Audience.PUBLIC,
            given_on=PartialDate("2018"),
            withdrawn_on=PartialDate("2017-12-31"),
        )
        assert refusal("party", consent=(consent,)).field == "consent[0].withdrawn_on"

    @pytest.mark.parametrize("value", ["2017-09-27", "yesterday", "", 5])
    def test_a_moment_is_one_whatever_the_program_put_there(self, value: Any) -> None:
        assert refusal("release", made_at=value).field == "made_at"
        assert refusal("hearing", notice=Notice(given_at=value)).field == "notice.given_at"

    def test_what_another_table_of_zones_said_can_still_be_edited(self) -> None:
        foreign = When.stored("2030-01-01T10:00+06:00[Asia/Almaty]")
        assert validate(plainest("note", event_at=foreign)).event_at == foreign  # type: ignore[attr-defined]


def test_objects_that_are_no_values_are_a_bug() -> None:
    with pytest.raises(NotImplementedError):
        validate(plainest("note", text=object()))


def test_the_kinds_come_back_as_themselves() -> None:
    assert isinstance(validate(plainest("party")), Party)
    assert isinstance(validate(plainest("hearing")), Hearing)
    assert isinstance(validate(plainest("release")), Release)
