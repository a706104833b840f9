# SPDX-License-Identifier: GPL-3.0-or-later
"""Every hostile bundle is refused with its sentence, and the vault is as it was, byte for byte."""

import io
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest

from casefile.base.errors import BundleRefused
from casefile.bundle import receive
from casefile.bundle.bag import Unpacker
from casefile.bundle.limits import DEFAULT
from casefile.bundle.statement import Statement, sign
from casefile.journal.entry import encode
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.bundle import world
from tests.hostile.bundles import SEALED, SIGNED, TARS, Bag, Kit, tar
from tests.hostile.people import Person, person

SECONDS = 10
GROWTH = 200 * 2**20


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Vault, Vault, Kit]]:
    """Ann who sends, Ben who holds the case already, and Ann's bundle taken apart."""
    folder = tmp_path_factory.mktemp("people")
    with world.vault_of(folder, "Ann") as ann, world.vault_of(folder, "Ben") as ben:
        sample = world.fill(ann)
        path = world.handed(ann, sample.case, ben, folder / "good", audience=Audience.PRIVATE)
        world.taken(ben, path)
        yield ann, ben, kit(ann, ben, path)


def kit(ann: Vault, ben: Vault, path: Path) -> Kit:
    bag = Unpacker(io.BytesIO(world.plaintext(path, world.secret(ben))), DEFAULT)
    payload = {part.name: part.read() for part in bag.payload()}
    case = bag.info["External-Identifier"]
    recipients = (world.recipient(ben), world.recipient(ann))

    def state(digest: str, **changes: Any) -> bytes:
        said = {"case": case, "release": 1, "made_at": world.NOW, "recipients": recipients}
        statement = Statement(**{"tag_manifest": digest, **said, **changes})
        return sign(statement, ann.identity.card(), ann.identity.sign)

    return Kit(
        bag=Bag({k: v for k, v in bag.info.items() if k != "Payload-Oxum"}, payload, state),
        sender=Person(ann.identity, case, list(reading.entries(ann.store, case))),
        stranger=person("Stranger", case),
        seal=lambda plain: pyrage.encrypt(plain, [ben.identity.age_key.to_public()]),
        state=state,
    )


def refused(ben: Vault, untrusted: bytes, sentence: str, path: Path) -> None:
    """Refused in time and memory, the vault untouched, by the inspection too or let through."""
    path.write_bytes(untrusted)
    before = world.files(ben.folder)
    started = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(BundleRefused, match=sentence) as caught:
            receive.receive(ben, path)
        assert tracemalloc.get_traced_memory()[1] < GROWTH
    finally:
        tracemalloc.stop()
    assert time.monotonic() - started < SECONDS
    assert caught.value.next_step
    assert len(caught.value.sentence) < 300
    assert caught.value.sentence.isprintable()
    assert world.files(ben.folder) == before


def test_the_good_one_is_good(people: tuple[Vault, Vault, Kit], tmp_path: Path) -> None:
    _ann, ben, one = people
    path = tmp_path / "x"
    path.write_bytes(one.seal(tar(one.bag.pieces())))
    before = world.files(ben.folder)
    review = receive.receive(ben, path)
    assert (review.new_entries, review.sender.name) == (0, "Ann")
    receive.discard(ben, review)
    assert world.files(ben.folder) == before


@pytest.mark.parametrize("name", TARS)
@pytest.mark.bar(8, "bundles")
def test_hostile_tars(name: str, people: tuple[Vault, Vault, Kit], tmp_path: Path) -> None:
    make, sentence = TARS[name]
    _ann, ben, one = people
    refused(ben, one.seal(make(one.bag)), sentence, tmp_path / "x")


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.bar(8, "bundles")
def test_hostile_contents(name: str, people: tuple[Vault, Vault, Kit], tmp_path: Path) -> None:
    make, sentence = SIGNED[name]
    _ann, ben, one = people
    refused(ben, one.seal(make(one)), sentence, tmp_path / "x")


@pytest.mark.parametrize("name", SEALED)
@pytest.mark.bar(8, "bundles")
def test_hostile_envelopes(name: str, people: tuple[Vault, Vault, Kit], tmp_path: Path) -> None:
    make, sentence = SEALED[name]
    _ann, ben, one = people
    refused(ben, make(one.seal(tar(one.bag.pieces()))), sentence, tmp_path / "x")


def test_my_own_chain_altered(people: tuple[Vault, Vault, Kit], tmp_path: Path) -> None:
    """Someone who got hold of Ben's key writes in his name."""
    _ann, ben, one = people
    thief = Person(ben.identity, one.sender.case)
    entry = thief.write(at=world.NOW + 10**6)
    cards = msgspec.json.encode([one.sender.card, thief.card])
    made = one.journal([*one.lines(), encode(entry)], **{"authors.json": cards})
    refused(ben, one.seal(made), "under your own name", tmp_path / "x")


def test_an_unknown_signer_is_shown_as_such(
    people: tuple[Vault, Vault, Kit], tmp_path: Path
) -> None:
    """Not refused: whoever hands a case on need not have written in it. It is the person who
    receives it that has to know them."""
    _ann, ben, one = people
    other = one.stranger.identity

    def by_other(digest: str) -> bytes:
        said = Statement(
            tag_manifest=digest, case=one.sender.case, release=1, made_at=world.NOW,
            recipients=(world.recipient(ben),),
        )  # fmt: skip
        return sign(said, other.card(), other.sign)

    path = tmp_path / "x"
    path.write_bytes(one.seal(tar(replace(one.bag, sign=by_other).pieces())))
    review = receive.receive(ben, path)
    assert (review.sender.name, review.sender_known) == ("Stranger", False)
    receive.discard(ben, review)


def test_an_entry_from_2099_is_shown_as_such(
    people: tuple[Vault, Vault, Kit], tmp_path: Path
) -> None:
    _ann, ben, one = people
    path = tmp_path / "x"
    entry = one.sender.copy().write(at=4_070_908_800_000)
    path.write_bytes(one.seal(one.adding(entry)))
    before = world.files(ben.folder)
    review = receive.receive(ben, path)
    assert [head.hash for head in review.ahead] == [entry.hash]
    receive.discard(ben, review)
    assert world.files(ben.folder) == before
