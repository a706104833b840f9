# SPDX-License-Identifier: GPL-3.0-or-later
"""Search finds by any spelling, as it is typed, and nothing a person can type breaks it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casefile.base.errors import NotFound
from casefile.base.ids import new_id
from casefile.records.kinds import KINDS, Case, Note, Party
from casefile.records.values import Name
from casefile.store import fulltext
from casefile.store.database import Store
from casefile.store.fulltext import extracted_text, idle_work, put_extracted, search
from casefile.store.hits import Hit
from tests.store.people import Person, a_case, a_document, a_note, drop, put
from tests.store.samples import one_of_each

LINES = (
    "The judge read the verdict of 25 July: art. 14(3)(e)",
    "Свидетель Кушакбаев отказался отвечать",
    "Қушақбаев was in court again, café closed",
    "Yeleussinov asked for water",
    "قال القاضي إن الجلسة مغلقة",
)


@pytest.fixture
def lines(store: Store, anna: Person, case: Case) -> list[Note]:
    notes = [a_note(case.id, text) for text in LINES]
    for note in notes:
        put(store, anna, note)
    return notes


def found(store: Store, query: str, **options: object) -> list[str]:
    return [hit.snippet for hit in search(store, query, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("judge", [0]),
        ("JUDGE", [0]),
        ("judge verdict", [0]),
        ("verdict judge", [0]),
        ("ver", [0]),
        ("j", [0]),
        ("judge  ", [0]),
        ("jud ", []),
        ("judge water", []),
        ("14(3)(e)", [0]),
        ("art. 14", [0]),
        ("25", [0]),
        ("Kushakbaev", [2, 1]),
        ("Kushakbayev", [2, 1]),
        ("кушакбаев", [2, 1]),
        ("Қушақбаев", [2, 1]),
        ("kushak", [2, 1]),
        ("Kuşakbayev court", [2]),
        ("eleusinov", [3]),
        ("Елеусинов", [3]),
        ("cafe", [2]),
        ("CAFÉ", [2]),
        ("القاضي", [4]),
        ("الجل", [4]),
        ('"the judge read"', [0]),
        ('"the judge re', [0]),
        ('"the judge re"', []),
        ('"judge the"', []),
        ('verdict "the judge"', [0]),
        ('"Kushakbayev"', [2, 1]),
    ],
)
def test_finds(store: Store, lines: list[Note], query: str, expected: list[int]) -> None:
    assert [hit.id for hit in search(store, query)] == [lines[n].id for n in expected]


@pytest.mark.parametrize(
    "query",
    [
        "", " ", '"', '""', '"""', "*", "-", "^", ":", "(", ")", "()", "{", "+", "\\", "'", "%",
        "_", "AND", "OR", "NOT", "NEAR", "NEAR(judge verdict, 2)", "judge AND", "judge OR", "NOT x",
        "words: judge", "{words} : judge", "judge*", "* judge", '"judge', 'judge"', '" judge "" x',
        "rowid:1", "search MATCH 'x'", "'; DROP TABLE records; --", "\0", "a\0b", "judge\0",
        "\ue000", "\ue0001\ue001", "\U0001f600", "\U0001f600 judge", "\u200f\u202e", "\ud7ff",
        "a" * 10_000, "a " * 5_000, "(" * 10_000, '"' * 9_999, "\u0301" * 100, "ﷺ", "İ", "ß", "ﬁ",
        "مغلقة " * 50, "٣", "½", "a b c d e f g h i j k l m n o p q r s t u v w x y z" * 3,
    ],
)  # fmt: skip
def test_hostile_queries_are_not_errors(store: Store, lines: list[Note], query: str) -> None:
    for limit in (50, 1):
        hits = search(store, query, limit=limit)
        assert len(hits) <= limit
        check_places(hits)
    search(store, query, case=lines[0].case, best=True)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=st.text(max_size=40))
def test_no_text_is_an_error(store: Store, query: str) -> None:
    check_places(search(store, query))


def check_places(hits: list[Hit]) -> None:
    for hit in hits:
        end = 0
        for start, length in hit.matched:
            assert start >= end
            assert length > 0
            end = start + length
        assert end <= len(hit.snippet)
        assert (
            set(hit.also) <= {hit.snippet[start : start + length] for start, length in hit.matched}
            or len(hit.snippet) > 100
        )


