# SPDX-License-Identifier: GPL-3.0-or-later
"""Identities survive storage; contact cards survive mail and nothing else."""

import unicodedata

import pytest
from msgspec.structs import replace

from casefile.base.errors import InvalidRecord
from casefile.journal.entry import author_id
from casefile.vault import identity
from casefile.vault.identity import Identity


@pytest.fixture(scope="module")
def owner() -> Identity:
    return identity.new_identity("  Ольга Ким  ", "Союз наблюдателей")


def test_an_identity_survives_storage(owner: Identity) -> None:
    again = identity.from_bytes(identity.to_bytes(owner))
    assert again.card() == owner.card()
    assert str(again.age_key) == str(owner.age_key)
    assert again.sign(b"x") == owner.sign(b"x")


def test_its_id_is_the_journals(owner: Identity) -> None:
    assert owner.author_id == author_id(owner.public_key) == owner.card().id


def test_no_secret_in_a_repr(owner: Identity) -> None:
    assert "AGE-SECRET" not in repr(owner)
    assert "Key object" not in repr(owner)


def test_a_card_comes_back_from_its_text(owner: Identity) -> None:
    card = owner.card()
    assert identity.from_text(identity.to_text(card)) == card
    assert card.name == "Ольга Ким"


def test_a_card_without_organisation_comes_back() -> None:
    card = identity.new_identity("Zoë", "  ").card()
    assert "Organisation" not in identity.to_text(card)
    assert identity.from_text(identity.to_text(card)) == card


@pytest.mark.parametrize(
    "mangle",
    [
        lambda text: "Dear colleague, here is my card.\n\n" + text + "\nBest, O.",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("Signature: ", "Signature:\n"),
        lambda text: text.rstrip("\n"),
    ],
    ids=["in a message", "CRLF", "NFD", "wrapped", "no end of line"],
)
def test_mail_does_a_card_no_harm(owner: Identity, mangle) -> None:  # type: ignore[no-untyped-def]
    assert identity.from_text(mangle(identity.to_text(owner.card()))) == owner.card()


def test_every_changed_character_of_the_values_is_found(owner: Identity) -> None:
    text = identity.to_text(owner.card())
    start, end = text.index("Name: "), text.index(identity.END)
    for at in range(start, end):
        for new in ("f", "Q", "\n", "\u202e"):
            changed = text[:at] + new + text[at + 1 :]
            try:
                card = identity.from_text(changed)
            except InvalidRecord:
                continue
            assert card == owner.card(), (at, new)


@pytest.mark.parametrize(
    "edit",
    [
        ("Ольга Ким", ""),
        ("Ольга Ким", "x" * 201),
        ("Name:", "Name: Someone else\nName:"),
        ("Organisation: Союз наблюдателей\n", ""),
        ("Signing-Key: ", "Signing-Key: 0"),
        ("Age-Recipient: age1", "Age-Recipient: age2"),
        (identity.END, ""),
        (identity.BEGIN, identity.BEGIN * 2),
        (identity.BEGIN, identity.BEGIN + "\n" + "x" * 5000),
        ("Signature: ", "Signature: ="),
    ],
)
def test_other_shapes_are_refused(owner: Identity, edit: tuple[str, str]) -> None:
    text = identity.to_text(owner.card())
    assert edit[0] in text
    with pytest.raises(InvalidRecord, match=r"Contact card|name"):
        identity.from_text(text.replace(*edit))


def test_a_card_signed_by_another_is_refused(owner: Identity) -> None:
    other = identity.new_identity("Mallory").card()
    for field in ("signing_key", "age_recipient", "id", "signature"):
        with pytest.raises(InvalidRecord):
            identity.check_card(replace(owner.card(), **{field: getattr(other, field)}))


def test_a_signed_card_with_a_treacherous_name_is_refused(owner: Identity) -> None:
    for name in ("\u202eanna", "two\nlines", " padded", "e\u0301", "", "Nul\0"):
        card = replace(owner.card(), name=name)
        signed = replace(card, signature=owner.sign(identity.signed_bytes(card)).hex())
        with pytest.raises(InvalidRecord):
            identity.check_card(signed)


@pytest.mark.parametrize(
    "name", ["", "   ", "a\nb", "a\tb", "a\u202eb", "x" * 201, "\ud800", "a\u2028b"]
)
def test_names_that_can_not_stand_on_a_line_are_refused(name: str) -> None:
    with pytest.raises(InvalidRecord, match="name"):
        identity.new_identity(name)


def test_joiners_of_persian_and_hindi_names_stay() -> None:
    name = "می\u200cخواهم"
    assert identity.new_identity(name).name == name


@pytest.mark.parametrize("edit", [("AGE-SECRET-KEY-1", "x"), ('signing_key":"', 'signing_key":"z')])
def test_bytes_that_are_no_identity_are_refused(owner: Identity, edit: tuple[str, str]) -> None:
    stored = identity.to_bytes(owner).decode()
    assert edit[0] in stored
    for data in (stored.replace(*edit), "", "{}"):
        with pytest.raises(ValueError):
            identity.from_bytes(data.encode())
