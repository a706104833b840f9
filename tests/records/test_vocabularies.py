# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists, labels, what a typed tag means, and treaties."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casefile.base import messages
from casefile.base.files import resource
from casefile.records.fields import field_infos
from casefile.records.kinds import KINDS
from casefile.records.vocabularies import find, label, prefixes, treaties, vocabulary

FILES = sorted(path for path in resource("vocabularies").glob("*.toml") if path.stem != "treaties")

RIGHTS = """
    arbitrary-detention reasons-for-arrest prompt-judge pretrial-detention habeas-corpus
    early-counsel humane-detention torture tainted-evidence equality-before-courts equality-of-arms
    competent-tribunal independence impartiality public-hearing observer-access
    presumption-of-innocence notice-of-charge time-and-facilities confidential-counsel undue-delay
    presence counsel-of-choice witnesses interpreter silence lawyers-unharassed reasoned-judgment
    legality appeal ne-bis-in-idem remedy proportionate-sentence union-activity union-autonomy
    expression-assembly
"""

RATINGS = "not-assessed not-observable respected concern serious-concern violated not-applicable"


@pytest.fixture
def language() -> Iterator[None]:
    yield
    messages.use("en")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEachFile:
    def test_ids_are_well_formed_and_distinct(self, path: Path) -> None:
        terms = tomllib.loads(path.read_text(encoding="utf-8"))["terms"]
        ids = [term["id"] for term in terms]
        assert len(ids) == len(set(ids)) == len(vocabulary(path.stem))
        for id_ in ids:
            assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", id_)
            assert len(id_) <= 64

    def test_labels_are_distinct_and_begin_large(self, path: Path) -> None:
        terms = vocabulary(path.stem).values()
        assert len({term.label for term in terms}) == len(terms)
        assert all(term.label[0].isupper() and term.label == term.label.strip() for term in terms)

    def test_each_id_and_tag_finds_its_own_term(self, path: Path) -> None:
        for term in vocabulary(path.stem).values():
            for word in (term.id, term.id.upper(), *term.tags):
                assert find(path.stem, word) is term

    def test_a_field_draws_on_it(self, path: Path) -> None:
        structs = [found.struct for kind in KINDS.values() for found in field_infos(kind)]
        drawn = {
            found.vocabulary
            for kind in [*KINDS.values(), *filter(None, structs)]
            for found in field_infos(kind)
        }
        assert path.stem in drawn


class TestRights:
    def test_are_all_there_each_with_its_basis_and_a_short_label(self) -> None:
        rights = vocabulary("rights")
        assert list(rights) == RIGHTS.split()
        for right in rights.values():
            assert right.basis
            assert right.note.endswith("?")
            assert 0 < len(right.brief) <= 26
            assert right.short

    def test_bases_name_known_instruments(self) -> None:
        instruments = (
            r"ICCPR|CAT|GC32|ILO C\d+|BPL|Body of Principles|OSCE Copenhagen|UN Declaration"
        )
        for right in vocabulary("rights").values():
            for part in right.basis.split("; "):
                assert re.match(instruments, part), right

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("interp", "interpreter"),
            ("INTERP", "interpreter"),
            ("interpreter", "interpreter"),
            ("lawyer", "counsel-of-choice"),
            ("адвокат", "counsel-of-choice"),
            ("Перевод", "interpreter"),
            ("public", "public-hearing"),
            ("arms", "equality-of-arms"),
            ("bail", "pretrial-detention"),
            ("observ", "observer-access"),
            ("idem", "ne-bis-in-idem"),
        ],
    )
    def test_tags(self, typed: str, meant: str) -> None:
        found = find("rights", typed)
        assert found is not None
        assert found.id == meant

    @pytest.mark.parametrize(
        "typed", ["", " ", "xyz", "detention", "e", "-", "#interp", "interpreter\n"]
    )
    def test_what_means_nothing_or_too_much(self, typed: str) -> None:
        assert find("rights", typed) is None


