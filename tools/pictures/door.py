# SPDX-License-Identifier: GPL-3.0-or-later
"""The screens before a vault is open."""

from pathlib import Path

from casefile.base.errors import WrongPassphrase
from tools.pictures.camera import SMALL, WIDE, Photographer


def door(photographer: Photographer) -> None:
    """The screens before a vault is open."""
    view = photographer.window.door.unlock
    photographer.take("unlock")
    view.passphrase.setText("while keys are stretched")
    view.set_busy(True)
    photographer.all_ways("unlock-busy")
    view.set_busy(False)
    view.passphrase.clear()
    photographer.program.theme.choose("dark")
    view.passphrase.setText("not the one")
    view.complain(
        WrongPassphrase("That passphrase does not open this vault.", "Nothing was changed.")
    )
    photographer.take("unlock-wrong-dark")
    photographer.program.theme.choose("light")
    photographer.window.door.begin_creating()
    creation = photographer.window.door.creation
    photographer.type(creation.place.name_field, "Shymkent mission")
    creation.place.folder_field.setText("~/Vaults")
    photographer.type(creation.place.person_field, "A. Observer")
    photographer.take("create-1")
    creation.go_on()
    photographer.type(creation.passphrase.first, "harbour velvet tractor onion")
    photographer.take("create-2")
    photographer.window.resize(SMALL)
    photographer.take("create-2-small")
    photographer.window.door.begin_recovering(view.vault or Path())
    photographer.take("recover-small")
    photographer.window.resize(WIDE)
    photographer.take("recover")
    photographer.window.door.show_vaults()
