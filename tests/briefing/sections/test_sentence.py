# SPDX-License-Identifier: GPL-3.0-or-later
from typing import Any

import pytest

from casefile.briefing.blocks import Table
from casefile.briefing.sections.sentence import sentence
from tests.briefing import invented
from tests.briefing.reading import told, wording


def extent(**fields: Any) -> tuple[str, str]:
    """What the table says of one sanction: extent, and what stands under it."""
    claims = fields.pop("claims", ())
    sanction = invented.make("sanction", fields.pop("key", ""), sort="fine", **fields)
    (table,) = (
        b for b in sentence(wording(sanctions=(sanction,), claims=claims)) if isinstance(b, Table)
    )
    return table.rows[0][1].text, table.rows[0][1].sub


@pytest.mark.parametrize(
    ("fields", "told_extent", "under"),
    [
        ({}, "", ""),
        ({"amount": "100", "unit": "hours", "per": "total"}, "100 hours, in total", ""),
        ({"amount": "2", "unit": "hours", "per": "month", "months": 18},
         "2 hours, per month; 1 year, 6 months", "36 hours in all"),
        ({"amount": "100", "unit": "hours", "per": "year", "months": 48},
         "100 hours, per year; 4 years", "400 hours in all"),
        ({"amount": "0.123456", "unit": "hours", "per": "month", "months": 1},
         "0.123456 hours, per month; 1 month", "0.123456 hours in all"),
        ({"amount": "some", "unit": "hours", "per": "month", "months": 3},
         "some hours, per month; 3 months", "No total is given: the amount is not a plain number."),
        ({"amount": "2", "per": "month", "months": 3}, "2, per month; 3 months",
         "No total is given: it is not stated what is counted."),
        ({"amount": "NaN", "per": "total"}, "NaN, in total",
         "No total is given: the amount is not a plain number."),
        ({"amount": "1E+99999999", "per": "total"}, "1E+99999999, in total",
         "No total is given: the amount is not a plain number."),
        ({"amount": "1E-9999", "per": "total"}, "1E-9999, in total",
         "No total is given: the amount is not a plain number."),
        ({"months": 0}, "0 months", ""),
        ({"starts": "2017", "ends": "2018"}, "", "2017 – 2018"),
        ({"starts": "2017", "ends": "2018", "months": 12}, "1 year", "2017 – 2018"),
        ({"starts": "2017-09-29", "months": 48}, "4 years",
         "29 September 2017\nby start and length until 29 September 2021"),
    ],
)  # fmt: skip
def test_a_total_is_reckoned_only_where_it_can_be(
    fields: dict[str, Any], told_extent: str, under: str
) -> None:
    assert extent(**fields) == (told_extent, under)


def test_where_it_is_not_stated_whether_a_figure_recurs_there_is_no_total() -> None:
    text, under = extent(amount="100", unit="hours", months=48)
    assert text == "100 hours; 4 years"
    assert under.startswith("No total is given: it is not stated")


@pytest.mark.parametrize("field", ["per", "unit", "amount", "months"])
def test_a_disputed_quantity_is_never_reckoned_with(field: str) -> None:
    key = invented.new_id()
    claims = tuple(
        invented.make(
            "claim", about=key, field=field, value=value, source="S", preferred=value == "1"
        )
        for value in ("1", "2")
    )
    text, under = extent(key=key, amount="100", unit="hours", per="year", months=48, claims=claims)
    assert text == "100 hours; 4 years"  # without the period that is in doubt
    assert "No total is given: sources differ" in under
    assert ("No end is given: sources differ" in under) is (field == "months")


def test_the_disagreement_is_printed_with_its_sources() -> None:
    text = told(sentence(wording()))
    assert "Community service: sources differ on whether the figure is a total or recurs" in text
    for source in ("The union", "The court’s site, p. 2", "A newspaper"):
        assert source in text
    assert "Sources differ on the date of the decision" in text
    assert "One source only" in text


def test_sanctions_are_told_by_person_and_by_decision() -> None:
    loose = invented.make("sanction", sort="fine")
    other = invented.make(
        "sanction", sort="fine", party=invented.guarded.id, decision=invented.verdict.id
    )
    text = told(sentence(wording(sanctions=(loose, other, invented.fine))))
    assert "Sanctions against Person K" in text
    assert "Sanctions against Айгерім Сұлтанқызы Ұлықпанова" in text
    assert "Sanctions of no recorded decision" in text


def test_a_decision_says_how_it_was_made_known() -> None:
    text = told(sentence(wording()))
    assert "Verdict, District Court No. 2, Қарақұм" in text
    for part in ("No", "April 2023", "1 April 2023"):
        assert part in text.split("\n")
    bare = told(sentence(wording(decisions=(invented.make("decision"),), sanctions=())))
    assert bare.startswith("Decision")


def test_without_decisions_it_says_so() -> None:
    assert "No decision is recorded." in told(sentence(wording(decisions=(), sanctions=())))
