# SPDX-License-Identifier: GPL-3.0-or-later
"""Two generations, every byte of them flipped, cut short, forged, too dear or too cheap."""

import errno
import hashlib
import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import NewerFormat, NotAVault, VaultDamaged, WrongPassphrase
from casefile.vault import header, keys
from casefile.vault.header import Found, Header
from casefile.vault.keyslots import Cost, Slot

PASSPHRASE = "correct horse"
KEY = keys.DataKey(bytes(range(32)), bytes(range(16)))


@pytest.fixture(scope="module")
def first() -> Header:
    return header.new(PASSPHRASE, keys.FLOOR, KEY)


@pytest.fixture
def folder(tmp_path: Path, first: Header) -> Path:
    header.store_first(tmp_path, first, KEY)
    return tmp_path


def framed(text: bytes, number: int = 1) -> bytes:
    """A header file with a right checksum around any text."""
    head = b"casefile vault %d\n%b\n" % (number, text)
    return head + hashlib.sha256(head).hexdigest().encode() + b"\n"


def json_of(data: bytes) -> bytes:
    return data.splitlines()[1]


def test_both_files_open_and_the_second_counts(folder: Path) -> None:
    found = header.load(folder)
    assert (found.name, found.header.generation) == ("header-b", 2)
    assert found.settled
    data_key, proved = header.unlock(found, PASSPHRASE)
    assert data_key == KEY
    assert proved is found


def test_wrong_passphrase_says_so_without_repeating_it(folder: Path) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        header.unlock(header.load(folder), "incorrect horse")
    assert "incorrect horse" not in repr(caught.value) + str(caught.value)


def test_every_flipped_byte_of_one_file_leaves_the_other(folder: Path) -> None:
    for name in header.NAMES:
        path = folder / name
        sound = path.read_bytes()
        other = header.NAMES[1 - header.NAMES.index(name)]
        for at in range(len(sound)):
            for mask in (0x01, 0x20, 0x80):
                path.write_bytes(flipped(sound, at, mask))
                assert header.load(folder).name == other, (name, at, mask)
        path.write_bytes(sound)


def test_every_flipped_byte_of_both_files_is_damage(folder: Path) -> None:
    sound = {name: (folder / name).read_bytes() for name in header.NAMES}
    for at in range(min(map(len, sound.values()))):
        for name, data in sound.items():
            (folder / name).write_bytes(flipped(data, at, 0x04))
        with pytest.raises(VaultDamaged, match="Both copies"):
            header.load(folder)


def test_truncated_at_any_length_leaves_the_other(folder: Path) -> None:
    path = folder / "header-b"
    sound = path.read_bytes()
    for length in range(len(sound)):
        path.write_bytes(sound[:length])
        found = header.load(folder)
        assert (found.name, found.spare) == ("header-a", None)
    path.write_bytes(sound + b"\n")
    assert header.load(folder).name == "header-a"


def test_a_pipe_or_folder_in_place_of_a_header_is_damage_not_a_wait(folder: Path) -> None:
    (folder / "header-a").unlink()
    os.mkfifo(folder / "header-a")
    assert header.load(folder).name == "header-b"
    (folder / "header-b").unlink()
    (folder / "header-b").mkdir()
    with pytest.raises(VaultDamaged):
        header.load(folder)


def test_a_folder_without_headers_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NotAVault, match="not a Casefile vault"):
        header.load(tmp_path)


def test_one_header_alone_opens(folder: Path) -> None:
    (folder / "header-b").unlink()
    found = header.load(folder)
    assert not found.settled
    assert header.unlock(found, PASSPHRASE)[0] == KEY


def test_a_header_that_cannot_be_read_is_one_that_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine, bad = header._read, {"header-a"}

    def failing(path: Path) -> bytes:
        if path.name in bad:
            raise OSError(errno.EIO, "Input/output error")
        return genuine(path)

    monkeypatch.setattr(header, "_read", failing)
    found = header.load(folder)
    assert (found.name, found.spare) == ("header-b", None)
    (folder / "header-b").write_bytes(b"torn")  # what can't be read may be whole: no damage yet
    with pytest.raises(OSError, match="Input/output"):
        header.load(folder)


def test_newer_format_is_said_even_when_the_other_file_is_ours(folder: Path) -> None:
    (folder / "header-a").write_bytes(framed(b'{"anything":"else"}', 2))
    with pytest.raises(NewerFormat, match="newer version"):
        header.load(folder)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(lanes=4, memory=4 * 1024 * 1024, passes=3),
        Cost(lanes=4, memory=1024 * 1024 + 1, passes=3),
        Cost(lanes=1, memory=64 * 1024 - 1, passes=3),
        Cost(lanes=1, memory=0, passes=0),
        Cost(lanes=4, memory=64 * 1024, passes=1),
        Cost(lanes=4, memory=64 * 1024, passes=11),
        Cost(lanes=0, memory=64 * 1024, passes=3),
        Cost(lanes=9, memory=64 * 1024, passes=3),
    ],
)
def test_cost_outside_the_limits_is_refused_before_any_work(
    folder: Path, first: Header, cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "Argon2id", None)
    dear = replace(first, slots=(replace(first.slots[0], cost=cost),))
    for name in header.NAMES:
        (folder / name).write_bytes(header.encode(dear))
    with pytest.raises(VaultDamaged):
        header.load(folder)
    with pytest.raises(VaultDamaged, match="amount of work"):
        header.open_slot(dear, PASSPHRASE)


