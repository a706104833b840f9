# SPDX-License-Identifier: GPL-3.0-or-later
"""README.txt: a bundle explains itself, in words, to whoever has the key and no Casefile."""

import textwrap
from collections.abc import Collection, Mapping, Sequence

from casefile.base.clock import at
from casefile.base.messages import _, ngettext
from casefile.bundle import contents
from casefile.bundle.parts import Files
from casefile.disclosure.dossier import Dossier
from casefile.records.values import Audience

WIDTH = 92


def readme(dossier: Dossier, names: Collection[str], files: Files, sender: str, hidden: int) -> str:
    """The text of a bundle of files so called, `files` the documents among them. `hidden`: how many
    operations the journal withholds."""
    made = at(dossier.made_at).strftime("%Y-%m-%d %H:%M UTC")
    opening = _("Made by {sender} with Casefile on {made}, {audience}.")
    parts = [
        _("CASE BUNDLE: {title}").format(title=_line(dossier.case.title)),
        opening.format(sender=_line(sender), made=made, audience=_audience(dossier.audience)),
        _contents(names),
        _documents(files.titles),
        _absent(dossier.withheld, hidden, files.absent),
        _how_to_check(),
        _care(),
    ]
    return "\n\n".join(_wrapped(part) for part in parts if part) + "\n"


def _contents(names: Collection[str]) -> str:
    told = {
        contents.CASE: _("the case as its readers may see it; case.schema.json describes the form"),
        contents.BRIEFING: _("the case as a briefing, for the same readers"),
        contents.DOCUMENTS: _("the files kept as evidence, each with its SHA-256 in case.json"),
        contents.AUTHORS: _("contact cards of all who wrote, with the keys they sign with"),
        contents.JOURNAL: _(
            "every entry ever made in the case, one a line, chained and signed by its author; "
            "what is withheld is replaced by its seal, so that the rest can still be verified"
        ),
    }
    here = [name for name in told if any(one.startswith(name) for one in names)]
    lines = (f"  {name:<15}{told[name]}" for name in here)
    return "\n".join([_("What is here"), *lines])


def _documents(documents: Mapping[str, str]) -> str:
    if not documents:
        return _("There are no documents.")
    lines = (f"  {name}  {_line(title)}" for name, title in documents.items())
    return "\n".join([_("Documents"), *lines])


def _absent(withheld: Mapping[str, int], hidden: int, lost: Sequence[str]) -> str:
    records = sum(withheld.values())
    lines = []
    if records or hidden:
        text = ngettext(
            "{count} record was withheld from these readers.",
            "{count} records were withheld from these readers.",
            records,
        )
        lines.append("  " + text.format(count=records))
    lines += [_("  The sender has no file of: {title}").format(title=_line(one)) for one in lost]
    return "\n".join([_("What is not here"), *lines]) if lines else ""


def _how_to_check() -> str:
    lines = (
        _("Casefile checks all of this when it opens the bundle. Without Casefile:"),
        _("bagit.py --validate FOLDER  tells whether every file is as it was packed."),
        _(
            "signature.json is the sender's: an Ed25519 signature, by the key in its card, over "
            "the line “casefile bundle 1”, a line feed, and its statement as canonical JSON "
            "(RFC 8785). The statement names tagmanifest-sha256.txt by its SHA-256, the case, and "
            "for whom the bundle was sealed."
        ),
    )
    return "\n".join([_("How to check it"), *(f"  {line}" for line in lines)])


def _care() -> str:
    return _(
        "Handle with care: people named here may be at risk. Keep it encrypted, pass on no more "
        "than you were asked to, and delete unpacked copies when you no longer need them."
    )


def _audience(audience: Audience) -> str:
    return {
        Audience.PUBLIC: _("for anyone"),
        Audience.PARTNERS: _("for partner organisations"),
        Audience.TEAM: _("for the team that works on the case"),
        Audience.PRIVATE: _("for its author alone"),
    }[audience]


def _line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(part: str) -> str:
    """Long lines broken; what belongs to an item stands further in."""
    return "\n".join(
        textwrap.fill(
            line.strip(),
            WIDTH,
            initial_indent=line[: len(line) - len(line.lstrip())],
            subsequent_indent="      " if line.startswith(" ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in part.split("\n")
    )
