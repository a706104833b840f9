# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes journal.json, the vectors by which another implementation of the journal checks itself.

    python -m tests.vectors.make_journal

The file only ever grows: what stands in it is what older vaults hold.
"""

import json
from pathlib import Path
from typing import Any

from casefile.journal import clock
from casefile.journal.canonical import LARGEST, canonical
from casefile.journal.chain import short_digest, state_digest, verify_chain
from casefile.journal.commitments import commitment, root_of, salts
from casefile.journal.entry import Entry, encode
from casefile.journal.errors import BrokenChain
from casefile.journal.fold import fold
from casefile.journal.merge import conflicts, knows
from casefile.journal.operations import Drop, Erase, Put, operation_bytes
from casefile.journal.redact import erase, redact
from tests.journal.writers import CASE, NOW, Writer, drop, every_entry, put, record_id

PATH = Path(__file__).with_name("journal.json")

VALUES = [
    None, True, False, 0, -1, LARGEST, -LARGEST, "", "Харькова", "Қушақбаев", "e\u0301 é",
    "\b\t\n\f\r\"\\/ \x00\x1f\x7f\x80\u2028\u2029\ufeff\uffff\U0001f600", [], {}, [[], {}, [None]],
    {"b": 1, "a": 2, "": 3, "A": 4, "aa": 5, "é": 6}, {"\uffff": 1, "\U00010000": 2, "\ue000": 3},
    {"outer": {"z": [1, {"y": 2, "x": 3}], "a": "b"}},
]  # fmt: skip

OUTSIDE = ["1.5", "1e400", str(LARGEST + 1), str(-LARGEST - 1), "[" * 33 + "]" * 33]

TICKS = [
    (clock.ZERO, 0), (clock.ZERO, NOW), (f"{NOW:012x}0000", NOW), (f"{NOW:012x}0000", NOW - 1),
    (f"{NOW:012x}ffff", NOW), (f"{NOW:012x}ffff", NOW + 1),
]  # fmt: skip

HASH = "ab" * 32

FULL_CHANGES = [
    ('"seq":1', '"seq":1,"seq":1'), ('"seq":1', '"seq":1.0'), ('"seq":1', '"seq":0'),
    ('"seq":1', '"seq": 1'), ('"seq":1', '"seq":2'), ('"seq":1', '"seq":true'),
    ('"prev":null', f'"prev":"{HASH}"'), ('"v":1', '"v":0'), (',"v":1', ""),
    ('"seen":{}', '"seen":[]'), ('"seen":{}', '"seen":{"x":1}'),
    ('"seen":{}', f'"seen":{{"{HASH}":0}}'), ('"seen":{}', f'"seen":{{"{Writer("Aigul").id}":1}}'),
    ('"n"', '"\\u006e"'), ('"n"', '"N"'), ('"n"', '""'),
    ('"value":1', '"value":1.5'), ('"value":1', '"value":-0'), ('"value":1', '"value":NaN'),
    ('"value":1', '"value":9007199254740992'), ('"value":1', '"more":1,"value":1'),
    ('"value":1', '"value":' + "[" * 33 + "]" * 33), ('"value":1', '"value":1,"value":1'),
    (record_id(1), "1"), (CASE, CASE.upper()), ('"signature":"', '"signature":"00'),
    ('"seed":"', '"seed":"00'), ('"seed":"', '"more":1,"seed":"'),
]  # fmt: skip

HIDDEN_CHANGES = [
    ('"commitment"', '"salt"'), ('"}]', '"},{}]'), ('"commitment":"', '"commitment":"00'),
    (',"signature"', f',"seed":"{HASH}","signature"'),
]  # fmt: skip


def build() -> dict[str, Any]:
    """All vectors."""
    people = history()
    entries = every_entry(people)
    heads = {writer.id: writer.entries[-1].hash for writer in people}
    return {
        "keys": [_key(writer) for writer in people],
        "canonical": [[json.dumps(value), canonical(value).decode()] for value in VALUES],
        "outside": OUTSIDE,
        "clock": [{"last": last, "now": now, "next": clock.tick(last, now)} for last, now in TICKS],
        "seals": _seals(entries[0]),
        "entries": [{"hash": entry.hash, "line": _text(entry)} for entry in entries],
        "copies": [{"hash": copy.hash, "line": _text(copy)} for copy in _copies(entries)],
        "state_digest": state_digest(heads),
        "short_digest": short_digest(state_digest(heads)),
        "state": _state(entries),
        "erased": sorted(map(list, fold(entries).erased)),
        "conflicts": [_conflict(found) for found in conflicts(entries)],
        "knew": _knew(entries),
        "refused_lines": _refused(_text(entries[0]), _text(redact(entries[0], lambda _: False))),
        "newer_lines": ['{"header":{"v":2}}', _text(entries[0]).replace('"v":1', '"v":2')],
        "broken_chains": _broken(people[0]),
    }


def history() -> list[Writer]:
    """Three people and one case: notes, a disagreement that is settled and one that is not, a
    withdrawn record that lives again, content erased, and names from a newer version."""
    a, b, c = (Writer(name) for name in ("Aigul", "Botagoz", "Cemal"))
    a.write(
        Put("case", CASE, "title", "Kharkova"),
        put("text", "Харькова: \u2028 “no”", 1),
        put("n", 1, 1),
    )
    b.receive(a)
    b.write(put("text", "Kharkova says no", 1), now=NOW + 5)
    a.write(put("text", "She says no", 1), put("place", "Shymkent", 1), now=NOW + 3)
    c.write(put("place", "Almaty", 1), put("name", "The witness", 2, "party"), now=NOW + 3)
    a.receive(b)
    a.write(put("text", "She said no", 1), put("tags", ["x", {"\U00010000": 1, "\uffff": 2}], 1))
    b.write(drop(3), put("title", "a hearing", 3), drop(4), now=NOW + 9)
    b.receive(c)
    b.write(Erase(((c.entries[0].hash, 1),)), put("smell", 7, 5, "olfactory-note_2"))
    return [a, b, c]


def _key(writer: Writer) -> dict[str, str]:
    secret = writer.key.private_bytes_raw().hex()
    return {"author": writer.id, "public": writer.public_key.hex(), "secret": secret}


def _text(entry: Entry) -> str:
    return encode(entry).decode()


def _seals(entry: Entry) -> dict[str, Any]:
    seed = entry.seed or ""
    written = [operation_bytes(operation) for _, operation in entry.operations]
    fresh = salts(bytes.fromhex(seed), len(written))
    sealed = list(map(commitment, fresh, written))
    return {
        "seed": seed,
        "operations": [one.decode() for one in written],
        "salts": [one.hex() for one in fresh],
        "commitments": [one.hex() for one in sealed],
        "root": root_of(sealed),
    }


def _copies(entries: list[Entry]) -> list[Entry]:
    return [
        redact(entries[0], lambda operation: isinstance(operation, Put) and operation.field == "n"),
        redact(entries[1], lambda _: False),
        redact(entries[-2], lambda _: False),
        erase(entries[-1], [1]),
        erase(erase(entries[0], [0]), [2]),
    ]


def _state(entries: list[Entry]) -> dict[str, Any]:
    state = fold(entries)
    return {
        record: {
            "kind": state[record].kind,
            "fields": state[record].fields,
            "stamps": {name: list(stamp) for name, stamp in state[record].stamps.items()},
            "dropped": list(state[record].dropped or ()) or None,
        }
        for record in sorted(state)
    }


def _conflict(found: Any) -> dict[str, Any]:
    values = [
        {"value": one.value, "author": one.author, "seq": one.seq, "time": one.time}
        for one in found.values
    ]
    return {"record": found.record, "kind": found.kind, "field": found.field, "values": values}


def _knew(entries: list[Entry]) -> list[list[Any]]:
    known = knows(entries)
    places = sorted((entry.header.author, entry.header.seq) for entry in entries)
    return [
        [*later, *earlier, known.knew(later, earlier)]
        for later in places for earlier in places if later[0] != earlier[0]
    ]  # fmt: skip


def _refused(full: str, hidden: str) -> list[str]:
    seed, end = full.index(',"seed"'), full.index(',"signature"')
    lines = ["", "null", "{}", "[]", full + "\n", " " + full, full[:-1], full + full]
    lines += [full[:seed] + full[end:], full[: full.index('"ops":[')] + '"ops":[]' + full[seed:]]
    lines += [_changed(full, old, new) for old, new in FULL_CHANGES]
    return lines + [_changed(hidden, old, new) for old, new in HIDDEN_CHANGES]


def _changed(line: str, old: str, new: str) -> str:
    assert old in line
    return line.replace(old, new, 1)


def _broken(writer: Writer) -> list[dict[str, Any]]:
    one, two, three = writer.entries
    swapped = Entry(two.header, two.signature, two.seed, two.parts[::-1])
    unsigned = Entry(three.header, two.signature, three.seed, three.parts)
    other = Entry(one.header, one.signature, one.seed, (Drop("note", record_id(1)), *one.parts[1:]))
    chains = [
        [two],
        [one, three],
        [one, one],
        [two, one],
        [one, swapped],
        [one, two, unsigned],
        [other],
    ]
    return [_break(chain, writer) for chain in chains]


def _break(chain: list[Entry], writer: Writer) -> dict[str, Any]:
    try:
        verify_chain(chain, writer.public_key)
    except BrokenChain as error:
        return {"lines": list(map(_text, chain)), "seq": error.seq, "what": error.what.name.lower()}
    raise AssertionError("this chain is whole")


def written() -> str:
    """The text of the file."""
    return json.dumps(build(), indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(written(), encoding="ascii")
