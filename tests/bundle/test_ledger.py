# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal of a bundle as it streams past: what is let through, counted, flagged, refused."""

import io
from collections.abc import Iterable
from dataclasses import replace

import pytest

from casefile.base.errors import BundleRefused
from casefile.bundle.ledger import Held, Ledger, Summary
from casefile.bundle.limits import DEFAULT, Limits
from casefile.bundle.lines import Lines
from casefile.journal.chain import head_of
from casefile.journal.entry import Entry, encode
from casefile.journal.operations import Drop, Erase
from casefile.journal.redact import redact
from tests.hostile.people import CASE, NOW, Person, person, put, record_id

DAY = 24 * 3600 * 1000


def checked(
    entries: Iterable[Entry | bytes],
    *people: Person,
    held: Held | None = None,
    limits: Limits = DEFAULT,
    now: int = NOW,
) -> Summary:
    ledger = Ledger(CASE, {one.id: one.card for one in people}, held or Held(), limits, now)
    for entry in entries:
        ledger.take(entry if isinstance(entry, bytes) else encode(entry))
    return ledger.finish()


def holding(*people: Person, own: str = "") -> Held:
    hashes = {(one.id, e.header.seq): e.hash for one in people for e in one.written}
    heads = {one.id: head_of(one.written[-1]) for one in people if one.written}
    return Held(heads, lambda author, seq: hashes.get((author, seq)), own)


@pytest.fixture
def ann() -> Person:
    return person("Ann")


@pytest.fixture
def ben() -> Person:
    return person("Ben")


def test_what_a_journal_holds_is_counted(ann: Person, ben: Person) -> None:
    entries = [
        ann.write(put(1, "text", "a"), put(1, "sort", "quote"), put(2, "sha256", "ab", "document")),
        ben.write(put(1, "text", "b"), seen={ann.id: 1}, at=NOW + 1),
        ann.write(Drop("note", record_id(3)), Erase((("ab" * 32, 0), ("ab" * 32, 1)))),
    ]
    entries[0] = redact(entries[0], lambda op: op.field != "sort")
    summary = checked(entries, ann, ben)
    assert (summary.entries, summary.new, summary.withheld, summary.erasures) == (3, 3, 1, 2)
    assert summary.changed == {"document": 1, "note": 2}
    assert summary.heads == {ann.id: head_of(entries[2]), ben.id: head_of(entries[1])}
    assert summary.documents == {"ab"}
    assert (summary.forks, summary.ahead) == ((), ())


def test_what_is_held_is_not_new(ann: Person, ben: Person) -> None:
    entries = [ann.write(), ann.write()]
    held = holding(ann)
    assert checked(entries, ann, held=held).new == 0
    summary = checked([*entries, ann.write(put(7, "text", ""))], ann, held=held)
    assert (summary.new, summary.changed) == (1, {"note": 1})


def test_an_older_bundle_is_all_known(ann: Person) -> None:
    entries = [ann.write(), ann.write()]
    summary = checked(entries[:1], ann, held=holding(ann, own=ann.id))
    assert (summary.new, summary.forks) == (0, ())


def test_a_later_part_follows_what_is_held(ann: Person) -> None:
    ann.write()
    held = holding(ann)
    assert checked([ann.write()], ann, held=held).new == 1


def test_a_gap_says_what_is_missing(ann: Person) -> None:
    ann.write()
    held = holding(ann)
    ann.write()
    with pytest.raises(BundleRefused, match="entries 2 to 2 of its author are missing"):
        checked([ann.write()], ann, held=held)
    with pytest.raises(BundleRefused, match="entries 1 to 2 of its author are missing"):
        checked(ann.written[2:], ann)


def test_forks_are_told_wherever_they_begin(ann: Person) -> None:
    ann.write()
    twin = ann.copy()
    mine, others = [ann.write(), ann.write()], [twin.write(put(9, "text", "x")), twin.write()]
    held = holding(ann)
    for there in (others[:1], others, [*others, twin.write()]):
        assert checked([ann.written[0], *there], ann, held=held).forks == (ann.id,)
    assert checked(ann.written, ann, held=held).forks == ()
    assert len(mine) == 2


def test_my_own_chain_is_as_i_wrote_it(ann: Person) -> None:
    ann.write()
    twin = ann.copy()
    ann.write()
    held = holding(ann, own=ann.id)
    with pytest.raises(BundleRefused, match="under your own name"):
        checked([ann.written[0], twin.write(put(9, "text", "x"))], ann, held=held)
    with pytest.raises(BundleRefused, match="under your own name"):
        checked([*ann.written, ann.write()], ann, held=held)
    with pytest.raises(BundleRefused, match="under your own name"):
        checked(ann.written, ann, held=Held(own=ann.id))


def test_a_shorter_chain_of_mine_that_differs_is_told_too(ann: Person) -> None:
    twin = ann.copy()
    ann.write()
    ann.write()
    with pytest.raises(BundleRefused, match="under your own name"):
        checked([twin.write(put(9, "text", "x"))], ann, held=holding(ann, own=ann.id))


def test_entries_from_the_future_are_flagged(ann: Person) -> None:
    entries = [ann.write(at=NOW + DAY), ann.write(at=NOW + DAY + 1)]
    assert checked(entries, ann).ahead == (head_of(entries[1]),)
    assert checked(entries, ann, held=holding(ann)).ahead == ()


