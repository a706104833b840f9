# SPDX-License-Identifier: GPL-3.0-or-later
"""Bags in tars: whole ones go through, others are refused, each with its sentence."""

import hashlib
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.base.errors import BundleRefused
from casefile.bundle.bag import Packer, Unpacker, Verified, chunks_of
from casefile.bundle.limits import DEFAULT, Limits
from casefile.bundle.tape import TapeWriter, files
from tests.hostile.bundles import TARS, Bag, tar

NOW = 1_506_484_800_000
README = b"What this is.\n"
GOOD = Bag({"Casefile-Format": "1"}, {"README.txt": README}, lambda digest: digest.encode())


def packed(payload: dict[str, bytes], **labels: str) -> bytes:
    out = io.BytesIO()
    packer = Packer(out, "case-sample", NOW)
    packer.begin(labels, sum(map(len, payload.values())), len(payload))
    for name, data in payload.items():
        packer.add(name, len(data), chunks_of(io.BytesIO(data)))
    packer.end(packer.manifests().encode())
    return out.getvalue()


def unpacked(untrusted: bytes, limits: Limits = DEFAULT) -> tuple[dict[str, bytes], Verified]:
    bag = Unpacker(io.BytesIO(untrusted), limits)
    payload = {file.name: file.read() for file in bag.payload()}
    return payload, bag.verify()


def test_what_is_packed_comes_out_again() -> None:
    payload = {"README.txt": README, "documents/рішення ёж.pdf": bytes(3_000_000), "empty": b""}
    found, verified = unpacked(packed(payload))
    assert found == payload
    assert verified.payload == {
        name: hashlib.sha256(data).hexdigest() for name, data in payload.items()
    }
    assert verified.signature.decode() == verified.tag_manifest


def test_labels_arrive_on_one_line() -> None:
    bag = Unpacker(io.BytesIO(packed({}, Title="Two\nlines: and\r\n more", Empty="")), DEFAULT)
    assert bag.info == {"Title": "Two lines: and more", "Empty": "", "Payload-Oxum": "0.0"}


def test_files_left_unread_are_checked_all_the_same() -> None:
    bag = Unpacker(io.BytesIO(packed({"a": b"1" * 5000, "b": b"2"})), DEFAULT)
    assert [file.name for file in bag.payload()] == ["a", "b"]
    assert bag.verify().payload["a"] == hashlib.sha256(b"1" * 5000).hexdigest()


def test_a_part_may_be_read_in_pieces_or_whole_within_a_limit() -> None:
    parts = Unpacker(
        io.BytesIO(packed(dict.fromkeys(("a", "b", "c"), b"12345"))), DEFAULT
    ).payload()
    first = next(parts)
    assert [first.read(2), first.read(99), first.read(1), first.read()] == [b"12", b"345", b"", b""]
    assert next(parts).whole(5) == b"12345"
    third = next(parts)
    with pytest.raises(BundleRefused, match="too long"):
        third.whole(4)


def test_whoever_reads_for_the_bag_has_to_read_it_all() -> None:
    part = next(Unpacker(io.BytesIO(packed({"a": b"12345"})), DEFAULT).payload())
    with pytest.raises(ValueError, match="a was not read to its end"):
        part.hand_over(lambda file: file.read(3).decode())


def test_long_names_travel_in_pax_headers() -> None:
    name = "documents/" + "протокол" * 12 + ".pdf"
    assert unpacked(packed({name: b"x"}))[0] == {name: b"x"}


def test_so_do_sizes_over_8_gib() -> None:
    class Heads:
        """Keeps the first kilobytes, counts the rest."""

        def __init__(self) -> None:
            self.start, self.size = b"", 0

        def write(self, data: bytes) -> int:
            self.start += data[: 4096 - len(self.start)]
            self.size += len(data)
            return len(data)

    out, zeros, size = Heads(), bytes(2**26), 9 * 2**30
    TapeWriter(out, NOW).add("top/data/huge", size, (zeros for _ in range(size // len(zeros))))
    assert out.size > size
    file = next(files(io.BytesIO(out.start), DEFAULT))
    assert (file.path, file.size) == ("top/data/huge", size)


def test_the_writer_holds_callers_to_what_they_announced() -> None:
    packer = Packer(io.BytesIO(), "top", NOW)
    packer.begin({}, 3, 1)
    for chunks in ([b"12"], [b"12", b"34"]):
        with pytest.raises(ValueError, match="not 3 bytes"):
            packer.add("a", 3, chunks)
    with pytest.raises(ValueError, match="not what was declared"):
        packer.manifests()


def test_other_programs_read_the_tar() -> None:
    with tarfile.open(fileobj=io.BytesIO(packed({"README.txt": README}))) as archive:
        names = archive.getnames()
        assert archive.getmember("case-sample/data/README.txt").mtime == NOW // 1000
    assert names[0] == "case-sample/bagit.txt"
    assert names[-1] == "case-sample/signature.json"


def test_bagit_accepts_it(tmp_path: Path) -> None:
    write_out(
        packed({"README.txt": README, "documents/ö é.txt": b"x"}, Contact_Name="A: b"), tmp_path
    )
    command = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", "case-sample"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "is valid" in done.stderr


def write_out(untrusted: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(untrusted)) as archive:
        for member in archive:
            path = folder / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            source = archive.extractfile(member)
            assert source is not None
            path.write_bytes(source.read())


def test_the_makers_of_hostile_bundles_start_from_a_good_one() -> None:
    assert unpacked(tar(GOOD.pieces()))[0] == {"README.txt": README}


@pytest.mark.parametrize("name", TARS)
def test_hostile_tars_are_refused(name: str) -> None:
    make, sentence = TARS[name]
    with pytest.raises(BundleRefused, match=sentence) as caught:
        unpacked(make(GOOD))
    shown = caught.value.sentence
    assert shown.isprintable()
    assert len(shown) < 250
    assert caught.value.next_step


@pytest.mark.parametrize("size", [1, 511, 513, 4000])
def test_a_tar_cut_anywhere_is_refused(size: int) -> None:
    whole = tar(GOOD.pieces())
    for cut in range(size, len(whole) - 1, 997):
        with pytest.raises(BundleRefused):
            unpacked(whole[:cut])


def test_no_flipped_bit_of_the_tar_changes_what_is_read() -> None:
    """Times, owners and modes mean nothing here; all else is covered by a checksum or a hash."""
    whole = tar(GOOD.pieces())
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        try:
            payload, verified = unpacked(bytes(changed))
        except BundleRefused:
            continue
        assert payload == {"README.txt": README}
        assert verified.signature != verified.tag_manifest.encode() or changed == whole


def test_limits_hold() -> None:
    def refused(payload: Iterable[tuple[str, bytes]], limits: Limits) -> None:
        with pytest.raises(BundleRefused, match="more than this vault accepts"):
            unpacked(packed(dict(payload)), limits)

    refused([("a", bytes(2000))], replace(DEFAULT, payload=1000))
    refused([(str(n), b"") for n in range(20)], replace(DEFAULT, files=20))
