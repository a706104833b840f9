# SPDX-License-Identifier: GPL-3.0-or-later
"""Sealing and opening: whole, streaming, flat, and closed to whoever has no key."""

import io
import threading
import tracemalloc

import pyrage
import pytest

from casefile.base.errors import BundleRefused, InvalidRecord
from casefile.bundle import seal
from casefile.bundle.envelope import read_header

SECRET = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33"
MIB = 2**20


@pytest.fixture(autouse=True)
def _no_thread_stays():
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name == "age"] == []


def sealed(plaintext: bytes, *recipients: str) -> bytes:
    out = io.BytesIO()
    with seal.sealing(out, recipients or (seal.recipient_of(SECRET),)) as plain:
        plain.write(plaintext)
    return out.getvalue()


def opened(untrusted: bytes, *keys: str, passphrase: str | None = None) -> bytes:
    source = io.BytesIO(untrusted)
    header = read_header(source)
    with seal.opening(source, header, keys=keys or (SECRET,), passphrase=passphrase) as plain:
        return plain.read()


class Pattern:
    """A file of so many bytes that is never held whole."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return bytes(size)


class Counted:
    """Takes bytes, keeps how many."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, 3 * MIB + 7])
def test_what_is_sealed_comes_out_again(size: int) -> None:
    plaintext = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert opened(sealed(plaintext)) == plaintext


def test_other_programs_read_it_and_are_read() -> None:
    identity = pyrage.x25519.Identity.from_str(SECRET)
    assert pyrage.decrypt(sealed(b"text"), [identity]) == b"text"
    assert opened(pyrage.encrypt(b"text", [identity.to_public()])) == b"text"


def test_each_of_several_recipients_opens_it() -> None:
    other = pyrage.x25519.Identity.generate()
    file = sealed(b"text", seal.recipient_of(SECRET), str(other.to_public()))
    assert opened(file) == opened(file, str(other)) == b"text"


def test_reads_give_exactly_what_was_asked_for() -> None:
    source = io.BytesIO(sealed(bytes(MIB)))
    with seal.opening(source, read_header(source), keys=[SECRET]) as plain:
        assert [len(plain.read(size)) for size in (1, 512, 300_000, 0)] == [1, 512, 300_000, 0]
        assert len(plain.read()) == MIB - 300_513
        assert plain.read(10) == b""


def test_memory_stays_flat_both_ways() -> None:
    file = Counted()
    pipe = io.BytesIO()
    tracemalloc.start()
    try:
        with seal.sealing(file, [seal.recipient_of(SECRET)]) as plain:
            source = Pattern(40 * MIB)
            while chunk := source.read(MIB):
                plain.write(chunk)
        peak = tracemalloc.get_traced_memory()[1]
        assert file.size > 40 * MIB
        assert peak < 12 * MIB
        with seal.sealing(pipe, [seal.recipient_of(SECRET)]) as plain:
            for _ in range(40):
                plain.write(bytes(MIB))
        pipe.seek(0)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        with seal.opening(pipe, read_header(pipe), keys=[SECRET]) as plain:
            total = sum(len(chunk) for chunk in iter(lambda: plain.read(MIB), b""))
        assert total == 40 * MIB
        assert tracemalloc.get_traced_memory()[1] - before < 12 * MIB
    finally:
        tracemalloc.stop()


def test_a_reader_may_stop_early() -> None:
    source = io.BytesIO(sealed(bytes(8 * MIB)))
    with seal.opening(source, read_header(source), keys=[SECRET]) as plain:
        assert plain.read(10) == bytes(10)
    source.seek(0)
    with (
        pytest.raises(KeyError),
        seal.opening(source, read_header(source), keys=[SECRET]) as plain,
    ):
        raise KeyError


@pytest.mark.parametrize("written", [0, 10, 3 * MIB])
def test_a_writer_that_fails_leaves_nothing_that_opens(written: int) -> None:
    out = io.BytesIO()

    def write() -> None:
        with seal.sealing(out, [seal.recipient_of(SECRET)]) as plain:
            plain.write(bytes(written))
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        write()
    with pytest.raises(BundleRefused):
        opened(out.getvalue())


