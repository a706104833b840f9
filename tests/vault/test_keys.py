# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys: known answers, normal forms, limits; nothing secret in a repr or an error."""

import pytest

from casefile.base.errors import StorageFailed, VaultDamaged, WrongPassphrase
from casefile.vault import keys
from casefile.vault.keys import DataKey, Work

KEY = DataKey(bytes(range(32)), bytes(range(16)))


def test_default_is_what_the_promise_says() -> None:
    assert (keys.DEFAULT.memory, keys.DEFAULT.passes, keys.DEFAULT.lanes) == (262144, 3, 4)
    assert keys.DEFAULT.sane
    assert keys.FLOOR.sane


def test_composed_and_decomposed_letters_are_one_passphrase() -> None:
    salt = bytes(16)
    composed = keys.stretch("Zo\u00eb \u0439", salt, keys.FLOOR)
    assert composed == keys.stretch("Zoe\u0308 \u0438\u0306", salt, keys.FLOOR)
    assert composed != keys.stretch("Zoe \u0438", salt, keys.FLOOR)


def test_argon2id_gives_the_answer_of_the_reference_program() -> None:
    # test.c of the reference implementation (phc-winner-argon2), version 0x13
    derived = keys.stretch("password", b"somesalt", Work(65536, 2, 1))
    assert derived.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_insane_work_is_refused() -> None:
    with pytest.raises(VaultDamaged):
        keys.stretch("x", bytes(16), Work(4 * 1024 * 1024, 3, 4))


def test_half_a_character_is_no_passphrase() -> None:
    with pytest.raises(WrongPassphrase, match="half a character") as caught:
        keys.stretch("secret\ud800", bytes(16), keys.FLOOR)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_too_little_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(keys, "Argon2id", Starved)
    with pytest.raises(StorageFailed, match="memory"):
        keys.stretch("x", bytes(16), keys.FLOOR)


def test_spec_is_key_and_salt() -> None:
    assert KEY.spec == bytes([*range(32), *range(16)]).hex()
    assert len(KEY.spec) == 96


def test_subkeys_differ_by_purpose_key_and_salt() -> None:
    made = {
        KEY.subkey("one"),
        KEY.subkey("two"),
        DataKey(bytes(32), KEY.salt).subkey("one"),
        DataKey(KEY.key, bytes(16)).subkey("one"),
        KEY.key,
    }
    assert len(made) == 5
    assert KEY.subkey("one") == DataKey(KEY.key, KEY.salt).subkey("one")


def test_random_keys_differ() -> None:
    assert DataKey.random() != DataKey.random()


def test_repr_shows_nothing() -> None:
    assert KEY.key.hex()[:8] not in repr(KEY)
    assert repr(KEY) == "DataKey()"


def test_wrap_binds_the_context() -> None:
    wrapped = keys.wrap(bytes(32), bytes(12), KEY, b"context")
    assert len(wrapped) == keys.WRAPPED_BYTES
    assert keys.unwrap(bytes(32), bytes(12), wrapped, b"context") == KEY
    with pytest.raises(WrongPassphrase):
        keys.unwrap(bytes(32), bytes(12), wrapped, b"other")
