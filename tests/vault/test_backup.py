# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups count only when they are whole, the right ones stay, and the way back is drilled."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from casefile.base.errors import (
    Cancelled,
    NotFound,
    StorageFailed,
    VaultDamaged,
    VaultExists,
    WrongPassphrase,
)
from casefile.casework import aligned, exchange, hearings, history, logs, notes, undo
from casefile.journal.entry import encode
from casefile.records.kinds import Document, Note
from casefile.store import reading
from casefile.store.local import put_author, save_draft, set_local
from casefile.vault import backup, drill, header, identity, shelf
from casefile.vault.backup import back_up, place_of, restore
from casefile.vault.rewrap import change_passphrase
from casefile.vault.shelf import Backup, found, keepers
from casefile.vault.vault import Vault, open_vault
from casefile.vault.verify import verify
from tests.conftest import Times
from tests.vault.scene import CASE, NEEDLE, PASSPHRASE, add_document, kill, log, python, snapshot


@pytest.fixture
def vault(closed: Path) -> Iterator[Vault]:
    with open_vault(closed, PASSPHRASE) as opened:
        yield opened


def texts(vault: Vault) -> list[str]:
    return [note.text for note in reading.records(vault.store, Note, CASE)]


def test_a_restored_vault_has_everything_and_is_sound(vault: Vault, tmp_path: Path) -> None:
    made = back_up(vault)
    before = texts(vault)
    vault.close()
    shutil.rmtree(vault.folder)
    with restore(made.folder, vault.folder, PASSPHRASE) as again:
        assert texts(again) == before
        assert verify(again).problems == ()
        for document in reading.records(again.store, Document, CASE):
            assert again.attachments.check(document.sha256) == document.size
        assert again.identity.name == NEEDLE
    with open_vault(vault.folder, PASSPHRASE) as reopened:
        assert texts(reopened) == before


def test_a_restored_vault_never_forks_its_author(vault: Vault, tmp_path: Path) -> None:
    """What was logged after the backup came to a colleague; nothing clashes when it comes back."""
    made = back_up(vault)
    log(vault, "after the backup")
    bundle = tmp_path / "after.casebundle"
    exchange.export_case(
        vault, CASE, bundle, exchange.Sealing(recipients=[vault.identity.card().age_recipient])
    )
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        assert again.identity.author_id != vault.identity.author_id
        log(again, "on the restored one")
        review = exchange.review_bundle(again, bundle)
        assert not review.forks
        exchange.accept(again, review)
        assert {"after the backup", "on the restored one"} <= set(texts(again))
        assert verify(again).ok


def test_what_was_written_before_the_restore_is_ones_own(vault: Vault, tmp_path: Path) -> None:
    hearing = hearings.start_hearing(vault, CASE).id
    written = notes.log(vault, CASE, "before the backup", hearing=hearing).note
    made = back_up(vault)
    notes.log(vault, CASE, "after the backup", hearing=hearing)
    bundle = tmp_path / "after.casebundle"
    exchange.export_case(
        vault, CASE, bundle, exchange.Sealing(recipients=[vault.identity.card().age_recipient])
    )
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        assert again.own == {again.author.id, vault.author.id}
        assert notes.last_own(again, CASE, hearing) == written
        exchange.accept(again, exchange.review_bundle(again, bundle))
        notes.correct(again, written, "corrected")
        rows = logs.log_rows(again, CASE, hearing)
        assert len(rows) == 3
        assert {(row.observer, row.author) for row in rows} == {("", again.author.id)}
        assert rows[0].corrected_by
        assert [one.id for one in aligned.observers(again, CASE, hearing)] == [again.author.id]
        assert all(writer.own for writer in history.writers(again, CASE).values())
        with restore(back_up(again).folder, tmp_path / "third.casefile", PASSPHRASE) as third:
            assert third.own == {third.author.id, again.author.id, vault.author.id}


