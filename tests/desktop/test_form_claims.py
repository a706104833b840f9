# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources that disagree, in the pane of the record; what follows from a sanction."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from casefile.casework import claims
from casefile.desktop.form.claim_card import ClaimCard
from casefile.records.kinds import Claim, Sanction
from tests.desktop.driving import type_keys
from tests.desktop.test_conventions import check
from tests.desktop.test_form import Desk, desk

__all__ = ["desk"]


@pytest.fixture
def sanction(desk: Desk) -> Any:
    """The community service of the sample case: 100 hours in all, per year or per month."""
    found = next(one for one in desk.all("sanction") if one.per == "unstated")  # type: ignore[attr-defined]
    desk.show(found)
    return found


def told(desk: Desk, sanction: Sanction) -> list[Claim]:
    found = [one for one in desk.all("claim") if isinstance(one, Claim)]
    return [one for one in found if one.about == sanction.id and one.field == "per"]


def cards(desk: Desk) -> list[ClaimCard]:
    return [one for one in desk.pane.claims.findChildren(ClaimCard) if one.isVisible()]


def press(desk: Desk, card: ClaimCard, text: str) -> None:
    found = [one for one in card.findChildren(QPushButton) if one.text() == text]
    found[0].click()
    desk.driver.settle()


def test_a_badge_says_in_words_that_sources_differ(desk: Desk, sanction: Sanction) -> None:
    badge = desk.field("per")._badge
    assert badge.isVisible()
    assert badge.text() == "3 sources differ"
    assert badge.accessibleName() == "Per: 3 sources differ"
    assert not badge.icon().isNull()
    assert not desk.field("months")._badge.isVisible()


def test_the_badge_opens_every_value_with_its_source_and_both_grades(
    desk: Desk, sanction: Sanction
) -> None:
    desk.field("per")._badge.click()
    desk.driver.settle()
    assert desk.pane.claims.field == "per"
    assert len(cards(desk)) == len(told(desk, sanction)) == 3
    shown = {card.accessibleName() for card in cards(desk)}
    assert any(name.endswith(": Per month") for name in shown)
    check(desk.pane)


def test_one_is_preferred_with_a_reason_and_no_longer(desk: Desk, sanction: Sanction) -> None:
    desk.pane.show_sources("per")
    first = cards(desk)[0]
    press(desk, first, "Prefer…")
    type_keys(first.reason, "It was read out in court.")
    press(desk, first, "Prefer it")
    preferred = [one for one in told(desk, sanction) if one.preferred]
    assert [one.reason for one in preferred] == ["It was read out in court."]
    assert preferred[0].id == first.claim.id
    press(desk, cards(desk)[0], "End the preference")
    assert not [one for one in told(desk, sanction) if one.preferred]


def test_a_preference_needs_a_reason(desk: Desk, sanction: Sanction) -> None:
    desk.pane.show_sources("per")
    press(desk, cards(desk)[0], "Prefer…")
    press(desk, cards(desk)[0], "Prefer it")
    assert "say why" in desk.driver.furnished.frame.banner.text
    assert not [one for one in told(desk, sanction) if one.preferred]


def test_a_claim_is_added_in_the_shape_of_its_field(desk: Desk, sanction: Sanction) -> None:
    desk.pane.show_sources("starts")
    panel = desk.pane.claims
    assert cards(desk) == []
    value: Any = panel.fields["value"].editor
    type_keys(value.field, "7.2017")
    panel.submit()
    desk.driver.settle()
    assert "name the source" in panel.fields["source"].problem
    source: Any = panel.fields["source"].editor
    type_keys(source.field, "The bailiff")
    panel.submit()
    desk.driver.settle()
    made = [one for one in desk.all("claim") if isinstance(one, Claim) and one.field == "starts"]
    assert [(one.value, one.source) for one in made] == [("2017-07", "The bailiff")]
    assert value.field.text() == ""
    assert [card.accessibleName() for card in cards(desk)] == ["The bailiff: Jul 2017"]


def test_an_empty_claim_is_refused_where_it_is_typed(desk: Desk, sanction: Sanction) -> None:
    desk.pane.show_sources("amount")
    desk.pane.claims.submit()
    assert desk.pane.claims.fields["value"].problem == "Write what the source says."


def test_a_claim_is_withdrawn(desk: Desk, sanction: Sanction) -> None:
    desk.pane.show_sources("per")
    gone = cards(desk)[0].claim.id
    press(desk, cards(desk)[0], "Withdraw")
    assert gone not in {one.id for one in told(desk, sanction)}
    assert len(cards(desk)) == 2


def test_back_to_the_record(desk: Desk, sanction: Sanction) -> None:
    desk.pane.show_sources("per")
    desk.pane.claims._back.click()
    desk.driver.settle()
    assert not desk.pane.claims.isVisible()
    assert desk.pane.sheet is not None
    assert desk.pane.sheet.isVisible()


def test_hostile_claims_are_shown_as_they_stand(desk: Desk, sanction: Sanction) -> None:
    text = "<b>x</b> \u202e evil " + "ж" * 1900
    parts = {"value": text, "source": "<img src=x>", "quote": text}
    desk.change(claims.claim, sanction, "text", parts, touches=("claim",))
    desk.pane.show_sources("text")
    check(desk.pane)
    assert cards(desk)[0].accessibleName().startswith("<img src=x>: <b>x</b>")


def test_a_disputed_unit_is_not_reckoned_with(desk: Desk, sanction: Sanction) -> None:
    assert "sources differ on what the figure means" in desk.pane.reckoned.text
    assert not desk.pane.reckoned._keep.isVisible()


def test_an_end_is_reckoned_and_recorded(desk: Desk) -> None:
    found = next(
        one
        for one in desk.all("sanction")
        if isinstance(one, Sanction) and one.months is None and one.starts is None
    )
    desk.show(found)
    desk.type("months", "48")
    desk.type("starts", "29.9.2017")
    desk.leave()
    assert "Ends 29 Sep 2021, reckoned from 29 Sep 2017 and 48 months." in desk.pane.reckoned.text
    QTest.mouseClick(desk.pane.reckoned._keep, Qt.MouseButton.LeftButton)
    desk.driver.settle()
    assert desk.now(found).ends == "2021-09-29"
    assert not desk.pane.reckoned._keep.isVisible()