def test_case_endings_are_found_by_what_stands_before_them(
    store: Store, anna: Person, case: Case
) -> None:
    """They are not cut off: a word that is typed to its end is found in that form alone."""
    texts = ("Обвинение против Харьковой", "Харькова вышла", "Харьковой отказано", "Kharkova left")
    put(store, anna, *(a_note(case.id, text) for text in texts))

    def lines(query: str) -> set[str]:
        return {hit.snippet for hit in search(store, query) if hit.kind == "note"}

    for typed in ("харьков", "kharkov", "Harkov"):
        assert lines(typed) == set(texts)
    assert lines("Харькова") == {texts[1], texts[3]}
    assert lines("Kharkovoy") == {texts[0], texts[2]}


def test_words_of_operators_are_words(store: Store, anna: Person, case: Case) -> None:
    put(store, anna, a_note(case.id, "To be or not to be near"))
    assert len(search(store, "OR NOT")) == 1
    assert len(search(store, "NEAR")) == 1
    assert search(store, "OR judge") == []


def test_a_hit_says_where_and_what(store: Store, lines: list[Note]) -> None:
    (hit,) = search(store, "verdict")
    assert (hit.case, hit.kind, hit.id) == (lines[0].case, "note", lines[0].id)
    assert (hit.snippet, hit.matched, hit.also) == (LINES[0], ((19, 7),), ())
    assert hit.title.startswith("2017-09-27 10:")


