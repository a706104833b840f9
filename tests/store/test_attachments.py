# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents go in and out whole, or say so: flips, cuts, swaps, a full disk, a kill."""

import errno
import hashlib
import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from casefile.base.errors import Cancelled, StorageFailed, VaultDamaged
from casefile.store import attachments, streams
from casefile.store.attachments import Attachments, Kept
from tests.conftest import Times

NEEDLE = b"Needle in the testimony"
SIZES = (0, 1, 23, streams.BLOCK - 1, streams.BLOCK, streams.BLOCK + 1, 5 * streams.BLOCK + 7)


@pytest.fixture
def kept(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path, attachments.new_secret(), bytes(32))


def text(size: int) -> bytes:
    return (NEEDLE * (size // len(NEEDLE) + 1))[:size]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def add(to: Attachments, data: bytes) -> Kept:
    return to.add(io.BytesIO(data))


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out(kept: Attachments, size: int) -> None:
    data = text(size)
    assert add(kept, data) == Kept(sha(data), size)
    assert kept.read(sha(data)) == data
    with kept.open(sha(data)) as stream:
        assert b"".join(iter(lambda: stream.read(1000), b"")) == data
        assert stream.read() == b""
    assert kept.check(sha(data)) == size
    assert kept.has(sha(data))


def test_sources_that_give_little_at_a_time_are_read_to_their_end(kept: Attachments) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 1009))

    data = text(300_000)
    assert kept.add(Slow(data)) == Kept(sha(data), len(data))
    assert kept.read(sha(data)) == data


def test_the_same_bytes_are_kept_once(kept: Attachments) -> None:
    assert add(kept, b"twice") == add(kept, b"twice")
    assert len(list(kept.folder.iterdir())) == 1


def test_neither_name_nor_file_tells_what_it_is(kept: Attachments) -> None:
    digest = add(kept, text(100_000)).sha256
    path = kept.path(digest)
    assert digest[:8] not in path.name
    assert NEEDLE not in path.read_bytes()
    other = Attachments(kept.folder, kept.secret, b"\1" * 32)
    assert other.path(digest) != path
    assert kept.secret not in repr(kept)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read(kept: Attachments) -> None:
    assert kept.path(add(kept, b"x").sha256).stat().st_mode & 0o777 == 0o600


def test_every_flipped_byte_is_found(kept: Attachments) -> None:
    data = text(70_000)
    digest = add(kept, data).sha256
    path = kept.path(digest)
    sound = path.read_bytes()
    for at in [*range(450), *range(450, len(sound), 2_503), *range(len(sound) - 40, len(sound))]:
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x10]) + sound[at + 1 :])
        with pytest.raises(VaultDamaged):
            kept.read(digest)
    path.write_bytes(sound)
    assert kept.read(digest) == data


@pytest.mark.parametrize("name", ["", "Приговор.pdf"])
def test_cut_lengthened_swapped_or_gone_says_which(kept: Attachments, name: str) -> None:
    one, two = add(kept, text(140_000)).sha256, add(kept, b"two").sha256
    path = kept.path(one)
    sound = path.read_bytes()
    called = name or one[:12]
    for bad in (b"", sound[:20], sound[:400], sound[:-1], sound[:70_000], sound + b"\0",
                kept.path(two).read_bytes(), b"plain text", b"\0" * 100_000):  # fmt: skip
        path.write_bytes(bad)
        with pytest.raises(VaultDamaged, match=f"{called}.* changed or cut short"):
            kept.read(one, name)
        with kept.open(one, name) as stream, pytest.raises(VaultDamaged):
            list(iter(lambda: stream.read(4096), b""))
    path.unlink()
    assert not kept.has(one)
    with pytest.raises(VaultDamaged, match=f"{called}.* missing"):
        kept.read(one, name)


def test_a_swapped_document_is_refused_before_the_end_is_told(kept: Attachments) -> None:
    one, two = add(kept, b"one" * 1000).sha256, add(kept, b"two" * 1000).sha256
    kept.path(one).write_bytes(kept.path(two).read_bytes())
    with kept.open(one) as stream:
        with pytest.raises(VaultDamaged):
            list(iter(lambda: stream.read(100), b""))
        with pytest.raises(VaultDamaged):
            stream.read()


def test_adding_again_heals(kept: Attachments) -> None:
    digest = add(kept, b"sound").sha256
    kept.path(digest).write_bytes(b"")
    add(kept, b"sound")
    assert kept.read(digest) == b"sound"


def test_leaving_early_stops_the_thread(kept: Attachments) -> None:
    digest = add(kept, text(6_000_000)).sha256
    with kept.open(digest) as stream:
        assert stream.read(10) == text(10)
    with kept.open(digest):
        pass
    assert not [thread for thread in threading.enumerate() if thread.name == "deciphering"]


def test_another_vaults_key_opens_nothing(kept: Attachments) -> None:
    digest = add(kept, b"x").sha256
    stranger = Attachments(kept.folder, attachments.new_secret(), kept.name_key)
    with pytest.raises(VaultDamaged):
        stranger.read(digest)


def test_progress_is_told_and_may_stop_the_work(kept: Attachments) -> None:
    told: list[int] = []
    kept.add(io.BytesIO(text(streams.BLOCK + 5)), told.append)
    assert told[0] == streams.BLOCK
    assert told[-1] == streams.BLOCK + 5
    digest = sha(text(streams.BLOCK + 5))
    told.clear()
    kept.check(digest, progress=told.append)
    assert told[-1] == streams.BLOCK + 5

    def stop(_: int) -> None:
        raise Cancelled("Stopped.")

    before = set(kept.folder.iterdir())
    with pytest.raises(Cancelled):
        kept.add(io.BytesIO(b"new"), stop)
    assert set(kept.folder.iterdir()) == before


