# SPDX-License-Identifier: GPL-3.0-or-later
from decimal import Decimal

import pytest

from casefile.briefing.wording import Wording, field_label, field_value, locale
from casefile.records.values import Audience, Moment, PartialDate, When
from tests.briefing import invented
from tests.briefing.reading import wording

say = wording()


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2017", "2017"),
        ("2017-09", "September 2017"),
        ("2017-09-27", "27 September 2017"),
        ("2017-09-27~", "about 27 September 2017"),
        ("2017?", "2017 (uncertain)"),
        ("2017-09%", "about September 2017 (uncertain)"),
    ],
)
def test_a_date_says_no_more_than_is_known(date: str, words: str) -> None:
    assert say.date(PartialDate(date)) == words
    assert say.on(When(date)) == words
    assert say.moment(When(date)) == words
    assert say.clock(When(date)) == ""


def test_a_moment_is_told_in_the_time_of_its_place() -> None:
    moment = When("2017-09-27T23:30-02:30[America/St_Johns]")
    assert say.moment(moment) == "27 September 2017, 23:30"
    assert say.zone(Moment(moment)) == "America/St Johns, UTC-02:30"
    assert say.moment(None) == say.date(None) == say.on(None) == say.clock(None) == ""


def test_the_machine_s_time_is_utc() -> None:
    assert say.instant(1_700_000_000_000) == "14 November 2023, 22:13 UTC"


def test_other_languages_have_their_own_dates_names_and_numbers() -> None:
    french = Wording(invented.dossier(), "fr")
    assert french.date(PartialDate("2017-09")) == "septembre 2017"
    assert french.label("countries", "DE") == "Allemagne"
    assert french.number(12345).replace("\u202f", " ") == "12 345"
    assert Wording(invented.dossier(), "xx").date(PartialDate("2017-09-27")) == "27 September 2017"
    assert str(locale("pt-BR")) == "pt_BR"


def test_labels_are_those_of_the_vocabularies_and_unknown_ids_stay() -> None:
    assert say.label("ratings", "serious-concern") == "Serious concern"
    assert say.label("ratings", "of-the-future") == "of-the-future"
    assert say.basis("rights", "appeal").startswith("ICCPR\u00a014(5)")
    assert say.basis("rights", "of-the-future") == ""


def test_numbers_are_grouped_and_must_be_numbers() -> None:
    assert say.number(Decimal(250000)) == "250,000"
    with pytest.raises(ValueError, match="NaN"):
        say.number(Decimal("NaN"))


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (482_113, "482 KB"), (5_250_000, "5.2 MB"),
     (3 * 10**12, "3.0 TB"), (10**16, "10000 TB")],
)  # fmt: skip
def test_sizes(size: int, words: str) -> None:
    assert say.size(size) == words


def test_names_of_another_direction_are_isolated() -> None:
    assert say.name(invented.judge.id) == "Бөлеғазин Ғ. Һ."
    assert say.name(invented.arab.id) == "\u2068محمد عبد الله الخالدي\u2069"
    assert say.names((invented.judge.id, "gone", invented.counsel.id)).count(",") == 1
    assert say.name(None) == ""
    assert say.affiliation(None) == ""


@pytest.mark.parametrize("audience", list(Audience))
def test_every_audience_has_its_sentence(audience: Audience) -> None:
    name, sentence = say.audience(audience)
    assert name
    assert sentence.endswith(".")


def test_fields_and_values_of_claims_are_told_as_people_know_them() -> None:
    assert field_label(say, "decision", "decided_on") == "Decided on"
    assert field_label(say, "decision", "weather") == "weather"
    assert field_label(say, "verse", "text") == "text"
    assert field_value(say, "decision", "decided_on", "2017-09") == "September 2017"
    assert field_value(say, "decision", "decided_on", "one Tuesday") == "one Tuesday"
    assert field_value(say, "sanction", "per", "year") == "Per year"
    assert field_value(say, "sanction", "per", "leap year") == "leap year"
    assert field_value(say, "verse", "text", "שלום") == "\u2068שלום\u2069"


def test_languages_are_called_by_name() -> None:
    assert say.tongue("kk-Cyrl") == "Kazakh"
    assert say.tongue("xyz") == "xyz"
    assert say.tongue("") == ""