@pytest.mark.parametrize(
    "edit",
    [
        (rb'"generation":1', rb'"generation":0'),
        (rb'"generation":1', rb'"generation":-1'),
        (rb'"generation":1', rb'"generation":1.0'),
        (rb'"generation":1', rb'"generation":9007199254740992'),
        (rb'"generation":1', rb'"generation":1,"generation":1'),
        (rb'"generation":1', rb'"generation":1,"more":1'),
        (rb'"counter":0,', rb""),
        (rb'"counter":0,', rb'"counter": 0,'),
        (rb'"slots":\[.*\]', rb'"slots":[]'),
        (rb'"slots":\[(.*)\]', rb'"slots":[\1,\1,\1,\1,\1,\1,\1,\1,\1]'),
        (rb'"salt":"..', rb'"salt":"'),
        (rb'"wrapped":"..', rb'"wrapped":"XX'),
        (rb',"cost":\{[^}]*\}', rb""),
        (rb"^.*$", rb"null"),
        (rb"^.*$", b"[" * 5000),
    ],
)
def test_shapes_we_never_write_are_damage(first: Header, edit: tuple[bytes, bytes]) -> None:
    text = json_of(header.encode(first))
    changed = re.sub(edit[0], edit[1], text)
    assert changed != text
    with pytest.raises(VaultDamaged):
        header.decode(framed(changed))


def test_what_is_written_is_read_again(first: Header) -> None:
    assert header.decode(header.encode(first)) == first


def test_slots_of_unknown_kinds_are_kept_and_passed_over(first: Header) -> None:
    paper = Slot("hardware", "00", "", "ff")
    more = header.advanced(first, KEY, slots=(paper, *first.slots))
    assert header.decode(header.encode(more)) == more
    assert header.open_slot(more, PASSPHRASE) == KEY
    with pytest.raises(WrongPassphrase, match="no slot"):
        header.open_slot(replace(first, slots=(paper,)), PASSPHRASE)


def test_storing_never_touches_the_file_that_counts(folder: Path) -> None:
    found = header.load(folder)
    before = (folder / found.name).read_bytes()
    after = header.store(folder, found, header.advanced(found.header, KEY, counter=7))
    assert (folder / found.name).read_bytes() == before
    assert (after.name, after.header.counter) == ("header-a", 7)
    assert header.load(folder) == after


@pytest.mark.parametrize("change", [{"generation": 99}, {"counter": 99}, {"vault": "0" * 32}])
def test_a_header_forged_without_the_key_gives_way(
    folder: Path, change: dict[str, int | str]
) -> None:
    found = header.load(folder)
    forged = replace(found.header, **({"generation": 98} | change))
    (folder / "header-b").write_bytes(header.encode(forged))
    loaded = header.load(folder)
    assert loaded.header == forged
    data_key, proved = header.unlock(loaded, PASSPHRASE)
    assert data_key == KEY
    assert (proved.name, proved.header.generation, proved.spare) == ("header-a", 1, None)


def test_a_forged_spare_is_as_good_as_lost(folder: Path) -> None:
    found = header.load(folder)
    forged = replace(found.header, generation=1, counter=9)
    (folder / "header-a").write_bytes(header.encode(forged))
    loaded = header.load(folder)
    assert loaded.settled, "it can't be told without the key"
    proved = header.unlock(loaded, PASSPHRASE)[1]
    assert (proved.name, proved.spare) == ("header-b", None)
    assert header.settle(folder, proved, KEY).settled


def test_a_forged_slot_does_not_lock_the_owner_out(folder: Path) -> None:
    found = header.load(folder)
    slot = replace(found.header.slots[0], salt="00" * 16)
    forged = replace(found.header, generation=50, slots=(slot,))
    (folder / "header-b").write_bytes(header.encode(forged))
    assert header.unlock(header.load(folder), PASSPHRASE)[1].name == "header-a"


def test_both_forged_is_damage(folder: Path) -> None:
    found = header.load(folder)
    assert found.spare
    for name in header.NAMES:
        (folder / name).write_bytes(header.encode(replace(found.header, counter=5)))
    with pytest.raises(VaultDamaged, match="altered"):
        header.unlock(header.load(folder), PASSPHRASE)
    alone = Found(replace(found.header, counter=5), "header-a", None)
    with pytest.raises(VaultDamaged, match="altered"):
        header.unlock(alone, PASSPHRASE)


@pytest.mark.parametrize("name", ["nonce", "salt", "wrapped", "cost", "vault"])
def test_a_slot_depends_on_every_part_of_it(first: Header, name: str) -> None:
    slot = first.slots[0]
    if name == "vault":
        changed = replace(first, vault="0" * 32)
    elif name == "cost":
        changed = replace(first, slots=(replace(slot, cost=Cost(lanes=1, memory=65536, passes=2)),))
    else:
        value = getattr(slot, name)
        other = ("1" if value[0] == "0" else "0") + value[1:]
        changed = replace(first, slots=(replace(slot, **{name: other}),))
    with pytest.raises(WrongPassphrase):
        header.open_slot(changed, PASSPHRASE)


def test_the_passphrase_is_in_no_header(folder: Path) -> None:
    for name in header.NAMES:
        data = (folder / name).read_bytes()
        assert PASSPHRASE.encode() not in data
        assert KEY.key.hex().encode() not in data


def flipped(data: bytes, at: int, mask: int) -> bytes:
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]