def test_only_some_of_them_are_kept_to_show(ann: Person) -> None:
    entries = [ann.write(at=NOW + 2 * DAY + n) for n in range(30)]
    assert len(checked(entries, ann).ahead) == 20


def test_a_century_ahead_is_refused(ann: Person) -> None:
    """The clock never runs backwards: an entry from the year 9999 would be the last one ever."""
    with pytest.raises(BundleRefused, match="hundred years ahead"):
        checked([ann.write(at=NOW + 101 * 366 * DAY)], ann)


def test_lines_that_break_a_rule_are_refused(ann: Person, ben: Person) -> None:
    first, second = ann.write(), ann.write()
    line = encode(first)
    other = person(case="0198d000-0000-7000-8000-00000000beef").write()
    forged = replace_signature(second, ben)
    refusals = {
        "is no entry": [b"{}"],
        "no entry: the line": [line[:-1]],
        "newer version": [line.replace(b'"v":1', b'"v":2')],
        "another case": [other],
        "contact card is missing": [ben.write()],
        "should follow is 2": [first, first],
        "should follow is 3": [first, second, first],
        "not what was signed": [line.replace("…".encode(), b"x")],
        "signature is not its author's": [first, forged],
    }
    for sentence, entries in refusals.items():
        with pytest.raises(BundleRefused, match=sentence):
            checked(entries, ann)


def test_only_what_is_new_has_its_signature_checked(ann: Person, ben: Person) -> None:
    """What is held was checked when it came; a branch that parts from it is covered by its end."""
    twin = ann.copy()
    entries = [ann.write(), ann.write()]
    forged = [replace_signature(entry, ben) for entry in entries]
    assert checked(forged, ann, held=holding(ann)).new == 0
    branch = [twin.write(put(9, "text", "x"))]
    assert checked(branch, ann, held=holding(ann)).forks == (ann.id,)
    with pytest.raises(BundleRefused, match="signature is not its author's"):
        checked([replace_signature(branch[0], ben)], ann, held=holding(ann))


def replace_signature(entry: Entry, forger: Person) -> bytes:
    signature = forger.identity.sign(bytes.fromhex(entry.hash)).hex()
    return encode(entry).replace(entry.signature.encode(), signature.encode())


def test_links_and_times_must_follow(ann: Person) -> None:
    first = ann.write()
    with pytest.raises(BundleRefused, match="does not follow"):
        checked([first, ann.copy().write(prev="ab" * 32)], ann)
    with pytest.raises(BundleRefused, match="not after that of the entry before"):
        checked([first, ann.copy().write(at=NOW)], ann)


def test_no_entry_comes_before_what_it_has_seen(ann: Person, ben: Person) -> None:
    late = ann.copy().write(at=NOW + 5)
    first, second = ann.write(), ben.write(seen={ann.id: 1}, at=NOW + 1)
    checked([first, second], ann, ben)
    for entries in ([second, first], [second, late]):
        with pytest.raises(BundleRefused, match="order of time"):
            checked(entries, ann, ben)


def test_entries_stand_in_the_order_of_time(ann: Person, ben: Person) -> None:
    same = sorted([ann.write(at=NOW), ben.write(at=NOW)], key=lambda entry: entry.header.author)
    checked(same, ann, ben)
    with pytest.raises(BundleRefused, match="order of time"):
        checked(reversed(same), ann, ben)


def test_what_was_seen_but_is_nowhere_is_told(ann: Person, ben: Person) -> None:
    ann.write(at=NOW - 1)
    entry = ben.write(seen={ann.id: 1, "ab" * 32: 7})
    assert checked([entry], ann, ben).missing == {ann.id: 1, "ab" * 32: 7}
    assert checked([entry], ann, ben, held=holding(ann)).missing == {"ab" * 32: 7}
    assert checked([*ann.written, entry], ann, ben).missing == {"ab" * 32: 7}


def test_the_number_of_entries_has_its_limit(ann: Person) -> None:
    entries = [ann.write(), ann.write()]
    checked(entries, ann, limits=replace(DEFAULT, entries=2))
    with pytest.raises(BundleRefused, match="more entries than"):
        checked(entries, ann, limits=replace(DEFAULT, entries=1))


@pytest.mark.parametrize("size", [1, 3, 100])
def test_lines_are_found_however_they_are_read(size: int) -> None:
    found: list[bytes] = []
    lines = Lines(io.BytesIO(b"one\n\ntwo and more\nthree\n"), found.append, 12)
    whole = b"".join(iter(lambda: lines.read(size), b""))
    assert found == [b"one", b"", b"two and more", b"three"]
    assert whole == b"one\n\ntwo and more\nthree\n"
    assert lines.read(0) == b""


@pytest.mark.parametrize("size", [1, 100])
def test_lines_have_an_end_and_a_limit(size: int) -> None:
    for text, sentence in ((b"1\nlonger", "no end"), (b"1\nlonger one\n2\n", "too long")):
        lines = Lines(io.BytesIO(text), lambda line: None, 8)
        with pytest.raises(BundleRefused, match=sentence):
            list(iter(lambda lines=lines: lines.read(size), b""))
