# SPDX-License-Identifier: GPL-3.0-or-later
"""In: bundles that arrive once, again, out of order, from both sides, or half."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from msgspec.structs import replace as changed

from casefile.base.errors import BundleRefused, Cancelled, NotFound, StorageFailed
from casefile.base.ids import new_id
from casefile.bundle import parts, receive
from casefile.bundle.limits import DEFAULT
from casefile.casework import exchange
from casefile.journal.entry import Entry, make
from casefile.journal.operations import Drop, Operation, Put
from casefile.records.kinds import Case, Document, Note, Party
from casefile.records.values import Audience
from casefile.store import merging, reading
from casefile.store.local import put_author
from casefile.vault.vault import Vault, open_vault
from tests.bundle import world
from tests.bundle.world import Sample, Ticking, files, handed, moment, put, secret, state, taken
from tests.hostile.envelopes import light

DAY = 24 * 3600 * 1000


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Vault]:
    with world.vault_of(tmp_path, "Ann") as one:
        yield one


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Vault]:
    with world.vault_of(tmp_path, "Ben") as one:
        yield one


@pytest.fixture
def sample(ann: Vault) -> Sample:
    return world.fill(ann)


@pytest.fixture
def bundle(ann: Vault, ben: Vault, sample: Sample, tmp_path: Path) -> Path:
    return handed(ann, sample.case, ben, tmp_path / "first.casebundle", audience=Audience.PRIVATE)


def note(one: Vault, sample: Sample, text: str) -> Note:
    made = Note(id=new_id(one.clock), case=sample.case, event_at=moment(), text=text)
    put(one, made)
    return made


def test_inspecting_tells_what_is_in_it(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path
) -> None:
    told: list[tuple[int, int]] = []
    looked = receive.inspect(bundle, keys=[secret(ben)], progress=lambda *at: told.append(at))
    assert (looked.case, looked.title) == (sample.case, "Дело Елены Харьковой")
    assert (looked.sender, looked.audience) == (ann.identity.card(), Audience.PRIVATE)
    assert (looked.documents, looked.entries, looked.release) == (2, 2, 1)
    assert looked.mergeable
    assert told == sorted(told)
    assert told[-1][0] <= told[-1][1] == bundle.stat().st_size


def test_receiving_touches_nothing_of_the_case(ben: Vault, bundle: Path, sample: Sample) -> None:
    before = files(ben.folder)
    review = receive.receive(ben, bundle)
    assert reading.cases(ben.store) == []
    assert {path for path in files(ben.folder) if "staging-" not in path} == set(before)
    receive.discard(ben, review)
    receive.discard(ben, review)
    assert files(ben.folder) == before


def test_the_review_says_what_would_come(ann: Vault, ben: Vault, bundle: Path) -> None:
    review = receive.receive(ben, bundle)
    assert review.is_new_case
    assert not review.sender_known
    assert (review.sender.name, review.title) == ("Ann", "Дело Елены Харьковой")
    assert (review.entries, review.new_entries, review.documents) == (2, 2, 2)
    assert review.changed == {
        "case": 1, "document": 2, "event": 1, "hearing": 1, "note": 1, "party": 1,
    }  # fmt: skip
    assert (review.conflicts, review.forks, review.ahead, review.missing) == ((), (), (), {})
    assert (review.withheld, review.erasures, review.completed) == (0, 0, 0)
    receive.accept(ben, review)
    again = receive.receive(ben, bundle)
    assert again.sender_known
    assert not again.is_new_case


def test_an_empty_vault_becomes_equal(ann: Vault, ben: Vault, sample: Sample, bundle: Path) -> None:
    came = taken(ben, bundle)
    assert (came.new, came.known) == (2, 0)
    assert state(ben, sample.case) == state(ann, sample.case)
    for digest, data in zip(sample.documents, (world.PDF, world.SCAN), strict=True):
        assert ben.attachments.read(digest) == data
    assert reading.authors(ben.store)[ann.identity.author_id] == ann.identity.card()


def test_three_times_is_once(ben: Vault, sample: Sample, bundle: Path) -> None:
    taken(ben, bundle)
    first, held = state(ben, sample.case), list(ben.attachments.folder.iterdir())
    for _ in range(2):
        came = taken(ben, bundle)
        assert (came.new, came.known, came.touched) == (0, 2, {})
    assert state(ben, sample.case) == first
    assert list(ben.attachments.folder.iterdir()) == held


def test_an_older_bundle_after_a_newer_one_changes_nothing(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    note(ann, sample, "newer")
    taken(ben, handed(ann, sample.case, ben, tmp_path / "2", audience=Audience.PRIVATE))
    after = state(ben, sample.case)
    review = receive.receive(ben, bundle)
    assert (review.new_entries, review.changed) == (0, {})
    receive.accept(ben, review)
    assert state(ben, sample.case) == after


def test_both_sides_change_and_become_equal(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    hers, his = note(ann, sample, "hers"), note(ben, sample, "his")
    party = reading.record(ann.store, sample.party, Party)
    put(ann, changed(party, position="accused"))
    put(ben, changed(party, position="witness", affiliation="LLP"))
    to_ben = handed(ann, sample.case, ben, tmp_path / "a", audience=Audience.PRIVATE)
    to_ann = handed(ben, sample.case, ann, tmp_path / "b", audience=Audience.PRIVATE)
    review = receive.receive(ben, to_ben)
    assert review.changed == {"note": 1, "party": 1}
    conflict = review.conflicts[0]
    assert (conflict.record, conflict.field) == (sample.party, "position")
    assert {one.value for one in conflict.values} == {"accused", "witness"}
    assert reading.conflicts(ben.store, sample.case) == []
    receive.accept(ben, review)
    assert taken(ann, to_ann).conflicts == tuple(reading.conflicts(ben.store, sample.case))
    assert state(ann, sample.case) == state(ben, sample.case)
    for one in (ann, ben):
        assert {hers.id, his.id} <= {n.id for n in reading.records(one.store, Note, sample.case)}
        assert reading.record(one.store, sample.party, Party).affiliation == "LLP"


def test_settling_a_conflict_travels(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    party = reading.record(ann.store, sample.party, Party)
    put(ann, changed(party, position="accused"))
    put(ben, changed(party, position="witness"))
    taken(ann, handed(ben, sample.case, ann, tmp_path / "b"))
    assert len(reading.conflicts(ann.store, sample.case)) == 1
    put(ann, changed(party, position="defendant"))
    assert taken(ben, handed(ann, sample.case, ben, tmp_path / "a")).conflicts == ()
    assert reading.record(ben.store, sample.party, Party).position == "defendant"


def test_a_third_vault_gets_both_through_one(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    note(ben, sample, "his")
    with world.vault_of(tmp_path, "Cem") as cem:
        taken(cem, handed(ben, sample.case, cem, tmp_path / "c", audience=Audience.PRIVATE))
        assert state(cem, sample.case) == state(ben, sample.case)
        assert {a.name for a in reading.authors(cem.store).values()} == {"Ann", "Ben", "Cem"}


def test_what_was_withheld_arrives_later(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, handed(ann, sample.case, ben, tmp_path / "p", audience=Audience.PARTNERS))
    assert reading.find(ben.store, sample.secret) is None
    review = receive.receive(ben, bundle)
    assert (review.new_entries, review.completed > 0) == (0, True)
    receive.accept(ben, review)
    assert state(ben, sample.case)["records"] == state(ann, sample.case)["records"]


def test_and_is_not_lost_again_by_a_poorer_copy(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    before = state(ben, sample.case)
    review = receive.receive(
        ben, handed(ann, sample.case, ben, tmp_path / "p", audience=Audience.PARTNERS)
    )
    assert review.withheld > 0
    assert receive.accept(ben, review).touched == {}
    assert state(ben, sample.case) == before


def test_erasure_travels(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    with ann.edit(sample.case) as edit:
        edit.erase([sample.note])
    review = receive.receive(ben, handed(ann, sample.case, ben, tmp_path / "e"))
    assert review.erasures > 0
    assert "Backups made before keep" in exchange.cautions(review)[0]
    receive.accept(ben, review)
    assert reading.find(ben.store, sample.note) is None
    taken(ben, bundle)
    assert reading.find(ben.store, sample.note) is None


def test_a_vault_that_was_copied_forks_and_both_say_so(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    copy_vault(ann, tmp_path / "copy.casefile")
    note(ann, sample, "on the laptop")
    with open_vault(
        tmp_path / "copy.casefile", world.PASSPHRASE, clock=Ticking(world.NOW + DAY)
    ) as twin:
        note(twin, sample, "on the desktop")
        second = handed(twin, sample.case, ben, tmp_path / "twin")
    taken(ben, handed(ann, sample.case, ben, tmp_path / "own"))
    before = state(ben, sample.case)
    review = receive.receive(ben, second)
    assert review.forks == (ann.identity.author_id,)
    assert "Ann wrote in two copies of one vault." in exchange.cautions(review)[0]
    assert receive.accept(ben, review).new == 0
    assert state(ben, sample.case) == before
    back = handed_from_copy(tmp_path, sample, ann)
    with pytest.raises(BundleRefused, match=r"under your own name.*a copy of your vault"):
        receive.receive(ann, back)


def copy_vault(one: Vault, place: Path) -> None:
    shutil.copytree(one.folder, place)
    (place / "lock").unlink(missing_ok=True)


def handed_from_copy(tmp_path: Path, sample: Sample, to: Vault) -> Path:
    with open_vault(tmp_path / "copy.casefile", world.PASSPHRASE, clock=Ticking()) as twin:
        return handed(twin, sample.case, to, tmp_path / "back")


def test_a_fork_elsewhere_does_not_bar_the_case_for_others(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    """Cem has seen the other branch of Ann's chain; what he wrote on it can still be handed on."""
    taken(ben, bundle)
    copy_vault(ann, tmp_path / "copy.casefile")
    note(ann, sample, "on the laptop")
    with (
        world.vault_of(tmp_path, "Cem", Ticking(world.NOW + 2 * DAY)) as cem,
        world.vault_of(tmp_path, "Dora", Ticking(world.NOW + 3 * DAY)) as dora,
    ):
        with open_vault(
            tmp_path / "copy.casefile", world.PASSPHRASE, clock=Ticking(world.NOW + DAY)
        ) as twin:
            note(twin, sample, "on the desktop")
            note(twin, sample, "and once more")
            taken(cem, handed(twin, sample.case, cem, tmp_path / "1"))
        note(cem, sample, "seen by Cem")
        taken(ben, handed(ann, sample.case, ben, tmp_path / "2"))
        review = receive.receive(ben, handed(cem, sample.case, ben, tmp_path / "3"))
        assert review.forks == (ann.identity.author_id,)
        assert receive.accept(ben, review).new == 1
        last = receive.receive(dora, handed(ben, sample.case, dora, tmp_path / "4"))
        assert last.missing == {ann.identity.author_id: 4}
        assert receive.accept(dora, last).new == 4


