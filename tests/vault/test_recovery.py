# SPDX-License-Identifier: GPL-3.0-or-later
"""A second way in, on paper: it opens, it can be replaced and revoked, and wrong words are told."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import InvalidRecord, VaultDamaged, WrongPassphrase
from casefile.vault import header, keys, keyslots
from casefile.vault.recovery import WORDS, has_sheet, make_sheet, revoke_sheet, secret_of
from casefile.vault.rewrap import change_passphrase
from casefile.vault.vault import open_vault
from casefile.vault.verify import verify
from tests.vault.scene import PASSPHRASE, forge

NEW = "another one entirely"


def sheet(folder: Path) -> str:
    with open_vault(folder, PASSPHRASE) as vault:
        assert not has_sheet(vault)
        words = make_sheet(vault)
        assert has_sheet(vault)
    return words


def test_the_words_lead_to_a_new_passphrase(closed: Path) -> None:
    words = sheet(closed)
    assert len(words.split()) == WORDS
    change_passphrase(closed, secret_of(words), NEW, work=keys.FLOOR)
    with pytest.raises(WrongPassphrase):
        open_vault(closed, PASSPHRASE)
    with open_vault(closed, NEW) as vault:
        assert verify(vault).ok
        assert has_sheet(vault), "the sheet stays good"
    change_passphrase(closed, secret_of(words), PASSPHRASE, work=keys.FLOOR)
    open_vault(closed, PASSPHRASE).close()


def test_it_survives_a_change_of_the_passphrase(closed: Path) -> None:
    words = sheet(closed)
    change_passphrase(closed, PASSPHRASE, NEW, work=keys.FLOOR)
    change_passphrase(closed, secret_of(words), PASSPHRASE, work=keys.FLOOR)


def test_a_new_sheet_ends_the_one_before(closed: Path) -> None:
    first = sheet(closed)
    with open_vault(closed, PASSPHRASE) as vault:
        second = make_sheet(vault)
    with pytest.raises(WrongPassphrase):
        change_passphrase(closed, secret_of(first), NEW)
    change_passphrase(closed, secret_of(second), NEW, work=keys.FLOOR)


def test_a_header_forged_meanwhile_is_not_sealed_with_the_sheet(closed: Path) -> None:
    with open_vault(closed, PASSPHRASE) as vault:
        forge(closed)
        assert not has_sheet(vault)
        words = make_sheet(vault)
        assert has_sheet(vault)
        assert verify(vault).ok
    change_passphrase(closed, secret_of(words), NEW, work=keys.FLOOR)
    with open_vault(closed, NEW) as vault:
        both = [header.encode(replace(forge(closed), generation=at)) for at in (60, 61)]
        for name, forged in zip(header.NAMES, both, strict=True):
            (closed / name).write_bytes(forged)
        for deed in (has_sheet, make_sheet, revoke_sheet):
            with pytest.raises(VaultDamaged, match="altered"):
                deed(vault)
        assert [(closed / name).read_bytes() for name in header.NAMES] == both


def test_a_revoked_sheet_opens_nothing(closed: Path) -> None:
    words = sheet(closed)
    with open_vault(closed, PASSPHRASE) as vault:
        revoke_sheet(vault)
        assert not has_sheet(vault)
    with pytest.raises(WrongPassphrase, match="No recovery sheet"):
        change_passphrase(closed, secret_of(words), NEW)


@pytest.mark.parametrize("lost", header.NAMES)
def test_either_header_knows_the_sheet(closed: Path, lost: str) -> None:
    words = sheet(closed)
    (closed / lost).unlink()
    change_passphrase(closed, secret_of(words), NEW, work=keys.FLOOR)


def test_the_sheet_of_another_vault_is_refused(closed: Path, tmp_path: Path) -> None:
    words = sheet(closed)
    found = header.load(closed)
    other = replace(found.header, vault="0" * 32)
    with pytest.raises(WrongPassphrase):
        header.open_slot(other, secret_of(words))


def test_words_are_taken_as_people_type_them(closed: Path) -> None:
    words = sheet(closed)
    secret = secret_of(words)
    assert secret_of(words.upper()) == secret
    assert (
        secret_of("\n".join(f"{at}. {word}," for at, word in enumerate(words.split(), 1))) == secret
    )
    assert secret_of(" ".join(word[:4] for word in words.split())) == secret
    assert len(secret) == 32


def test_wrong_words_are_told(closed: Path) -> None:
    words = sheet(closed).split()
    with pytest.raises(InvalidRecord, match="word 3, “qqqq”"):
        secret_of(" ".join([*words[:2], "qqqq", *words[3:]]))
    with pytest.raises(InvalidRecord, match="24 of them, not 23"):
        secret_of(" ".join(words[1:]))
    with pytest.raises(InvalidRecord, match="0"):
        secret_of("")
    with pytest.raises(InvalidRecord, match="don't fit"):
        secret_of(" ".join(["zoo"] * WORDS))


def test_a_slot_that_we_would_not_write_is_refused(closed: Path) -> None:
    sheet(closed)
    found = header.load(closed)
    slots = [s for s in found.header.slots if s.kind == keyslots.RECOVERY]
    for wrong in (
        replace(slots[0], wrapped="00"),
        replace(slots[0], cost=keyslots.Cost(1, 65536, 2)),
    ):
        with pytest.raises(VaultDamaged):
            header.decode(header.encode(replace(found.header, slots=(wrong,))))