def test_a_document_found_by_its_title_is_not_read(
    store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = a_document(case.id)
    put(store, anna, document)
    put_extracted(store, document.id, "The signature is forged. " * 10_000)
    (by_text,), (by_title,) = search(store, "forged"), search(store, "expert")
    assert by_text.read is not None
    assert "forged" in by_text.snippet
    assert by_title.read is None
    assert by_title.matched


def test_other_spellings_are_named(store: Store, lines: list[Note]) -> None:
    first, second = search(store, "Kushakbayev")
    assert first.also == ("Қушақбаев",)
    assert second.also == ("Кушакбаев",)
    assert second.snippet[slice(10, 19)] == "Кушакбаев"
    assert second.matched == ((10, 9),)
    assert search(store, "Кушакбаев")[1].also == ()


def test_the_newest_come_first_and_no_more_than_asked(
    store: Store, anna: Person, case: Case
) -> None:
    notes = [a_note(case.id, f"motion {n}") for n in range(60)]
    put(store, anna, *notes)
    assert [hit.id for hit in search(store, "motion", limit=5)] == [n.id for n in notes[:-6:-1]]
    assert len(search(store, "motion")) == 50
    put(store, anna, replace(notes[7], text="motion motion motion"))
    assert search(store, "motion", best=True)[0].id == notes[7].id
    assert len(search(store, "motion", best=True, limit=7)) == 7


def test_within_one_case(store: Store, anna: Person, case: Case) -> None:
    twin = a_case("Another case")
    put(store, anna, twin)
    put(store, anna, a_note(twin.id, "shared words"))
    put(store, anna, a_note(case.id, "shared words"))
    assert len(search(store, "shared")) == 2
    for one in (case, twin):
        assert [hit.case for hit in search(store, "shared", case=one.id)] == [one.id]
    assert search(store, "shared", case=new_id()) == []


def test_a_text_can_not_pretend_to_be_in_another_case(
    store: Store, anna: Person, case: Case
) -> None:
    put(store, anna, a_note(case.id, "\ue0002 planted \ue000"))
    twin = a_case("Another case")
    put(store, anna, twin)
    assert [hit.case for hit in search(store, "planted")] == [case.id]
    assert search(store, "planted", case=twin.id) == []


def test_changes_are_found_and_what_was_is_not(store: Store, anna: Person, case: Case) -> None:
    note = a_note(case.id, "The first wording")
    put(store, anna, note)
    put(store, anna, replace(note, text="The second wording"))
    assert search(store, "first") == []
    assert len(search(store, "second")) == 1
    drop(store, anna, note)
    assert search(store, "wording") == []


def test_every_kind_is_found_by_its_words(store: Store, anna: Person, case: Case) -> None:
    records = one_of_each(case.id)
    put(store, anna, *records)
    words = {
        "mission": "observers", "party": "Харькова", "charge": "criminal code", "hearing": "clerk",
        "attendance": "room", "note": "adjourned", "document": "expert report",
        "finding": "not heard", "incident": "night", "action": "larisa", "deadline": "appeal",
        "event": "union", "claim": "сто часов", "link": "page 3",
    }  # fmt: skip
    for kind, query in words.items():
        assert kind in {hit.kind for hit in search(store, query)}
    titles = {hit.kind: hit.title for query in words.values() for hit in search(store, query)}
    assert titles["party"] == "Лариса Харькова"
    assert titles["hearing"] == "3"
    assert titles["charge"] == "250"
    assert titles["deadline"] == "Appeal"
    assert titles["finding"] == ""
    assert set(titles) <= set(KINDS)


def test_people_are_found_by_any_of_their_names(store: Store, anna: Person, case: Case) -> None:
    party = Party(
        id=new_id(),
        case=case.id,
        names=(Name(text="L. Kharkova", sort="alias"), Name(text="Лариса Николаевна Харькова")),
    )
    put(store, anna, party)
    (hit,) = search(store, "nikolaevna")
    assert hit.title == "Лариса Николаевна Харькова"
    assert hit.also == ("Николаевна",)


class TestExtracted:
    def test_a_document_is_found_by_its_text(self, store: Store, anna: Person, case: Case) -> None:
        document = a_document(case.id)
        put(store, anna, document)
        put_extracted(store, document.id, "Заключение: the signature is forged. " * 2000)
        (hit,) = search(store, "forged")
        assert (hit.kind, hit.id, hit.title) == ("document", document.id, "Expert report")
        assert hit.matched
        assert hit.snippet[slice(hit.matched[0][0], sum(hit.matched[0]))] == "forged"
        assert extracted_text(store, document.id).startswith("Заключение")
        put(store, anna, replace(document, title="Expert's report"))
        assert search(store, "forged zakluchenie")[0].id == document.id
        put_extracted(store, document.id, "")
        assert search(store, "forged") == []
        drop(store, anna, document)
        put_extracted(store, document.id, "forged once more")
        assert search(store, "forged") == []
        put(store, anna, document)
        assert len(search(store, "forged")) == 1

    def test_a_find_deep_in_a_long_text(self, store: Store, anna: Person, case: Case) -> None:
        document = a_document(case.id)
        put(store, anna, document)
        text = "word " * 50_000 + "here lies Кушакбаев, the needle" + " word" * 50_000
        put_extracted(store, document.id, text)
        (hit,) = search(store, "needle")
        assert "needle" in hit.snippet
        assert hit.snippet.startswith("…")
        assert hit.snippet.endswith("…")
        (hit,) = search(store, "Kushakbayev")
        assert hit.id == document.id
        assert len(hit.snippet) < 250

    def test_pages(self, store: Store, anna: Person, case: Case) -> None:
        document = a_document(case.id)
        put(store, anna, document)
        pages = ["", "A seal, no more", "the seal of Кушакбаев\nend", "", "seal by itself", "x"]
        pages += ["The seal: Кушакбаев", "y " * 9_000 + "Кушакбаев sealed the seal"]
        put_extracted(store, document.id, "\f".join(pages))
        for query in ("seal Kushakbayev", "Кушакбаев seal", "seal kushak"):
            (hit,) = search(store, query)
            assert (hit.page, hit.found.more) == (2, (6, 7))
            assert hit.snippet == pages[2]
            assert hit.also == (() if "К" in query else ("Кушакбаев",))
        (hit,) = search(store, "sealed")
        assert hit.page == 7
        assert "sealed the seal" in hit.snippet
        assert [hit.snippet[at : at + size] for at, size in hit.matched] == ["sealed"]
        (hit,) = search(store, "expert seal")  # the title has but one of them
        assert (hit.page, hit.found.more) == (1, (2, 4, 6, 7))
        assert search(store, "expert")[0].page is None

    def test_no_more_is_read_for_a_key_than_there_is_time(
        self, store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fulltext, "_READ", 100)
        for _ in range(3):
            document = a_document(case.id)
            put(store, anna, document)
            put_extracted(store, document.id, "forged " * 10)
        assert [hit.page for hit in search(store, "forged")] == [0, 0, None]

    def test_no_such_document(self, store: Store) -> None:
        with pytest.raises(NotFound):
            put_extracted(store, new_id(), "text")

    def test_endless_texts_are_cut(
        self, store: Store, anna: Person, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fulltext, "EXTRACTED_LIMIT", 20)
        document = a_document(case.id)
        put(store, anna, document)
        put_extracted(store, document.id, "begins well " + "x" * 100 + " end")
        assert search(store, "begins")
        assert len(extracted_text(store, document.id)) == 20


def test_idle_work_comes_to_an_end_and_changes_nothing(
    store: Store, anna: Person, case: Case
) -> None:
    for number in range(40):
        put(store, anna, a_note(case.id, f"line {number} words {number * 7}"))
    before = [search(store, query) for query in ("line", "words 7", "3")]
    rounds = 0
    while idle_work(store):
        rounds += 1
        assert rounds < 50
    assert rounds
    assert not idle_work(store)
    assert [search(store, query) for query in ("line", "words 7", "3")] == before
