# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.briefing.blocks import Item, Panel
from casefile.briefing.sections.accused import accused, other_names
from tests.briefing import invented
from tests.briefing.reading import told, wording


def charge(key: str = "", **fields: object) -> object:
    return invented.make("charge", key, accused=invented.accused.id, **fields)


def test_a_requalified_charge_is_told_in_its_order() -> None:
    blocks = accused(wording(charges=(invented.changed, invented.brought)))
    items = [block for block in blocks if isinstance(block, Item)]
    assert [(item.label, item.lead) for item in items] == [
        ("First reported as", "Art. 174, Criminal Code."),
        ("Then as", "Art. 402, Criminal Code."),
    ]
    assert [item.sub for item in items] == ["November 2022", "about 1 February 2023"]
    (panel,) = (block for block in blocks if isinstance(block, Panel))
    assert "First reported as: Art. 174, Criminal Code – Incitement of discord." in told([panel])


def test_a_charge_that_stayed_is_just_a_charge() -> None:
    blocks = accused(wording(charges=(charge(text="Theft."),)))
    (item,) = (block for block in blocks if isinstance(block, Item))
    assert (item.label, item.lead, item.text) == ("Charge", "", "Theft.")
    assert not any(isinstance(block, Panel) for block in blocks)


def test_a_change_names_the_charges_by_their_first_sentence() -> None:
    told_of = invented.make(
        "charge", text="Abuse of powers. It was changed at the debates. And so on."
    )
    first = charge(text="Embezzlement.", replaced_by=told_of.id)
    told_of = charge(told_of.id, text=told_of.text)
    text = told(accused(wording(charges=(first, told_of))))
    assert "First reported as: Embezzlement. Then as: Abuse of powers.\n" in text + "\n"


def test_charges_that_replace_each_other_are_told_once() -> None:
    one = invented.make("charge", accused=invented.accused.id, article="1")
    two = invented.make("charge", accused=invented.accused.id, article="2", replaced_by=one.id)
    one = invented.make(
        "charge", one.id, accused=invented.accused.id, article="1", replaced_by=two.id
    )
    items = [b for b in accused(wording(charges=(one, two))) if isinstance(b, Item)]
    assert sorted(item.lead for item in items) == ["Art. 1.", "Art. 2."]


def test_a_charge_without_any_words_is_said_to_be_so() -> None:
    one, two = invented.make("charge"), invented.make("charge", text="Second.")
    one = invented.make("charge", one.id, accused=invented.accused.id, replaced_by=two.id)
    two = invented.make("charge", two.id, accused=invented.accused.id, text="Second.")
    assert "First reported as: a charge that is not stated. Then as: Second." in told(
        accused(wording(charges=(one, two)))
    )


def test_accused_who_may_not_be_named_are_not() -> None:
    nobody = invented.make("charge", article="§ 9")
    text = told(accused(wording(charges=(nobody,))))
    assert "Charges against people who are not named here" in text
    assert "§ 9." in text
    assert "No charge is recorded." in text  # of the one who is called accused
    gone = wording(charges=(invented.brought,), parties=())
    assert "No accused and no charge" in told(accused(gone))


def test_what_sources_say_of_a_charge_stands_under_it() -> None:
    claims = tuple(
        invented.make("claim", about=invented.changed.id, field="article", value=value, source="S")
        for value in ("402", "403")
    )
    text = told(accused(wording(claims=claims)))
    assert "Sources differ on the article" in text


def test_other_names_say_what_they_are() -> None:
    assert (
        other_names(wording(), invented.accused)
        == "Aigerim Ulykpanova · Айгерим Улыкпанова (alias)"
    )
    assert other_names(wording(), invented.judge) == ""
