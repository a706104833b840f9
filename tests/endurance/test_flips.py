# SPDX-License-Identifier: GPL-3.0-or-later
"""A bit falls over in any file of the vault: it is found, or changes nothing that can be read."""

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casefile.base.errors import CasefileError, NotAVault
from casefile.vault import header
from casefile.vault.vault import open_vault
from casefile.vault.verify import verify
from tests.conftest import Times
from tests.endurance.deeds import Place
from tests.vault.scene import PASSPHRASE, contents


@contextmanager
def flipped(place: Place, path: Path, bits: dict[int, int], scene: Path) -> Iterator[Place]:
    """A copy of the vault in which these bits of one file (byte: mask) are the other way. What a
    vault never writes in place is linked."""
    for source in Path(place.folder).rglob("*"):
        target = scene / source.relative_to(place.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source == path:
            data = bytearray(source.read_bytes())
            for at, mask in bits.items():
                data[at] ^= mask
            target.write_bytes(data)
        elif source.name.startswith("vault.db"):
            shutil.copyfile(source, target)
        elif source.is_file():
            os.link(source, target)
    yield Place(str(scene), place.key, place.vault)
    shutil.rmtree(scene)


def harmless(place: Place, true: object, *, by_header: bool) -> bool:
    """Whether it opens and is well; then it must hold what it held. Else it was found."""
    folder = Path(place.folder)
    try:
        with open_vault(folder, PASSPHRASE) if by_header else place.open() as vault:
            if not verify(vault).ok:
                return False
            assert contents(vault) == true
    except NotAVault:
        raise
    except CasefileError:
        return False
    return True


@pytest.fixture
def true(place: Place) -> object:
    with place.open() as vault:
        return contents(vault)


@pytest.mark.bar(5, "random bits")
def test_a_bit_that_falls_over_is_found_or_harmless(
    place: Place, true: object, tmp_path: Path, times: Times
) -> None:
    chance = random.Random(4)
    files = sorted(path for path in Path(place.folder).rglob("*") if path.stat().st_size)
    files = [path for path in files if path.is_file()]
    found = 0
    for number in range(times(40, long=10_000)):
        path = chance.choice(files)
        at, mask = chance.randrange(path.stat().st_size), 1 << chance.randrange(8)
        with flipped(place, path, {at: mask}, tmp_path / f"{number}.casefile") as bad:
            well = harmless(bad, true, by_header=path.name in header.NAMES)
        found += not well
        if path.suffix in (".db", ".age"):  # all of them is sealed
            assert not well, (path.name, at, mask)
    assert found


@pytest.mark.bar(5, "bytes of the headers")
def test_any_byte_of_a_header_may_be_wrong(
    place: Place, true: object, tmp_path: Path, times: Times
) -> None:
    chance = random.Random(5)
    paths = [Path(place.folder) / name for name in header.NAMES]
    bytes_ = [(path, at) for path in paths for at in range(path.stat().st_size)]
    for path, at in chance.sample(bytes_, times(8, long=len(bytes_))):
        mask = 1 << chance.randrange(8)
        with flipped(place, path, {at: mask}, tmp_path / "bad.casefile") as bad:
            assert harmless(bad, true, by_header=True), (
                path.name,
                at,
                mask,
            )  # the other one stands in
            assert header.load(Path(bad.folder)).settled