def test_entries_from_the_future_are_shown(ann: Vault, ben: Vault, tmp_path: Path) -> None:
    with world.vault_of(tmp_path, "Eve", Ticking(4_070_908_800_000)) as eve:  # 2099
        case = new_id()
        put(eve, Case(id=case, case=case, title="t"))
        latest = ben.store.latest
        review = receive.receive(ben, handed(eve, case, ben, tmp_path / "x"))
    assert [head.seq for head in review.ahead] == [1]
    assert ben.store.latest == latest


def test_a_bundle_for_others_can_not_even_be_opened(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    path = handed(ann, sample.case, ann, tmp_path / "x")
    with pytest.raises(BundleRefused, match="not sealed to your key"):
        receive.receive(ben, path)


def test_one_that_was_passed_on_in_a_new_envelope_is_refused(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    path = handed(ann, sample.case, ann, tmp_path / "x")
    plain = world.plaintext(path, secret(ann))
    path.write_bytes(pyrage.encrypt(plain, [ben.identity.age_key.to_public()]))
    with pytest.raises(BundleRefused, match="made for others") as caught:
        receive.receive(ben, path)
    assert "Ann" in caught.value.next_step
    path.write_bytes(light(plain, "word"))
    with pytest.raises(BundleRefused, match="made for others"):
        receive.inspect(path, passphrase="word")


def test_files_that_can_not_be_read(ben: Vault, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(NotFound, match="There is no file"):
            receive.receive(ben, path)
    assert not [path for path in files(ben.folder) if "staging-" in path]


def test_a_disk_that_fails_while_reading_is_told(
    ben: Vault, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    failing = Failing(bundle.read_bytes())
    with monkeypatch.context() as disk:
        disk.setattr(Path, "open", lambda self, mode: failing)
        with pytest.raises(StorageFailed, match="Input/output error"):
            receive.inspect(bundle, keys=[secret(ben)])


def test_whoever_stops_it_finds_everything_as_it_was(ben: Vault, bundle: Path) -> None:
    before = files(ben.folder)

    def stop(done: int, total: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        receive.receive(ben, bundle, progress=stop)
    assert files(ben.folder) == before


def test_killed_between_documents_and_commit_the_case_is_as_before(
    ben: Vault, bundle: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What adopting left lies there unnamed, and is set aside when the vault is next opened."""

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    review = receive.receive(ben, bundle)
    monkeypatch.setattr(receive, "append", kill)
    with pytest.raises(Killed):
        receive.accept(ben, review)
    assert reading.cases(ben.store) == []
    assert ben.attachments.has(sample.documents[0])
    folder = ben.folder
    ben.close()
    with open_vault(folder, world.PASSPHRASE) as again:
        assert not again.attachments.has(sample.documents[0])
        monkeypatch.setattr(receive, "append", merging.append)
        assert taken(again, bundle).new == 2


def test_a_colleague_s_withdrawals_are_shown_and_the_case_stays(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    withdrawal = make_entry(
        ben, sample.case, "01f0000000000000",
        Drop("case", sample.case), Drop("note", sample.note), Drop("note", sample.note),
    )  # fmt: skip
    merging.append(ben.store, [withdrawal], {ben.author.id: ben.author.public_key})
    back = handed(ben, sample.case, ann, tmp_path / "back", audience=Audience.PRIVATE)
    review = receive.receive(ann, back)
    assert review.withdrawn == {"case": 1, "note": 1}
    receive.accept(ann, review)
    assert [case.id for case in reading.cases(ann.store)] == [sample.case]
    assert reading.records(ann.store, Note, sample.case) == []


@pytest.mark.parametrize("kind", ["note", "verse"])
def test_an_entry_dated_back_before_a_line_of_mine_is_refused(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path, kind: str
) -> None:
    """It would take the line's place in the log, or pass for its author."""
    taken(ben, bundle)
    forged = make_entry(ben, sample.case, f"{1:016x}", Put(kind, sample.note, "starred", True))
    merging.append(ben.store, [forged], {ben.author.id: ben.author.public_key})
    back = handed(ben, sample.case, ann, tmp_path / "back", audience=Audience.PRIVATE)
    before = state(ann, sample.case)
    with pytest.raises(BundleRefused, match=r"Entry 1 of .* is dated back"):
        receive.receive(ann, back)
    assert state(ann, sample.case) == before


def make_entry(one: Vault, case: str, time: str, *operations: Operation) -> Entry:
    """The first entry of someone who keeps to no rules but those of form."""
    author = one.author
    return make(case, author.id, 1, None, time, {}, operations, bytes(32), author.sign)


def test_a_vault_that_stops_while_a_review_waits_forgets_it(ben: Vault, bundle: Path) -> None:
    receive.receive(ben, bundle)
    folder = ben.folder
    ben.close()
    with open_vault(folder, world.PASSPHRASE):
        assert not [path for path in files(folder) if "staging-" in path]


def test_one_can_go_on_writing_while_a_review_waits(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path, tmp_path: Path
) -> None:
    taken(ben, bundle)
    note(ann, sample, "hers")
    review = receive.receive(ben, handed(ann, sample.case, ben, tmp_path / "2"))
    mine = note(ben, sample, "mine")
    assert receive.accept(ben, review).new == 1
    assert mine in reading.records(ben.store, Note, sample.case)


def test_a_document_that_no_record_names_is_refused(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = ann.attachments.add(io.BytesIO(b"stray"))
    stray = Document(id=sample.note, case=sample.case, title="stray", sha256=kept.sha256)
    real = parts.documents
    monkeypatch.setattr(parts, "documents", lambda found, kept: real([*found, stray], kept))
    path = handed(ann, sample.case, ben, tmp_path / "x")
    with pytest.raises(BundleRefused, match="no record of the case names"):
        receive.receive(ben, path)


def test_a_huge_readable_copy_is_not_looked_into(ben: Vault, bundle: Path) -> None:
    review = receive.receive(ben, bundle, limits=replace(DEFAULT, dossier=10))
    assert receive.accept(ben, review).new == 2


def test_names_of_people_are_kept_as_first_met(
    ann: Vault, ben: Vault, sample: Sample, bundle: Path
) -> None:
    """An older card of the same person, replayed, does not turn the newer one back."""
    taken(ben, bundle)
    newer = replace(ann.identity, name="Ann Newname").card()
    put_author(ben.store, newer)
    taken(ben, bundle)
    assert reading.authors(ben.store)[ann.identity.author_id] == newer
