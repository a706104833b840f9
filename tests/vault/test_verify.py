# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever an enemy changes, even one with the passphrase: `verify` finds it, or it is nothing."""

import errno
import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from sqlcipher3 import dbapi2

from casefile.base.errors import Cancelled, CasefileError, NotAVault, StorageFailed
from casefile.journal.entry import Entry, author_id, decode, encode, make
from casefile.journal.operations import Put
from casefile.records.kinds import Document
from casefile.store import reading
from casefile.store.attachments import Attachments
from casefile.store.local import put_author
from casefile.store.writing import append
from casefile.vault import header, keys
from casefile.vault.identity import new_identity
from casefile.vault.vault import Vault, create, open_vault
from casefile.vault.verify import WHOLE, Report, verify
from tests.vault.scene import CASE, PASSPHRASE, add_document, raw, snapshot

Connection = dbapi2.Connection


def checked(place: Path) -> Report:
    with open_vault(place, PASSPHRASE) as vault:
        return verify(vault)


def test_an_untouched_vault_is_well(vault: Vault) -> None:
    told: list[tuple[int, int]] = []
    report = verify(vault, lambda done, total: told.append((done, total)))
    assert report.ok
    assert (report.problems, report.entries, report.records) == ((), 8, 8)
    assert (report.attachments, report.absent) == (2, 0)
    assert told == sorted(told)
    assert told[-1] == (WHOLE, WHOLE)
    before = snapshot(vault.folder)
    verify(vault)
    assert snapshot(vault.folder) == before


def test_nothing_is_collected_where_the_journal_is_damaged(closed: Path) -> None:
    with open_vault(closed, PASSPHRASE) as vault:
        orphan = vault.attachments.add(io.BytesIO(b"whose?")).sha256
    with raw(closed) as connection:
        connection.execute("INSERT INTO permits VALUES ('mine')")
        connection.execute("UPDATE entries SET line = x'00' WHERE no = 8")
    connection.close()
    with open_vault(closed, PASSPHRASE) as vault:
        assert vault.attachments.has(orphan)
        assert not verify(vault).ok


def test_an_empty_vault_is_well(tmp_path: Path) -> None:
    with create(tmp_path / "v", PASSPHRASE, "Name", work=keys.FLOOR) as vault:
        assert verify(vault) == Report((), 0, 0, 0, 0)


def test_it_stops_when_asked(vault: Vault) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        verify(vault, stop)


# The journal


def lines(connection: Connection) -> dict[int, Entry]:
    return {no: decode(line) for no, line in connection.execute("SELECT no, line FROM entries")}


def rewrite(connection: Connection, no: int, entry: Entry) -> None:
    """What an enemy would write, with every column to match."""
    connection.execute(
        "UPDATE entries SET line = ?, hash = ?, seq = ? WHERE no = ?",
        (encode(entry), bytes.fromhex(entry.hash), entry.header.seq, no),
    )


def edit_text(connection: Connection) -> None:
    entry = lines(connection)[3]
    rewrite(connection, 3, with_text(entry, "He confessed"))


def with_text(entry: Entry, text: str) -> Entry:
    parts = tuple(
        Put(part.kind, part.id, part.field, text)
        if isinstance(part, Put) and part.field == "text"
        else part
        for part in entry.parts
    )
    assert parts != entry.parts
    return replace(entry, parts=parts)


def edit_text_and_seal(connection: Connection) -> None:
    forge_from(connection, 3, 3)


def edit_text_and_all_that_follows(connection: Connection) -> None:
    forge_from(connection, 3, max(lines(connection)))


def forge_from(connection: Connection, first: int, last: int) -> None:
    """An entry made anew with another text, and its followers made to follow it."""
    held = lines(connection)
    previous = held[first].header.prev
    for no in range(first, last + 1):
        entry = with_text(held[no], "He confessed") if no == first else held[no]
        header, sign = entry.header, Ed25519PrivateKey.generate().sign
        assert entry.seed
        operations = [operation for _, operation in entry.operations]
        forged = make(
            header.case, header.author, header.seq, previous, header.time, header.seen,
            operations, bytes.fromhex(entry.seed), sign,
        )  # fmt: skip
        rewrite(connection, no, forged)
        previous = forged.hash
    if last == max(held):
        connection.execute("UPDATE chains SET hash = ?", (bytes.fromhex(previous or ""),))


def delete(no: int) -> Callable[[Connection], None]:
    def deed(connection: Connection) -> None:
        connection.execute("DELETE FROM touches WHERE entry_no = ?", (no,))
        connection.execute("DELETE FROM entries WHERE no = ?", (no,))

    return deed


def delete_the_last_and_say_so(connection: Connection) -> None:
    """The head is moved back, but not what the tables show."""
    held = lines(connection)
    delete(8)(connection)
    before = held[7]
    connection.execute(
        "UPDATE chains SET seq = ?, hash = ?, time = ?, entry_no = 7",
        (before.header.seq, bytes.fromhex(before.hash), before.header.time),
    )


def swap(connection: Connection) -> None:
    held = lines(connection)
    connection.execute("UPDATE entries SET seq = 99, hash = x'00' WHERE no = 3")
    rewrite(connection, 4, held[3])
    rewrite(connection, 3, held[4])


def repeat(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO entries SELECT 99, chain_no, 9, hash, withheld, saw, line "
        "FROM entries WHERE no = 8"
    )


def another_key(connection: Connection) -> None:
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    connection.execute("UPDATE authors SET signing_key = ?", (public,))


def another_author(connection: Connection) -> None:
    public = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    connection.execute("UPDATE authors SET signing_key = ?, id = ?", (public, author_id(public)))


