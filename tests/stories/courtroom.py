# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that logs lines until it is killed: `python courtroom.py VAULT CASE PREFIX`.

It prints each line's text once the deed behind `casefile log` has returned. Not a test: the
tests kill it.
"""

import sys
from itertools import count
from pathlib import Path

from casefile.casework import notes, sample
from casefile.vault.vault import open_vault

if __name__ == "__main__":
    folder, case, prefix = sys.argv[1:]
    with open_vault(Path(folder), sample.PASSPHRASE) as vault:
        for number in count():
            text = f"{prefix} {number}"
            notes.log(vault, case, text)
            print(text, flush=True)
