# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk fails at any call, once or from then on: a clear error, nothing lost, and it works again
when the disk does.

The calls fail for real: strace(1) answers them in place of the kernel, for SQLite, Python and Rust.
"""

import random
import shutil
from pathlib import Path

import pytest

from casefile.casework import notes
from casefile.records.kinds import Note
from casefile.store import reading
from casefile.vault import backup, header, recovery
from casefile.vault.vault import Vault
from casefile.vault.verify import verify
from tests.bundle import world
from tests.conftest import Times
from tests.endurance.care import Nursery
from tests.endurance.deeds import Place, rotated
from tests.vault.scene import CASE, EVERYTHING, PASSPHRASE

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None, reason="the program strace, which lets calls fail, is missing"
)

FULL = ("write", "pwrite64", "mkdir", "rename", "openat")  # calls that may find no space
DEEDS = {  # and how many of their faults are tried in the short form
    "line": 8, "document": 8, "sheet": 4, "passphrase": 2, "backup": 8, "export": 4, "import": 4,
    "open": 6, "rotation": 4,
}  # fmt: skip

SHARES = [(deed, 0) for deed in DEEDS] + [("rotation", share) for share in range(1, 4)]
"""Of each deed all its faults; those of the longest in parts that run side by side."""


def equipped(deed: str, place: Place, tmp_path: Path) -> Place:
    """With what the deed works on."""
    if deed in ("passphrase", "rotation"):
        return Place(place.folder, place.key, place.vault, (PASSPHRASE, "another"))
    if deed == "open":
        names = [str(tmp_path / f"{number}.casefile") for number in range(3)]
        files = tuple(str(shutil.copytree(place.folder, name)) for name in names)
        return Place(place.folder, place.key, place.vault, files)
    if deed == "import":
        return Place(place.folder, place.key, place.vault, bundles(place, tmp_path))
    return place


def bundles(place: Place, tmp_path: Path) -> tuple[str, ...]:
    """Three cases from a colleague."""
    with place.open() as own, world.vault_of(tmp_path, "Ann") as ann:
        samples = [world.fill(ann) for _number in range(3)]
        return tuple(
            str(world.handed(ann, sample.case, own, tmp_path / f"{number}.casebundle"))
            for number, sample in enumerate(samples)
        )


def cases(calls: dict[str, int]) -> list[list[str]]:
    """The rules for strace: each call fails once, or that and all of its kind after it; at last all
    that may find no space fail together."""
    found = []
    for call, count in sorted(calls.items()):
        for number in range(1, count + 1):
            for error in ("EIO", "ENOSPC") if call in FULL else ("EIO",):
                found += [[f"{call}:error={error}:when={number}{more}"] for more in ("", "+")]
    for number in range(1, max(calls.get(call, 0) for call in FULL) + 1):
        found.append([f"?{call}:error=ENOSPC:when={number}+" for call in FULL])
    return found


@pytest.mark.bar(4, "every call fails")
@pytest.mark.parametrize(("deed", "share"), SHARES)
def test_the_disk_fails_at_any_call(
    nurse: Nursery, place: Place, tmp_path: Path, times: Times, deed: str, share: int
) -> None:
    pattern = tmp_path / "pattern"
    pattern.mkdir()
    place = equipped(deed, place, pattern)
    faults = cases(rehearsed(nurse, deed, place, tmp_path / "rehearsal"))
    of = [one for one, _share in SHARES].count(deed)
    mine = range(share, len(faults), of)
    for number in random.Random(5).sample(mine, times(DEEDS[deed] // of, long=len(mine))):
        scene = tmp_path / str(number)
        copy = moved(place, pattern.parent, scene)
        ends, _calls = nurse.fault(deed, copy, faults[number])
        check(deed, copy, faults[number], ends)
        shutil.rmtree(scene)


def rehearsed(nurse: Nursery, deed: str, place: Place, scene: Path) -> dict[str, int]:
    """How often each call is made where none fails."""
    copy = moved(place, scene.parent, scene)
    ends, calls = nurse.fault(deed, copy, [])
    check(deed, copy, [], ends)
    shutil.rmtree(scene)
    assert calls
    return calls


def moved(place: Place, root: Path, scene: Path) -> Place:
    """A copy of the vault and of all that its deed works on, in a folder of their own."""
    scene.mkdir()

    def copied(path: str) -> str:
        if not Path(path).exists():
            return path  # a passphrase
        target = scene / Path(path).name
        copy = shutil.copytree if Path(path).is_dir() else shutil.copy2
        return str(copy(path, target))

    files = tuple(map(copied, place.files))
    return Place(copied(place.folder), place.key, place.vault, files)


def check(deed: str, place: Place, rules: list[str], ends: list[list[str]]) -> None:
    """It ended well or in a sentence, went on when the disk did, and all that was said is so."""
    told = f"{deed} {rules}: {ends}"
    assert (ends[0][0], ends[2][0]) == ("done", "done"), told
    refusals = ["StorageFailed"]
    if "pread64" in str(rules):
        refusals.append("VaultDamaged")
    if deed == "import" and "'read:" in str(rules):
        refusals.append("SourceFailed")  # the disk that the bundle is on
    assert ends[1][0] == "done" or (ends[1][0] == "refused" and ends[1][1] in refusals), told
    assert rules or ends[1][0] == "done", told
    acknowledged = [end[1] for end in ends if end[0] == "done"]
    with rotated(place) if deed == "rotation" else place.open() as vault:
        assert verify(vault).problems == (), told
        KEPT[deed](vault, acknowledged)
        notes.log(vault, CASE, "It goes on.")
    left = [path.name for path in Path(place.folder).parent.rglob("*.tmp")]
    assert left == [], told
    assert {path.name for path in Path(place.folder).iterdir()} <= EVERYTHING | {"vault.db-journal"}


def lines_are_kept(vault: Vault, acknowledged: list[str]) -> None:
    texts = [note.text for note in reading.records(vault.store, Note, CASE)]
    assert set(acknowledged) <= set(texts)
    assert len(texts) == len(set(texts))
    assert len(texts) - 5 in (len(acknowledged), 3)  # one that was refused may be there


def documents_are_kept(vault: Vault, acknowledged: list[str]) -> None:
    for digest in acknowledged:
        assert vault.attachments.check(digest) == 160_000


def the_passphrase_opens(vault: Vault, acknowledged: list[str]) -> None:
    assert header.unlock(header.load(vault.folder), acknowledged[-1])


def the_sheet_opens(vault: Vault, acknowledged: list[str]) -> None:
    found = header.load(vault.folder)
    assert header.unlock(found, PASSPHRASE)
    assert header.unlock(found, recovery.secret_of(acknowledged[-1]))


def the_backup_is_whole(vault: Vault, acknowledged: list[str]) -> None:
    made = Path(acknowledged[-1])
    again = vault.folder.with_name("again.casefile")
    with backup.restore(made, again, PASSPHRASE) as restored:
        assert verify(restored).problems == ()


def the_bundles_are_whole(vault: Vault, acknowledged: list[str]) -> None:
    for path in acknowledged:
        assert len(world.payload(Path(path), world.secret(vault))) > 3


def the_cases_are_here(vault: Vault, acknowledged: list[str]) -> None:
    assert len(reading.cases(vault.store)) == 1 + len(acknowledged)


def the_vaults_open(vault: Vault, acknowledged: list[str]) -> None:
    again = {"key": vault.data_key.spec, "vault": vault.id}
    for path in acknowledged:
        with Place(path, **again).open() as other:
            assert verify(other).problems == ()


KEPT = {
    "line": lines_are_kept, "document": documents_are_kept, "sheet": the_sheet_opens,
    "passphrase": the_passphrase_opens, "rotation": the_passphrase_opens,
    "backup": the_backup_is_whole, "export": the_bundles_are_whole,
    "import": the_cases_are_here, "open": the_vaults_open,
}  # fmt: skip