class TestLists:
    @pytest.mark.parametrize(
        ("name", "ids"),
        [
            ("ratings", RATINGS),
            ("taken", "live same-day later transcribed"),
            ("note-sorts", "verbatim summary event ruling conditions irregularity opinion"),
            ("case-statuses", "open on-appeal closed archived"),
            ("charge-statuses", "brought requalified dropped convicted acquitted"),
            ("hearing-statuses", "scheduled held adjourned moved cancelled closed-to-public"),
            ("sanction-per", "total month year unstated"),
            ("release-sorts", "briefing bundle table calendar form document opened"),
            ("relations", "supports contradicts concerns follows translates replaces attached-to"),
            ("credibility", "confirmed probable possible doubtful improbable unknown"),
            ("name-sorts", "primary transliteration alias former acronym"),
            ("party-sorts", "person organisation court state-body"),
        ],
    )  # fmt: skip
    def test_hold_exactly(self, name: str, ids: str) -> None:
        assert list(vocabulary(name)) == ids.split()

    @pytest.mark.parametrize(
        ("name", "ids"),
        [
            ("attendance-statuses", "admitted-in-part hearing-moved-without-notice prevented-visa"),
            ("sanction-sorts", "restricted-freedom community-service leave-to-travel"),
            ("incident-sorts", "device-or-sabotage detention-of-an-interpreter source-exposed"),
            ("action-sorts", "ilo-cfa-complaint upr-follow-up prize new-observer-mission"),
            ("stages", "witness-with-right-to-defence appeal deregistration-of-the-union"),
            ("roles", "accused defence-counsel presiding-judge civil-party trade-unionist sender"),
        ],
    )  # fmt: skip
    def test_hold_among_others(self, name: str, ids: str) -> None:
        assert set(ids.split()) <= set(vocabulary(name))

    def test_speakers_have_their_letters(self) -> None:
        assert prefixes() == {
            "j": "judge",
            "p": "prosecutor",
            "d": "defence-counsel",
            "a": "accused",
            "w": "witness",
        }

    def test_an_unknown_list_is_a_bug(self) -> None:
        with pytest.raises(FileNotFoundError):
            vocabulary("no-such-list")


class TestLabels:
    def test_of_terms(self) -> None:
        assert label("ratings", "serious-concern") == "Serious concern"
        assert label("rights", "interpreter") == "The free assistance of an interpreter"

    @pytest.mark.parametrize("id_", ["", "an-id-from-2031", "<b>x</b>"])
    def test_an_unknown_id_is_shown_as_it_is(self, id_: str) -> None:
        assert label("ratings", id_) == id_
        assert label("countries", id_) == id_

    @pytest.mark.usefixtures("language")
    def test_of_countries_in_every_language(self) -> None:
        assert label("countries", "KZ") == "Kazakhstan"
        messages.use("fr")
        assert label("countries", "DE") == "Allemagne"
        messages.use("kk")
        assert label("countries", "KZ") == "Қазақстан"

    @pytest.mark.usefixtures("language")
    @pytest.mark.parametrize("odd", ["xx", "sr-Latn", "", "not a language"])
    def test_of_countries_in_no_known_language(self, odd: str) -> None:
        messages.use(odd)
        assert label("countries", "KZ") in ("Kazakhstan", "Kazahstan")

    def test_countries_are_countries(self) -> None:
        countries = vocabulary("countries")
        assert {"KZ", "KG", "UZ", "TJ", "TM", "RU", "BY", "FR", "XK"} <= set(countries)
        assert not {"EU", "UN", "ZZ", "419", "001", "XA"} & set(countries)
        assert len(countries) == 250  # ISO 3166-1 and Kosovo


class TestTreaties:
    def test_all_are_there(self) -> None:
        expected = ["iccpr", "iccpr-op1", "cat", "ilo-c29", "ilo-c87", "ilo-c98", "ilo-c105"]
        assert list(treaties()) == expected

    def test_kazakhstan(self) -> None:
        joined = {id_: treaty.parties["KZ"].isoformat() for id_, treaty in treaties().items()}
        assert joined == {
            "iccpr": "2006-01-24",
            "iccpr-op1": "2009-06-30",
            "cat": "1998-08-26",
            "ilo-c29": "2001-05-18",
            "ilo-c87": "2000-12-13",
            "ilo-c98": "2001-05-18",
            "ilo-c105": "2001-05-18",
        }

    def test_dates_make_sense(self) -> None:
        for treaty in treaties().values():
            assert treaty.adopted < treaty.in_force
            for country, joined in treaty.parties.items():
                assert country in vocabulary("countries")
                assert joined > treaty.adopted
                assert joined < treaty.left.get(country, date.max)
            assert set(treaty.left) <= set(treaty.parties)

    @pytest.mark.parametrize(
        ("country", "day", "bound"),
        [
            ("KZ", date(2009, 6, 29), False),
            ("KZ", date(2009, 6, 30), True),
            ("BY", date(2023, 2, 7), True),
            ("BY", date(2023, 2, 8), False),
            ("FR", date(2020, 1, 1), None),
        ],
    )
    def test_who_is_bound_and_when(self, country: str, day: date, bound: bool | None) -> None:
        assert treaties()["iccpr-op1"].binds(country, day) is bound
