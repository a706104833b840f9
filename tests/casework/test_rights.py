# SPDX-License-Identifier: GPL-3.0-or-later
"""Rights in groups, what they rest on, and what a state ratified and when."""

from datetime import date

import pytest

from casefile.base.errors import InvalidRecord
from casefile.casework import rights
from casefile.casework.rights import Span, Standing
from casefile.records.vocabularies import treaties, vocabulary
from casefile.vault.vault import Vault

TRIAL = Span(date(2017, 9, 27), date(2017, 11, 7))


def states(right: str, country: str = "KZ", during: Span = TRIAL) -> dict[str, str]:
    found = rights.standings(right, country, during, treaties())
    return {standing.instrument: standing.state for standing in found}


def test_every_right_stands_in_one_group() -> None:
    listed = [right for _title, found in rights.groups() for right in found]
    assert listed == list(vocabulary("rights"))
    assert len(rights.groups()) == 5
    assert rights.groups({"to-sleep", "appeal"})[-1] == ("Not in the list", ("to-sleep",))


@pytest.mark.parametrize(
    ("right", "named"),
    [
        ("appeal", ("ICCPR",)),
        ("tainted-evidence", ("CAT",)),
        ("proportionate-sentence", ("ICCPR", "ILO C105")),
        ("union-activity", ("ICCPR", "ILO C87", "ILO C98")),
        ("early-counsel", ("BPL", "Body of Principles")),
        (
            "observer-access",
            ("OSCE Copenhagen Document (1990)", "UN Declaration on Human Rights Defenders"),
        ),
        ("to-sleep", ()),
    ],
)
def test_instruments_are_read_from_the_basis(right: str, named: tuple[str, ...]) -> None:
    assert rights.instruments(right) == named


def test_every_basis_names_a_treaty_or_a_standard() -> None:
    named = {name for right in vocabulary("rights") for name in rights.instruments(right)}
    known = {treaty.short for treaty in treaties().values()}
    assert named - known == {
        "BPL", "Body of Principles", "OSCE Copenhagen Document (1990)",
        "UN Declaration on Human Rights Defenders",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2000, 12, 12), "later"),
        (date(2000, 12, 13), "later"),  # ratified; it enters into force twelve months after
        (date(2001, 12, 12), "later"),
        (date(2001, 12, 13), "bound"),
    ],
)
def test_a_state_is_held_to_a_convention_once_it_is_in_force_for_it(day: date, state: str) -> None:
    assert states("union-autonomy", during=Span(day, day)) == {"ILO C87": state}


@pytest.mark.parametrize(
    ("treaty", "since"),
    [
        ("iccpr", "2006-04-24"),
        ("iccpr-op1", "2009-09-30"),
        ("cat", "1998-09-25"),
        ("ilo-c87", "2001-12-13"),
        ("ilo-c98", "2002-05-18"),
        ("ilo-c105", "2002-05-18"),
    ],
)
def test_kazakhstan_is_bound_from(treaty: str, since: str) -> None:
    assert str(treaties()[treaty].since("KZ")) == since


def test_who_joined_before_it_was_in_force_is_bound_from_that_day() -> None:
    assert str(treaties()["iccpr"].since("RU")) == "1976-03-23"
    assert treaties()["iccpr"].since("FR") is None


def test_states_that_are_not_listed_are_unknown_not_outside() -> None:
    assert states("appeal", "FR") == {"ICCPR": "unknown"}
    assert states("appeal", "") == {"ICCPR": "unknown"}
    assert states("early-counsel", "FR") == {"BPL": "no-treaty", "Body of Principles": "no-treaty"}


def test_who_has_left() -> None:
    table = treaties()
    left = rights._standing(table["iccpr-op1"], "BY", Span(date(2024, 1, 1), date(2024, 2, 1)))
    across = rights._standing(table["iccpr-op1"], "BY", Span(date(2023, 1, 1), date(2023, 3, 1)))
    assert (left.state, across.state) == ("left", "partly")
    assert "left 2023-02-08" in rights.said(left, "BY")


def test_standings_are_said_in_words() -> None:
    (iccpr,) = rights.standings("appeal", "KZ", TRIAL, treaties())
    assert rights.said(iccpr, "KZ") == "ICCPR: ratified 2006-01-24, in force from 2006-04-24."
    assert rights.marked([iccpr]) == ""
    early = Span(date(2005, 1, 1), date(2005, 2, 1))
    (later,) = rights.standings("appeal", "KZ", early, treaties())
    assert "after the events" in rights.said(later, "KZ")
    assert rights.marked([later]) == "ICCPR ratified after the events"
    assert rights.marked([Standing("BPL", "no-treaty")]) == ""
    unknown = Standing("ICCPR", "unknown")
    assert rights.said(unknown, "FR") == "ICCPR: whether France ratified it is not known here."
    assert "the state" in rights.said(unknown, "")


def test_a_vault_may_know_better(sample_vault: Vault) -> None:
    rights.set_joined(sample_vault, "iccpr", "FR", "1980-11-04")
    rights.set_joined(sample_vault, "ilo-c87", "KZ", " never ")
    table = rights.treaty_table(sample_vault)
    found = rights.standings("union-activity", "KZ", TRIAL, table)
    assert [one.state for one in found] == ["bound", "outside", "bound"]
    assert rights.said(found[1], "KZ") == "ILO C87: not ratified by Kazakhstan."
    assert table["iccpr"].since("FR") == date(1981, 2, 4)
    assert treaties()["iccpr"].since("FR") is None
    rights.set_joined(sample_vault, "ilo-c87", "KZ", "")
    assert rights.treaty_table(sample_vault)["ilo-c87"] == treaties()["ilo-c87"]


@pytest.mark.parametrize("text", ["soon", "2006-13-01", "1789-07-14"])
def test_what_is_no_day_of_ratification(sample_vault: Vault, text: str) -> None:
    with pytest.raises(InvalidRecord):
        rights.set_joined(sample_vault, "iccpr", "FR", text)
    assert rights.own_dates(sample_vault) == {}


@pytest.mark.parametrize(
    ("words", "right", "found"),
    [
        ("", "appeal", True),
        ("14(5)", "appeal", True),
        ("higher", "appeal", True),
        ("#апелляция", "appeal", True),
        ("ICCPR appeal", "appeal", True),
        ("ICCPR bail", "appeal", False),
        ("bail", "pretrial-detention", True),
        ("C87", "union-activity", True),
        ("to-sl", "to-sleep", True),
        ("appeal", "to-sleep", False),
    ],
)
def test_words_are_looked_for_in_everything_said_of_a_right(
    words: str, right: str, found: bool
) -> None:
    assert rights.fits(right, words) is found