def nonsense(connection: Connection) -> None:
    connection.execute("UPDATE entries SET line = x'00ff' WHERE no = 3")


def other_head(connection: Connection) -> None:
    connection.execute("UPDATE chains SET seq = seq + 1")


def no_chain(connection: Connection) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM chains")


@pytest.mark.parametrize(
    "deed",
    [
        edit_text, edit_text_and_seal, edit_text_and_all_that_follows, delete(1), delete(4),
        delete(8), delete_the_last_and_say_so, swap, repeat, another_key, another_author,
        nonsense, other_head, no_chain,
    ],
)  # fmt: skip
def test_changes_of_the_journal_are_found(closed: Path, deed: Callable[[Connection], None]) -> None:
    with raw(closed) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        deed(connection)
    connection.close()
    assert found_or_refused(closed)


def found_or_refused(place: Path) -> bool:
    """Whether the vault does not open, or opens and is found out."""
    try:
        return not checked(place).ok
    except CasefileError as error:
        return not isinstance(error, NotAVault)


def test_the_problem_names_what_it_is(closed: Path) -> None:
    with raw(closed) as connection:
        connection.execute("INSERT INTO permits VALUES ('mine')")
        line = encode(with_text(lines(connection)[3], "He confessed"))
        connection.execute("UPDATE entries SET line = ? WHERE no = 3", (line,))
    connection.close()
    problems = checked(closed).problems
    assert "chain of" in problems[0]
    assert CASE in problems[0]


# What is made of the journal


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records SET fields = replace(fields, 'spoke', 'sang!') WHERE kind = 'note'",
        "UPDATE records SET live = 0 WHERE no = 3",
        "UPDATE records SET moment = '1999' WHERE no = 3",
        "UPDATE records SET case_no = case_no + 1 WHERE no = 3",
        "UPDATE records SET stamps = x'7b7d' WHERE no = 3",
        "DELETE FROM records WHERE no = 3",
        """INSERT INTO records SELECT 99, replace(id, '0', '1'), case_no, kind, live, shared,
        parent, moment, written, author_no, fields, stamps FROM records WHERE no = 3""",
        "UPDATE records SET fields = x'ff' WHERE kind = 'document'",
        "DELETE FROM touches WHERE record_no = 3",
        "INSERT INTO touches VALUES (3, 5)",
        "DELETE FROM search WHERE rowid = 3",
        "UPDATE authors SET card = replace(card, 'Needle', 'Noodle')",
    ],
)
def test_changes_of_the_tables_are_found(closed: Path, sql: str) -> None:
    with raw(closed) as connection:
        connection.execute(sql)
        assert connection.execute("SELECT changes()").fetchone()[0] > 0
    connection.close()
    assert found_or_refused(closed)


def test_cards_of_others_without_signature_are_passed_over(vault: Vault) -> None:
    put_author(vault.store, replace(new_identity("Guest").card(), signature=""))
    assert verify(vault).ok
    put_author(vault.store, replace(new_identity("Guest").card(), name="Ghost"))
    assert "contact card" in verify(vault).problems[0]


# Documents


def test_documents_flipped_swapped_or_gone_are_named(vault: Vault) -> None:
    first, second = reading.records(vault.store, Document, CASE)
    one, two = vault.attachments.path(first.sha256), vault.attachments.path(second.sha256)
    sound = one.read_bytes()
    stranger = Attachments(vault.folder, vault.attachments.secret, vault.attachments.name_key)
    other = stranger.path(stranger.add(io.BytesIO(b"planted")).sha256).read_bytes()
    flip = random.Random(3).randrange(len(sound))
    for bad in (
        sound[:flip] + bytes([sound[flip] ^ 1]) + sound[flip + 1 :],
        sound[:-1],
        two.read_bytes(),
        other,
        b"",
    ):
        one.write_bytes(bad)
        report = verify(vault)
        assert len(report.problems) == 1
        assert first.title in report.problems[0]
        assert report.attachments == 1
    one.unlink()
    assert f"“{first.title}” is missing" in verify(vault).problems[0]
    one.write_bytes(sound)
    assert verify(vault).ok


def test_a_withdrawn_document_must_be_there_too(vault: Vault) -> None:
    document = add_document(vault, b"withdrawn", "withdrawn.txt")
    with vault.edit(CASE) as edit:
        edit.drop(document)
    assert verify(vault).ok
    vault.attachments.remove(document.sha256)
    assert "withdrawn.txt" in verify(vault).problems[0]


def test_bytes_that_another_author_never_sent_are_counted_apart(
    vault: Vault, tmp_path: Path
) -> None:
    with create(tmp_path / "two", "p", "Second", work=keys.FLOOR) as other:
        add_document(other, b"kept back", "kept back.txt")
        theirs = list(reading.entries(other.store, CASE))
        append(vault.store, theirs, {other.author.id: other.author.public_key})
    report = verify(vault)
    assert (report.ok, report.attachments, report.absent) == (True, 2, 1)


# The files


def test_a_damaged_header_is_said_while_the_vault_is_open(vault: Vault) -> None:
    (vault.folder / "header-a").write_bytes(b"torn")
    assert verify(vault).problems == ("One of the two copies of the vault's header is damaged.",)
    (vault.folder / "header-b").write_bytes(b"torn")
    assert "Both copies" in verify(vault).problems[0]


def test_a_disk_that_fails_is_a_sentence(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_path: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(header, "_read", failing)
    with pytest.raises(StorageFailed, match="Input/output error"):
        verify(vault)


def test_a_copy_of_the_folder_is_as_good(closed: Path, tmp_path: Path) -> None:
    shutil.copytree(closed, tmp_path / "copy")
    assert checked(tmp_path / "copy").ok
