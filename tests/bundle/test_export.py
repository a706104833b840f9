# SPDX-License-Identifier: GPL-3.0-or-later
"""Out: what a bundle holds, who can open it, and that nothing else leaves or stays behind."""

import io
import json
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest

from casefile.base.errors import (
    BundleRefused,
    Cancelled,
    InvalidRecord,
    NotFound,
    StorageFailed,
    VaultDamaged,
)
from casefile.base.files import resource
from casefile.base.ids import new_id
from casefile.bundle import export, parts, receive, seal
from casefile.journal.entry import decode, verify_entry
from casefile.records.kinds import Case, Document, Note, Release
from casefile.records.values import Audience
from casefile.vault.vault import Vault
from tests.bundle import world
from tests.bundle.world import NOW, Sample, handed, payload, recipient, secret

pytestmark = pytest.mark.usefixtures("light_envelopes")

MIB = 2**20


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


def test_a_bundle_holds_the_case_its_journal_and_its_documents(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    path = tmp_path / "out.casebundle"
    done = export.export(
        ann, sample.case, path, recipients=[recipient(ben)], now=NOW, briefing=b"%PDF-briefing"
    )
    found = payload(path, secret(ben))
    assert list(found) == [
        "README.txt",
        "authors.json",
        "case.schema.json",
        "case.json",
        "journal.jsonl",
        "documents/приговор.pdf",
        "documents/_CON",
        "briefing.pdf",
    ]
    assert found["documents/приговор.pdf"] == world.PDF
    assert found["documents/_CON"] == world.SCAN
    assert found["briefing.pdf"] == b"%PDF-briefing"
    assert b"briefing.pdf   the case as a briefing" in found["README.txt"]
    assert json.loads(found["case.json"])["case"]["title"] == "Дело Елены Харьковой"
    assert [card["name"] for card in json.loads(found["authors.json"])] == ["Ann"]
    assert len(found["journal.jsonl"].splitlines()) == done.entries == 2
    assert done.sha256 == sha256(path.read_bytes()).hexdigest()
    assert done.size == path.stat().st_size
    assert (done.documents, done.absent, done.release) == (2, (), 1)
    assert done.recipients == (recipient(ben), recipient(ann))
    assert done.heads == {ann.identity.author_id: world.state(ann, sample.case)["lines"][-1]}
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_folder_is_named_after_the_case(ann: Vault, ben: Vault, tmp_path: Path) -> None:
    for title, reference, folder in (
        ("Дело Харьковой", "", "case-delo-kharkovoy"),
        ("Any", "KZ-2017/Шымкент", "case-kz-2017-shymkent"),
        ("…", "", "case"),
        ("word " * 50, "", "case" + "-word" * 11),
    ):
        case = new_id(ann.clock)
        world.put(ann, Case(id=case, case=case, title=title, reference=reference))
        path = handed(ann, case, ben, tmp_path / "x.casebundle")
        name = world.plaintext(path, secret(ben))[:100].rstrip(b"\0").decode()
        assert name == f"{folder}/bagit.txt"


def test_the_published_schema_is_the_one_that_goes_along(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    published = resource("schemas", "dossier.schema.json").read_bytes()
    assert published == export.schema(), "write export.schema() there again"
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    assert payload(path, secret(ben))["case.schema.json"] == published
    assert set(json.loads(published)["$defs"]) >= {"Dossier", "Case", "Note", "Sanction"}


def test_the_readme_says_it_in_words(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    ann.attachments.remove(sample.documents[1])
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    text = payload(path, secret(ben))["README.txt"].decode()
    for words in (
        "CASE BUNDLE: Дело Елены Харьковой",
        "Made by Ann with Casefile on 2017-09-27",
        "for the team that works on the case",
        "приговор.pdf  Приговор",
        "1 record was withheld",
        "The sender has no file of: Scan",
        "bagit.py --validate",
        "journal.jsonl",
    ):
        assert words in text
    assert max(map(len, text.splitlines())) <= 92


def test_debians_age_and_bagit_accept_it(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    if not shutil.which("age"):
        pytest.skip("the age program is not installed")
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle", briefing=b"%PDF")
    key = tmp_path / "key.txt"
    key.write_text(secret(ben))
    opened = subprocess.run(["age", "-d", "-i", key, path], capture_output=True, check=True)
    subprocess.run(["tar", "x"], input=opened.stdout, cwd=tmp_path, check=True)
    command = [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", "case-kz-2017-shymkent"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    document = tmp_path / "case-kz-2017-shymkent/data/documents/приговор.pdf"
    assert document.read_bytes() == world.PDF


def test_the_sender_can_open_it_too(ann: Vault, ben: Vault, sample: Sample, tmp_path: Path) -> None:
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    assert payload(path, secret(ann)) == payload(path, secret(ben))


def test_a_passphrase_opens_it_for_anyone_who_has_it(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    path = tmp_path / "x.casebundle"
    done = export.export(ann, sample.case, path, passphrase="word " * 6, now=NOW)
    assert done.recipients == ()
    looked = receive.inspect(path, passphrase="word " * 6)
    assert (looked.title, looked.documents, looked.recipients) == ("Дело Елены Харьковой", 2, ())
    assert world.taken(ben, path, passphrase="word " * 6).new == 2


def test_a_passphrase_has_its_limit(
    ann: Vault, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "PASSPHRASE_LIMIT", 1000)
    with pytest.raises(InvalidRecord, match="256 MiB"):
        export.export(ann, sample.case, tmp_path / "x", passphrase="word " * 6, now=NOW)


def test_someone_has_to_be_able_to_open_it(ann: Vault, sample: Sample, tmp_path: Path) -> None:
    path, mine = tmp_path / "x", [recipient(ann)]
    for to, passphrase, sentence in (
        ([], None, "name at least one"),
        ([], "", "either to recipients or under a passphrase"),
        (mine, "word", "either to recipients or under a passphrase"),
        (["age1nonsense"], None, "not an age recipient"),
    ):
        with pytest.raises(InvalidRecord, match=sentence):
            export.export(ann, sample.case, path, recipients=to, passphrase=passphrase, now=NOW)
    assert not path.exists()


def test_as_many_may_get_it_as_a_reader_lets_pass(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    crowd = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(18)]
    path = tmp_path / "x.casebundle"
    with pytest.raises(InvalidRecord, match="19 at most, yourself among them"):
        export.export(ann, sample.case, path, recipients=[recipient(ben), *crowd], now=NOW)
    export.export(ann, sample.case, path, recipients=[recipient(ben), *crowd[:17]], now=NOW)
    assert len(receive.inspect(path, keys=[secret(ben)]).recipients) == 19


def test_each_bundle_of_a_case_has_its_number(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    for sort in ("bundle", "briefing"):
        fields = {"id": new_id(), "case": sample.case, "made_at": world.moment()}
        world.put(ann, Release(sort=sort, **fields))
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    assert receive.inspect(path, keys=[secret(ben)]).release == 2


def test_what_an_audience_may_not_see_does_not_leave(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    needles = [b"needle of a private event"]
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle", audience=Audience.PARTNERS)
    found = payload(path, secret(ben))
    assert "documents/_CON" not in found
    assert "documents/приговор.pdf" in found
    assert not [name for name, data in found.items() if any(n in data for n in needles)]
    entries = [decode(line) for line in found["journal.jsonl"].splitlines()]
    assert sum(entry.withheld for entry in entries) > 0
    for entry in entries:
        verify_entry(entry)
    whole = handed(ann, sample.case, ann, tmp_path / "y.casebundle", audience=Audience.PRIVATE)
    lines = payload(whole, secret(ann))["journal.jsonl"]
    assert needles[0] in lines
    assert b"commitment" not in lines


def test_the_public_gets_a_copy_for_reading(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle", audience=Audience.PUBLIC)
    found = payload(path, secret(ben))
    assert "journal.jsonl" not in found
    assert not any(name in found["README.txt"] for name in (b"journal.jsonl", b"briefing.pdf"))
    looked = receive.inspect(path, keys=[secret(ben)])
    assert (looked.mergeable, looked.entries, looked.documents) == (False, 0, 1)
    with pytest.raises(BundleRefused, match="copy for reading"):
        receive.receive(ben, path)
    assert handed(ann, sample.case, ben, path, audience=Audience.PUBLIC, history=True)
    assert receive.inspect(path, keys=[secret(ben)]).mergeable


def test_one_file_serves_all_records_that_name_it(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    more = [
        Document(id=new_id(), case=sample.case, title=title, sha256=digest)
        for title, digest in (("again", sample.documents[0]), ("no file", ""))
    ]
    world.put(ann, *more)
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    assert receive.inspect(path, keys=[secret(ben)]).documents == 2


def test_hostile_titles_become_plain_names(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    names = [
        "../../etc/passwd",
        "a\\b:c",
        "con.txt",
        "x" * 400 + ".pdf",
        "\u202egpj.exe",
        "приговор.PDF",
    ]
    documents = []
    for number, name in enumerate(names):
        kept = ann.attachments.add(io.BytesIO(b"document %d" % number))
        fields = {"id": new_id(), "case": sample.case, "sha256": kept.sha256, "size": 7}
        documents.append(Document(title="t", filename=name, **fields))
    world.put(ann, *documents)
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    assert world.taken(ben, path).new == 3
    for number in range(len(names)):
        ben.attachments.read(sha256(b"document %d" % number).hexdigest())


def test_a_long_journal_is_made_twice_and_never_held(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = payload(handed(ann, sample.case, ben, tmp_path / "x"), secret(ben))
    monkeypatch.setattr(parts, "SPOOL", 100)
    long = payload(handed(ann, sample.case, ben, tmp_path / "y"), secret(ben))
    assert long["journal.jsonl"] == short["journal.jsonl"]


def test_memory_stays_flat(ann: Vault, ben: Vault, tmp_path: Path) -> None:
    class Zeros(io.RawIOBase):
        left = 200 * MIB

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            buffer[:size] = bytes(size)
            self.left -= size
            return size

        def readable(self) -> bool:
            return True

    case = new_id(ann.clock)
    kept = ann.attachments.add(io.BufferedReader(Zeros()))
    world.put(
        ann,
        Case(id=case, case=case, title="t"),
        Document(id=new_id(), case=case, title="d", sha256=kept.sha256, size=kept.size),
    )
    tracemalloc.start()
    try:
        path = handed(ann, case, ben, tmp_path / "x.casebundle")
        assert tracemalloc.get_traced_memory()[1] < 24 * MIB
        tracemalloc.reset_peak()
        assert world.taken(ben, path).new == 1
        assert tracemalloc.get_traced_memory()[1] < 24 * MIB
    finally:
        tracemalloc.stop()
    assert ben.attachments.has(kept.sha256)


def test_no_plaintext_touches_the_disk(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "tmp"))
    needles = [b"verdict of the court", "Харьковой".encode(), "приговор".encode(), b"judge came"]
    found: list[str] = []
    calls = 0

    def look(done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        found.extend(world.holding(tmp_path, needles))

    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle", progress=look)
    look(0, 0)
    review = receive.receive(ben, path, progress=look)
    look(0, 0)
    receive.accept(ben, review)
    look(0, 0)
    assert found == []
    assert calls > 6


def test_progress_rises_to_the_end(ann: Vault, ben: Vault, sample: Sample, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    handed(ann, sample.case, ben, tmp_path / "x", progress=lambda *told: seen.append(told))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] > len(world.PDF)


def test_whoever_stops_it_finds_everything_as_it_was(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    path = tmp_path / "out" / "x.casebundle"
    path.parent.mkdir()
    path.write_bytes(b"an older bundle")

    def stop(done: int, total: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        handed(ann, sample.case, ben, path, progress=stop)
    assert world.files(path.parent) == {"x.casebundle": sha256(b"an older bundle").hexdigest()}


def test_errors_of_the_disk_are_told(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    with pytest.raises(StorageFailed, match="can't be written"):
        handed(ann, sample.case, ben, tmp_path / "nowhere" / "x.casebundle")
    with pytest.raises(NotFound):
        handed(ann, new_id(), ben, tmp_path / "x.casebundle")
    assert list(tmp_path.glob("*.casebundle")) == []


def test_a_damaged_document_stops_the_export(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    file = ann.attachments.path(sample.documents[0])
    whole = file.read_bytes()
    header = whole.index(b"\n--- ") + 48  # 43 signs of its MAC, and a line end
    changed = (
        whole[:-1000], whole[:-1] + bytes([whole[-1] ^ 1]), whole[:header],
        whole[:40], bytes(len(whole)), b"",
    )  # fmt: skip
    for damaged in changed:
        file.write_bytes(damaged)
        with pytest.raises(VaultDamaged, match="Приговор"):
            handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    assert not (tmp_path / "x.casebundle").exists()


def test_a_chain_that_nobody_could_verify_does_not_leave(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    path = handed(ann, sample.case, ben, tmp_path / "x.casebundle")
    world.taken(ben, path)
    ben.store.run("UPDATE authors SET card = NULL WHERE id = ?", (ann.identity.author_id,))
    with pytest.raises(VaultDamaged, match="contact card"):
        handed(ben, sample.case, ann, tmp_path / "y.casebundle")


def test_who_wrote_only_what_is_withheld_is_not_named_outside_of_the_team(
    ann: Vault, ben: Vault, sample: Sample, tmp_path: Path
) -> None:
    world.taken(ben, world.handed(ann, sample.case, ben, tmp_path / "1"))
    told = Note(id=new_id(ben.clock), case=sample.case, event_at=world.moment(), text="For us.")
    world.put(ben, told)
    world.taken(ann, world.handed(ben, sample.case, ann, tmp_path / "2"))
    known = {}
    for audience in (Audience.PUBLIC, Audience.TEAM):
        path = world.handed(ann, sample.case, ben, tmp_path / "3", audience=audience)
        known[audience] = b"".join(payload(path, secret(ben)).values())
    assert b"Ben" not in known[Audience.PUBLIC]
    assert b"Ben" in known[Audience.TEAM]
