# SPDX-License-Identifier: GPL-3.0-or-later
"""A short day at a vault, each deed acknowledged on standard output: `session.py VAULT LINES`.

Not a test: it is recorded, and its power is cut.
"""

import io
import os
import sys
from pathlib import Path

from casefile.base.ids import new_id
from casefile.casework import cases, drafts, notes
from casefile.records.kinds import Document
from casefile.vault import header
from casefile.vault.vault import Vault, open_with

PASSPHRASE = "endurance of a passphrase"


def say(text: str) -> None:
    """One system call, so that it stands in the trace where it happened."""
    os.write(1, f"{text}\n".encode())


def add(vault: Vault, case: str, number: int) -> None:
    kept = vault.attachments.add(io.BytesIO(f"document {number} ".encode() * 2_000))
    document = Document(
        id=new_id(vault.clock), case=case, title=f"document {number}", sha256=kept.sha256,
        size=kept.size,
    )  # fmt: skip
    with vault.edit(case) as edit:
        edit.put(document)
    say(f"document {number}")


def main(folder: Path, lines: int) -> None:
    found = header.load(folder)
    data_key, found = header.unlock(found, PASSPHRASE)
    say("open")
    with open_with(folder, data_key, found.header.vault, lambda: 1_700_000_000_000) as vault:
        (case,) = cases.all_cases(vault)
        for number in range(lines):
            drafts.keep_draft(vault, case.id, drafts.Draft(text=f"line {number}"[:5]))
            notes.log(vault, case.id, f"line {number}")
            say(f"line {number}")
            if number % 8 == 3:
                add(vault, case.id, number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
