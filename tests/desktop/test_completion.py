# SPDX-License-Identifier: GPL-3.0-or-later
"""`#` and `@`: what is offered, how it is chosen, and that the keyboard never leaves the field."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from casefile.base.ids import new_id
from casefile.casework import cases, hearings
from casefile.casework.speakers import Bearer, bearers
from casefile.desktop.log import completion
from casefile.desktop.log.completion import People, Token, token
from casefile.names.fold import words
from casefile.records.kinds import Attendance, Party
from casefile.records.values import Name
from casefile.vault import vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys

Key = Qt.Key
PEOPLE = (
    ("Нурбек Кушакбаев", "Nurbek Kushakbayev", "accused"),
    ("Светлана Дюсенова", "", "presiding-judge"),
    ("Kuralay Ospanova", "", "witness"),
    ("<b>Ali</b> & Sons", "", ""),
)


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("", None),
        ("#", Token("#", "")),
        ("Late #und", Token("#", "und")),
        ("@Куш", Token("@", "Куш")),
        ("a@b", None),
        ("C#", None),
        ("#due ", None),
        ("@O’Conn", Token("@", "O’Conn")),
        ("@عل", Token("@", "عل")),
    ],
)
def test_a_mark_is_seen_where_a_word_begins(before: str, found: Token | None) -> None:
    assert token(before) == found


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("public", "#public-hearing"),
        ("arms", "#equality-of-arms"),
        ("адвокат", "#counsel-of-choice"),
        ("перев", "#interpreter"),
        ("undue", "#undue-delay"),
        ("Witn", "#witnesses"),
    ],
)
def test_rights_are_found_by_any_of_their_words(word: str, first: str) -> None:
    assert completion.rights(word)[0].insert == first


def test_nothing_typed_offers_all_rights_and_nonsense_none() -> None:
    assert len(completion.rights("")) > 30
    assert completion.rights("xkcd") == []


def test_one_of_a_thousand_people_is_found() -> None:
    names = [f"Given{at} Family{at * 7}" for at in range(1000)] + ["Нурбек Кушакбаев"]
    people = People(Bearer(str(at), n, n, tuple(words(n))) for at, n in enumerate(names))
    assert people.offers("kush")[0].title == "Нурбек Кушакбаев"
    assert people.offers("Kushakbyev")[0].title == "Нурбек Кушакбаев"  # a slip of the pen


@pytest.fixture
def live(start: Callable[..., Driver], empty_vault: Path) -> Driver:
    """A hearing with people in it."""
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        case = cases.create_case(made, "Larisa Kharkova")
        hearing = hearings.start_hearing(made, case.id, zone="Asia/Almaty")
        with made.edit(case.id) as edit:
            for text, other, role in PEOPLE:
                names = tuple(Name(text=name) for name in (text, other) if name)
                party = Party(id=new_id(), case=case.id, names=names, roles=(role,) if role else ())
                edit.put(party)
                if role == "presiding-judge":
                    edit.put(
                        Attendance(
                            id=new_id(), case=case.id, hearing=hearing.id, party=party.id,
                            capacity=role,
                        )
                    )  # fmt: skip
    driver = start(empty_vault).unlock(PASSPHRASE)
    driver.press(Key.Key_F5)
    driver.wait(lambda: driver.hearings.logging)
    return driver.settle()


def offered(driver: Driver) -> list[str]:
    shown = driver.entry.completion
    return [offer.title for offer in shown._offers.rows] if shown.isVisible() else []


def typed(driver: Driver) -> str:
    return driver.entry.field.toPlainText()


def test_rights_are_offered_and_chosen_by_return(live: Driver) -> None:
    type_keys(live.entry.field, "Nobody interprets #interp")
    assert offered(live)[0] == "Interpreter"
    assert live.window.focusWidget() is live.entry.field
    type_keys(live.entry.field, "\n")
    assert typed(live) == "Nobody interprets #interpreter "
    assert offered(live) == []
    type_keys(live.entry.field, "\n")
    live.wait(lambda: not typed(live))
    live.settle()
    assert live.lines() == ["Nobody interprets"]
    assert live.log.list.lines.rows[0].note.rights == ("interpreter",)


def test_a_whole_tag_does_not_stand_in_the_way_of_return(live: Driver) -> None:
    live.log_line("Late. #witness")
    assert live.log.list.lines.rows[0].note.rights == ("witnesses",)


def test_arrows_move_and_tab_chooses(live: Driver) -> None:
    type_keys(live.entry.field, "#c")
    titles = offered(live)
    live.press(Key.Key_Down)
    live.press(Key.Key_Down)
    live.press(Key.Key_Up)
    live.press(Key.Key_Tab)
    assert live.window.focusWidget() is live.entry.field
    chosen = next(o for o in completion.rights("c") if o.title == titles[1])
    assert typed(live) == f"{chosen.insert} "
    live.press(Key.Key_Tab)
    assert live.window.focusWidget() is not live.entry.field


def test_arrows_go_round(live: Driver) -> None:
    type_keys(live.entry.field, "#ne")
    last = offered(live)[-1]
    live.press(Key.Key_Up).press(Key.Key_Return)
    assert next(o for o in completion.rights("ne") if o.title == last).insert in typed(live)


def test_escape_closes_the_list_only(live: Driver) -> None:
    type_keys(live.entry.field, "#wit")
    live.press(Key.Key_Escape)
    assert offered(live) == []
    assert typed(live) == "#wit"
    type_keys(live.entry.field, "n")
    assert offered(live) == []  # it stays closed for this word
    type_keys(live.entry.field, " and #wit")
    assert offered(live) != []


def test_people_are_offered_across_scripts(live: Driver) -> None:
    type_keys(live.entry.field, "Asks @kush")
    assert offered(live) == ["Нурбек Кушакбаев"]
    type_keys(live.entry.field, "\n")
    assert typed(live) == "Asks Нурбек Кушакбаев "


def test_a_person_in_front_of_the_line_becomes_its_speaker(live: Driver) -> None:
    type_keys(live.entry.field, "@kush\n")
    assert typed(live) == ""
    assert live.entry.speaker.spoken == "Нурбек Кушакбаев, Accused"
    live.log_line("I ask for an interpreter.")
    note = live.log.list.lines.rows[0].note
    assert note.speaker_role == "accused"
    assert note.speaker is not None


def test_a_whole_name_and_a_space_name_the_speaker_too(live: Driver) -> None:
    type_keys(live.entry.field, "@Ospanova says")
    assert typed(live) == "says"
    assert live.entry.speaker.spoken == "Kuralay Ospanova, Witness"


def test_a_name_that_nobody_bears_stays_text(live: Driver) -> None:
    live.log_line("@Unknownsson speaks.")
    assert live.lines() == ["@Unknownsson speaks."]
    assert live.log.list.lines.rows[0].note.speaker is None


def test_who_is_there_is_offered_first(live: Driver) -> None:
    type_keys(live.entry.field, "Sees @")
    assert offered(live)[0] == "Светлана Дюсенова"


def test_markup_in_a_name_is_shown_as_it_stands(live: Driver) -> None:
    type_keys(live.entry.field, "Sees @ali\n")
    assert typed(live) == "Sees <b>Ali</b> & Sons "


def test_the_list_goes_with_the_page(live: Driver) -> None:
    type_keys(live.entry.field, "#wit")
    live.go("documents")
    assert not live.entry.completion.isVisible()


def test_the_list_works_from_right_to_left_and_stays_within_the_page(live: Driver) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        live.settle()
        type_keys(live.entry.field, "الشاهد #wit")
        shown = live.entry.completion
        assert live.log.rect().contains(shown.geometry())
        live.press(Key.Key_Return)
        assert typed(live) == "الشاهد #witnesses "
    finally:
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_astral_letters_before_a_mark_disturb_nothing(live: Driver) -> None:
    type_keys(live.entry.field, "𝒥👩‍⚖️ #interp\n")
    assert typed(live) == "𝒥👩‍⚖️ #interpreter "


def test_names_of_a_case_are_read_with_their_words(empty_vault: Path) -> None:
    with vault.open_vault(empty_vault, PASSPHRASE) as made:
        case = cases.create_case(made, "x")
        with made.edit(case.id) as edit:
            edit.put(Party(id=new_id(), case=case.id, names=(Name(text="Құралай Оспанова"),)))
        assert bearers(made, case.id)[0].keys == tuple(words("Құралай Оспанова"))


def test_a_space_that_an_offer_brought_is_not_doubled(live: Driver) -> None:
    type_keys(live.entry.field, "Asks @kush")
    live.press(Key.Key_Tab)
    type_keys(live.entry.field, " for water, and @kush")
    live.press(Key.Key_Tab)
    type_keys(live.entry.field, ", again, waits.")
    name = "Нурбек Кушакбаев"
    assert typed(live) == f"Asks {name} for water, and {name}, again, waits."