class FullDisk:
    """Fails after so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(28, "No space left on device")
        return len(data)


@pytest.mark.parametrize(("room", "pieces", "size"), [
    (0, 20, MIB), (400, 20, MIB), (MIB, 20, MIB), (0, 1, 10), (1000, 1, 1000), (65_600, 1, 65_536),
])  # fmt: skip
def test_a_full_disk_is_told_as_such(room: int, pieces: int, size: int) -> None:
    def write() -> None:
        with seal.sealing(FullDisk(room), [seal.recipient_of(SECRET)]) as plain:
            for _ in range(pieces):
                plain.write(bytes(size))

    with pytest.raises(OSError, match="No space left") as caught:
        write()
    assert caught.value.errno == 28


def test_a_disk_that_can_not_be_read_is_told_as_such() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= 2**16:
                raise OSError(5, "Input/output error")
            return super().read(size)

    source = Broken(sealed(bytes(MIB)))
    with (
        pytest.raises(OSError, match="Input/output"),
        seal.opening(source, read_header(source), keys=[SECRET]) as plain,
    ):
        plain.read()


def test_a_wrong_key_is_refused_with_a_sentence() -> None:
    other = str(pyrage.x25519.Identity.generate())
    with pytest.raises(BundleRefused, match="not sealed to your key"):
        opened(sealed(b"text"), other)


def test_no_key_is_refused_with_a_sentence() -> None:
    source = io.BytesIO(sealed(b"text"))
    with (
        pytest.raises(BundleRefused, match="none was given"),
        seal.opening(source, read_header(source)),
    ):
        pass


@pytest.mark.parametrize("cut", [1, 16, 1000, 64 * 1024 + 16, 70_000])
def test_a_file_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(BundleRefused, match="changed on its way, or cut short"):
        opened(sealed(bytes(130_000))[:-cut])


def test_a_file_made_longer_is_refused() -> None:
    with pytest.raises(BundleRefused, match="changed on its way"):
        opened(sealed(bytes(130_000)) + b"trailing")


def test_any_flipped_bit_is_refused() -> None:
    file = sealed(b"text of a witness" * 10)
    for place in range(0, len(file), 3):
        changed = bytearray(file)
        changed[place] ^= 1 << place % 8
        with pytest.raises(BundleRefused):
            opened(bytes(changed))


def test_a_passphrase_opens_what_it_sealed_and_nothing_else_does() -> None:
    file = seal.seal_by_passphrase(b"text", "six words make a good one")
    source = io.BytesIO(file)
    assert read_header(source).by_passphrase
    assert opened(file, passphrase="six words make a good one") == b"text"
    with pytest.raises(BundleRefused, match="passphrase does not open"):
        opened(file, passphrase="six words make a bad one")
    with pytest.raises(BundleRefused, match="none was given"):
        opened(file)


def test_a_passphrase_has_its_limit_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    file = seal.seal_by_passphrase(bytes(5000), "passphrase")
    monkeypatch.setattr(seal, "PASSPHRASE_LIMIT", 4096)
    with pytest.raises(InvalidRecord, match="256 MiB"):
        seal.seal_by_passphrase(bytes(5000), "passphrase")
    with pytest.raises(BundleRefused, match="larger than 256 MiB"):
        opened(file, passphrase="passphrase")


def test_an_empty_passphrase_seals_nothing() -> None:
    with pytest.raises(InvalidRecord, match="empty"):
        seal.seal_by_passphrase(b"text", "")


def test_keys_that_are_none_are_named_but_secrets_are_not() -> None:
    with pytest.raises(InvalidRecord, match="“age1nonsense” is not an age recipient"):
        sealed(b"", "age1nonsense")
    with pytest.raises(InvalidRecord) as caught:
        opened(sealed(b""), SECRET[:-1])
    assert SECRET[:30] not in str(caught.value)


def test_recipients_are_listed_once() -> None:
    mine = seal.recipient_of(SECRET)
    assert seal.recipients_of([mine, f" {mine}\n"]) == [mine]