def test_the_new_key_is_vouched_for_by_the_old_one(vault: Vault, tmp_path: Path) -> None:
    made = back_up(vault)
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        cards = reading.authors(again.store)
        heir, before = cards[again.identity.author_id], cards[vault.identity.author_id]
        assert identity.handed_over(heir, before)
        assert heir.age_recipient == before.age_recipient
        stranger = identity.new_identity("Somebody else").card()
        assert not identity.handed_over(heir, stranger)
        assert not identity.handed_over(stranger, before)


def test_what_was_undone_before_does_not_confuse_the_new_chain(
    vault: Vault, tmp_path: Path
) -> None:
    undo.undo(vault, CASE)
    made = back_up(vault)
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        assert undo.undoable(again, CASE) is None
        log(again, "mine")
        undo.undo(again, CASE)
        assert "mine" not in texts(again)


def test_it_is_due_when_something_was_written(vault: Vault) -> None:
    assert backup.due(vault)
    back_up(vault)
    assert not backup.due(vault)
    log(vault, "one more")
    assert backup.due(vault)
    made = back_up(vault)
    shutil.rmtree(made.place)
    assert backup.due(vault), "the disk with the backups may be another one today"


def test_it_is_due_when_something_was_written_beside_the_journal(vault: Vault) -> None:
    entry = next(iter(reading.entries(vault.store, CASE)))

    def card() -> None:
        put_author(vault.store, identity.new_identity("Aigerim").card())

    def forked() -> None:
        vault.store.run("INSERT INTO forks VALUES (x'01', 1, 1, 0, ?)", (encode(entry),))

    def setting() -> None:
        set_local(vault.store, "log/letters", b"abc")

    def draft() -> None:
        save_draft(vault.store, CASE, "The judge")

    back_up(vault)
    for write in (card, forked, setting, draft):
        write()
        assert backup.due(vault), write
        back_up(vault)
        assert not backup.due(vault)
    drill.note_checked(vault)
    set_local(vault.store, "place", b"{}")
    assert not backup.due(vault), "where one was at a lock is nothing to keep"


def test_another_place_can_be_chosen(vault: Vault, tmp_path: Path) -> None:
    beside = vault.folder.with_name(f"{vault.folder.stem}-{vault.id[-8:]}.backups")
    assert place_of(vault) == beside
    elsewhere = tmp_path / "diský" / "Ұлт"
    backup.choose_place(vault, elsewhere)
    made = back_up(vault)
    assert made.place.parent == elsewhere
    assert found(made.place) == [made]
    backup.choose_place(vault, None)
    assert place_of(vault) == beside


