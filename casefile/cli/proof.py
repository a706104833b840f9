# SPDX-License-Identifier: GPL-3.0-or-later
"""`verify --state`: whether a case once held exactly what a printed digest says."""

from casefile.base.clock import at
from casefile.base.messages import _, ngettext
from casefile.casework import cases, history, proof
from casefile.casework.proof import Proof
from casefile.cli.session import print_json, print_table, say
from casefile.journal.chain import short_digest
from casefile.journal.clock import milliseconds
from casefile.records.kinds import Case
from casefile.store.pages import Sieve
from casefile.vault.vault import Vault

_MOST = 100  # changes that came after, as they are listed


def check_state(vault: Vault, typed: str, *, as_json: bool) -> bool:
    """Say which case was in the state of a digest, when, and what came after. Returns whether one
    was. Raises NotFound for what is no digest."""
    proof.cleaned(typed)
    found = ((case, proof.prove(vault, case.id, typed)) for case in cases.all_cases(vault))
    case, proved = next(((c, p) for c, p in found if p is not None), (None, None))
    if as_json:
        print_json({"held": proved is not None, "proof": proved})
    elif case is None or proved is None:
        say(_("No case of this vault ever held exactly that."))
    else:
        _say(vault, case, proved)
    return proved is not None


def _say(vault: Vault, case: Case, proved: Proof) -> None:
    say(_("“{title}” held exactly this:").format(title=case.title), short_digest(proved.digest))
    if proved.until is not None:
        until = at(proved.until).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
        say(_("Its last entry was written at {time}.").format(time=until))
    if proved.release is not None:
        say(_("It left as {name}.").format(name=proved.release.filename))
    count = sum(proved.since.values())
    if not count:
        say(_("Nothing has come since."))
        return
    said = ngettext("{count} entry has come since:", "{count} entries have come since:", count)
    say(said.format(count=count))
    sieve = Sieve(since=tuple(proved.ends.items()))
    page = history.history_page(vault, case.id, sieve, limit=_MOST)
    print_table(
        [
            (
                at(milliseconds(row.touch.time)).astimezone().strftime("%Y-%m-%d %H:%M"),
                page.writers[row.touch.author].name,
                row.touch.kind,
                row.touch.sort,
                row.title[:60],
            )
            for row in page.rows
        ]
    )
    if page.following:
        say("…")