@pytest.mark.parametrize("good", [0, 1, 4])
def test_a_source_that_fails_is_not_blamed_on_the_vault(kept: Attachments, good: int) -> None:
    class Stick(io.BytesIO):
        reads = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.reads += 1
            if self.reads > good:
                raise OSError(errno.EIO, "Input/output error")
            return super().read(size)

    with pytest.raises(StorageFailed, match="can't be read to its end: Input/output error"):
        kept.add(Stick(text(5 * streams.BLOCK)))
    assert not list(kept.folder.iterdir())


@pytest.mark.parametrize("size", [3, 100_000, 3_000_000])
@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_nothing_and_says_so(
    kept: Attachments, monkeypatch: pytest.MonkeyPatch, size: int, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "write":

        class Full(io.BytesIO):
            write = full  # type: ignore[assignment]

            def fileno(self) -> int:
                return 0

        def opened(handle: int, *_: object) -> io.BytesIO:
            os.close(handle)
            return Full()

        monkeypatch.setattr(os, "fdopen", opened)
    else:
        monkeypatch.setattr(os if call == "fsync" else Path, call, full)
    with pytest.raises(StorageFailed, match="disk is full"):
        kept.add(io.BytesIO(text(size)))
    monkeypatch.undo()
    assert not list(kept.folder.iterdir())


def test_an_unreadable_disk_is_not_called_damage(
    kept: Attachments, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = add(kept, text(1000)).sha256

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "open", lambda *_: Failing())
    with pytest.raises(StorageFailed, match="refuses to read"):
        kept.read(digest)


def test_orphans_are_set_aside_leftovers_and_staging_go_strangers_stay(kept: Attachments) -> None:
    wanted, orphan = add(kept, b"wanted").sha256, add(kept, b"orphan").sha256
    (kept.folder / f".{'0' * 16}.tmp").write_bytes(b"half")
    add(kept.stage(), b"staged")
    (kept.folder / "notes.txt").write_text("mine")
    assert [path.name for path in kept.strays({wanted})] == [kept.path(orphan).name]
    assert kept.set_aside({wanted}) == 1
    assert [path.name for path in kept.unclaimed()] == [kept.path(orphan).name]
    assert not kept.has(orphan)
    assert len(list(kept.folder.iterdir())) == 5
    kept.sweep()
    left = {path.name for path in kept.folder.iterdir()}
    assert left == {kept.path(wanted).name, "notes.txt", "unclaimed"}
    assert kept.reclaim({wanted}) == 0
    assert kept.reclaim({wanted, orphan}) == 1
    assert kept.read(orphan) == b"orphan"
    kept.set_aside({wanted})
    kept.remove(orphan)
    assert kept.unclaimed() == []
    kept.remove(wanted)
    kept.remove(wanted)
    assert not kept.has(wanted)


def test_staged_documents_are_adopted_or_forgotten(kept: Attachments) -> None:
    here = add(kept, b"here").sha256
    staged = kept.stage()
    new, left = add(staged, b"new").sha256, add(staged, b"left").sha256
    assert staged.read(new) == b"new"
    assert not kept.has(new)
    with pytest.raises(KeyError):
        kept.adopt(staged, [sha(b"never seen")])
    kept.adopt(staged, [new, here])
    assert kept.read(new) == b"new"
    assert not kept.has(left)
    assert not staged.folder.exists()
    other = kept.stage()
    kept.discard(other)
    assert not other.folder.exists()


CHILD = """
import io, sys
from pathlib import Path
from casefile.store.attachments import Attachments
kept = Attachments(Path(sys.argv[1]), sys.argv[2], bytes(32))
for number in range(1000):
    data = number.to_bytes(4) * 60_000
    print(kept.add(io.BytesIO(data)).sha256, flush=True)
"""


@pytest.mark.bar(2, "attachment add")
def test_killed_while_adding_it_is_there_or_not(kept: Attachments, times: Times) -> None:
    for turn in range(times(10, long=100)):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(kept.folder), kept.secret],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout
        told = [child.stdout.readline().strip() for _ in range(2 + turn % 3)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read().split()
        child.wait()
        child.stdout.close()
        for digest in filter(lambda line: len(line) == 64, told):
            assert kept.check(digest) == 240_000
        unfinished = [path for path in kept.folder.iterdir() if path.suffix == ".tmp"]
        assert len(unfinished) <= 1
        kept.sweep()
        kept.set_aside(told)
        assert not [path for path in kept.folder.iterdir() if path.suffix == ".tmp"]
        for path in kept.folder.iterdir():
            assert path.suffix == ".age" or path.name == "unclaimed"


def test_memory_stays_flat(kept: Attachments) -> None:
    child = """
import io, resource, sys
from pathlib import Path
from casefile.store.attachments import Attachments
kept = Attachments(Path(sys.argv[1]), sys.argv[2], bytes(32))
class Zeros(io.RawIOBase):
    left = 60 * 2**20
    def read(self, size):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)
kept.check(kept.add(io.BytesIO(b"warm")).sha256)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
kept.check(kept.add(Zeros()).sha256)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    command = [sys.executable, "-c", child, str(kept.folder), kept.secret]
    grown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(grown.stdout) < 30 * 1024