def test_vaults_that_share_a_place_leave_each_other_alone(vault: Vault, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    foreign = stick / "20200101T000000Z" / "mine"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("of another program")
    backup.choose_place(vault, stick)
    made = back_up(vault)
    with restore(made.folder, tmp_path / "again.casefile", PASSPHRASE) as again:
        assert place_of(again) != place_of(vault)
        assert found(place_of(again)) == []
    assert foreign.is_file()


def test_vaults_of_like_names_have_places_of_their_own(vault: Vault, tmp_path: Path) -> None:
    names = ("Almaty.2026-04", "Almaty.2026-05", "Work", "Work.casefile")
    places = {shelf.place_for(tmp_path / name, secrets.token_hex(16), None) for name in names}
    assert len(places) == 4
    back_up(vault)
    assert found(shelf.place_for(vault.folder, "f" * 32, None)) == [], "a new one of this name"


def test_a_place_that_several_vaults_came_to_share_costs_none_of_them_a_backup(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = back_up(vault)
    shared = first.place.rename(vault.folder.with_name(f"{vault.folder.stem}.backups"))
    own = shared / first.folder.name
    foreign = Path(shutil.copytree(own, shared / "20260101T000000Z"))
    for name in header.NAMES:
        (foreign / name).write_bytes(
            header.encode(replace(header.load(own).header, vault="f" * 32))
        )
    unknown = shared / "20260101T000001Z"
    unknown.mkdir()
    under_way = shared / ".20260101T000002Z.0123abcd.new"
    under_way.mkdir()
    assert place_of(vault) == shared, "what was made under an older version goes on there"
    assert [one.folder for one in found(shared, vault.id)] == [own, unknown]
    monkeypatch.setattr(shelf, "keepers", lambda _times: set())
    made = back_up(at_time(vault, hours=1))
    assert [one.folder for one in found(shared)] == [made.folder, unknown, foreign]
    assert under_way.is_dir(), "another program may be making it"


def test_a_clock_that_was_wrong_once_costs_no_backup(vault: Vault) -> None:
    place = place_of(vault)
    place.mkdir()
    for week in range(40):
        day = datetime(2099, 1, 1, tzinfo=UTC) + timedelta(weeks=week)
        other = place / f"{day:%Y%m%dT%H%M%SZ}"
        other.mkdir()
        shutil.copy(vault.folder / "header-a", other)
    made = back_up(vault)
    assert made.folder.is_dir()
    assert made in found(place)


def test_what_only_looks_like_a_backup_is_passed_over(vault: Vault) -> None:
    place = place_of(vault)
    (place / "20269999T999999Z").mkdir(parents=True)
    (place / "20260101T000000Z").write_text("a file")
    assert found(place) == []
    made = back_up(vault)
    assert found(place) == [made]


def test_a_backup_gives_nothing_away(vault: Vault) -> None:
    made = back_up(vault)
    for path in made.place.rglob("*"):
        assert NEEDLE.casefold() not in path.name.casefold()
        if path.is_file():
            assert NEEDLE.encode() not in path.read_bytes()
            if os.name == "posix":
                assert path.stat().st_mode & 0o077 == 0


def test_documents_are_copied_once_and_go_with_the_last_backup_that_names_them(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = back_up(vault)
    store = first.place / "attachments"
    names = {path.name: path.stat().st_mtime_ns for path in store.iterdir()}
    assert len(names) == 2
    add_document(vault, b"a third one", "third.txt")
    later = at_time(vault, hours=1)
    second = back_up(later)
    assert {
        n: t for p in store.iterdir() if (n := p.name) in names for t in [p.stat().st_mtime_ns]
    } == names
    assert len(list(store.iterdir())) == 3
    monkeypatch.setattr(shelf, "keepers", lambda times: {min(times)})
    log(later, "and a line")
    third = back_up(at_time(vault, hours=2))
    assert found(first.place) == [third, first]
    shutil.rmtree(third.folder)
    monkeypatch.setattr(shelf, "keepers", lambda times: {min(times)})
    shelf.rotate(first.place, first.folder)
    assert not second.folder.exists()
    assert {path.name for path in store.iterdir()} == set(names)


def at_time(vault: Vault, **later: int) -> Vault:
    """The same vault, whose clock has gone on."""
    shift = round(timedelta(**later).total_seconds() * 1000)
    clock = vault.clock
    vault.clock = lambda: clock() + shift
    return vault


def test_a_copy_that_is_damaged_never_counts(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    made = back_up(vault)
    log(vault, "one more")
    attempt = backup.begin(at_time(vault, hours=1))
    database = attempt.folder / "vault.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    with pytest.raises(VaultDamaged, match="damaged"):
        backup.finish(attempt)
    assert found(made.place) == [made]
    assert not attempt.folder.exists()


@pytest.mark.parametrize(
    ("where", "failing"),
    [(backup, "duplicate"), (backup, "write_atomically"), (backup, "_check"),
     (shelf, "_copy_documents"), (shelf, "write_atomically")],
)  # fmt: skip
def test_a_disk_that_fails_leaves_the_older_ones(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, where: ModuleType, failing: str
) -> None:
    made = back_up(vault)
    log(vault, "one more")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(where, failing, fail)
        with pytest.raises((StorageFailed, OSError)):
            back_up(at_time(vault, hours=1))
    assert found(made.place) == [made]
    assert [p.name for p in made.place.iterdir() if p.name.startswith(".")] == []
    back_up(vault)
    assert len(found(made.place)) == 2


def test_an_old_backup_that_does_not_go_undoes_no_new_one(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = back_up(vault)
    log(vault, "one more")
    second = back_up(at_time(vault, hours=1))
    log(vault, "and another")
    genuine = Path.rename

    def refuses(path: Path, target: Path) -> Path:
        if path == second.folder:
            raise PermissionError(13, "Permission denied")
        return genuine(path, target)

    monkeypatch.setattr(shelf, "keepers", lambda _times: set())
    monkeypatch.setattr(Path, "rename", refuses)
    third = back_up(at_time(vault, hours=1))
    assert found(third.place) == [third, second]
    assert not first.folder.exists(), "the others go all the same"
    assert not backup.due(vault)


def test_a_person_may_stop_it(vault: Vault) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        back_up(vault, stop)
    assert found(place_of(vault)) == []
    assert list(place_of(vault).iterdir()) == []
    log(vault, "the vault goes on")


def test_writing_goes_on_between_copy_and_check(vault: Vault, tmp_path: Path) -> None:
    attempt = backup.begin(vault)
    log(vault, "meanwhile")
    made = backup.finish(attempt)
    backup.note_done(vault, attempt)
    assert backup.due(vault)
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        assert "meanwhile" not in texts(again)


def test_it_opens_with_the_passphrase_of_its_day(vault: Vault, tmp_path: Path) -> None:
    made = back_up(vault)
    change_passphrase(vault, PASSPHRASE, "another one entirely")
    with pytest.raises(WrongPassphrase):
        restore(made.folder, tmp_path / "back.casefile", "another one entirely")
    assert not (tmp_path / "back.casefile").exists()
    restore(made.folder, tmp_path / "back.casefile", PASSPHRASE).close()


def test_nothing_is_written_over(vault: Vault, tmp_path: Path) -> None:
    made = back_up(vault)
    before = snapshot(vault.folder)
    with pytest.raises(VaultExists):
        restore(made.folder, vault.folder, PASSPHRASE)
    assert snapshot(vault.folder) == before
    with pytest.raises(NotFound, match="not a backup"):
        restore(tmp_path, tmp_path / "back.casefile", PASSPHRASE)


def test_a_restore_tells_how_far_it_is_and_stopped_leaves_nothing(
    vault: Vault, tmp_path: Path
) -> None:
    made, told = back_up(vault), list[tuple[int, int]]()

    def stop(done: int, in_all: int) -> None:
        if done == in_all:
            raise Cancelled("Stopped.")

    before = snapshot(tmp_path)
    with pytest.raises(Cancelled):
        restore(made.folder, tmp_path / "back.casefile", PASSPHRASE, progress=stop)
    assert snapshot(tmp_path) == before
    restore(
        made.folder, tmp_path / "back.casefile", PASSPHRASE,
        progress=lambda done, in_all: told.append((done, in_all)),
    ).close()  # fmt: skip
    assert told == sorted(told)
    assert told[0] == (0, told[-1][0])
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("lost", ["header-a", "header-b"])
def test_one_header_is_enough(vault: Vault, tmp_path: Path, lost: str) -> None:
    made = back_up(vault)
    (made.folder / lost).unlink()
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        assert verify(again).ok


def test_a_document_lost_from_the_backups_is_told_and_the_rest_is_there(
    vault: Vault, tmp_path: Path
) -> None:
    made = back_up(vault)
    next((made.place / "attachments").iterdir()).unlink()
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        assert len(texts(again)) == 5
        assert len(verify(again).problems) == 1


def test_names_put_there_by_others_reach_no_file_outside(vault: Vault, tmp_path: Path) -> None:
    made = back_up(vault)
    (tmp_path / "outside.age").write_text("x")
    (made.folder / "documents").write_text(
        "../../outside.age\n/etc/passwd\n\0\n" + "a" * 64 + ".age\n"
    )
    with restore(made.folder, tmp_path / "back.casefile", PASSPHRASE) as again:
        assert not list(again.attachments.folder.glob("outside*"))


KILLED = """
import sys
from pathlib import Path
from casefile.vault import backup
from casefile.vault.vault import open_vault
vault = open_vault(Path(sys.argv[1]), sys.argv[2])
backup.back_up(vault)
print("first", flush=True)
while True:
    backup.set_local(vault.store, "x", b"1")
    backup.back_up(vault)
"""


@pytest.mark.bar(2, "backup")
def test_killed_at_any_moment_the_backups_are_whole(closed: Path, times: Times) -> None:
    for round_ in range(times(10, long=100)):
        child = python(KILLED, str(closed), PASSPHRASE)
        assert child.stdout is not None
        assert child.stdout.readline() == "first\n"
        with suppress(subprocess.TimeoutExpired):  # it runs on, as it should
            child.wait(timeout=0.013 * (round_ % 23))
        kill(child)
        with open_vault(closed, PASSPHRASE) as vault:
            place = place_of(vault)
        backups = found(place)
        assert all((one.folder / "vault.db").is_file() for one in backups)
        for one in {backups[0], backups[-1]}:
            again = closed.with_name(f"again-{round_}-{one.folder.name}")
            with restore(one.folder, again, PASSPHRASE) as whole:
                assert len(texts(whole)) == 5
            shutil.rmtree(again)


def test_two_within_a_second_are_both_kept(vault: Vault) -> None:
    now = vault.clock()
    vault.clock = lambda: now
    made = [back_up(vault) for _number in range(4)]
    times = [one.made_at for one in made]
    assert times == [times[0] + timedelta(seconds=number) for number in range(4)]
    assert found(made[0].place) == made[::-1]


def test_killed_while_one_is_deleted_it_is_no_backup_any_more(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = vault.clock()
    for number in range(12):
        back_up(later_by(vault, now, number))

    def dying(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    genuine = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", dying)
    with pytest.raises(KeyboardInterrupt):
        back_up(later_by(vault, now, 12))
    monkeypatch.setattr(shutil, "rmtree", genuine)
    place = place_of(vault)
    assert all((one.folder / "vault.db").is_file() for one in found(place))
    assert [path.name for path in place.iterdir() if path.name.startswith(".")]
    back_up(later_by(vault, now, 13))
    assert not [path.name for path in place.iterdir() if path.name.startswith(".")]


def later_by(vault: Vault, now: int, minutes: int) -> Vault:
    vault.clock = lambda: now + minutes * 60_000
    return vault


def test_which_ones_are_kept() -> None:
    now = datetime(2026, 4, 6, 12, tzinfo=UTC)
    every_quarter = [now - timedelta(minutes=15 * n) for n in range(4 * 24 * 120)]
    kept = sorted(keepers(every_quarter), reverse=True)
    assert kept[:12] == every_quarter[:12]
    assert len({time.date() for time in kept if now - time < timedelta(days=10)}) == 10
    assert len({time.isocalendar()[:2] for time in kept}) == 9
    assert len(kept) <= 12 + 10 + 9
    assert keepers([]) == set()
    assert keepers([now]) == {now}
    assert keepers(kept) == set(kept), "keeping is stable"


def test_folders_of_others_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "20260406T045800Z").mkdir()
    assert found(tmp_path) == [
        Backup(tmp_path / "20260406T045800Z", datetime(2026, 4, 6, 4, 58, tzinfo=UTC))
    ]
    assert found(tmp_path / "nowhere") == []
