# SPDX-License-Identifier: GPL-3.0-or-later
"""How columns share the room of a table: what one can spare goes to those that would be cut."""

from collections.abc import Mapping


def share_room(own: Mapping[int, int], wanted: Mapping[int, int], rest: int) -> dict[int, int]:
    """Widths by column: `own` are given, `wanted` need no cut. `rest` is what the stretched column
    can spare, or lacks. First that is dealt out, then what columns are wider than their words.
    """
    widths = dict(own)
    spare = {at: max(width - wanted[at], 0) for at, width in own.items()}
    for at, width in own.items():
        missing = max(wanted[at] - width, 0)
        taken = min(missing, max(rest, 0))
        rest -= taken
        widths[at] += taken
        for donor in spare:
            given = min(missing - taken, spare[donor])
            spare[donor] -= given
            widths[donor] -= given
            widths[at] += given
            taken += given
    for donor, most in spare.items():
        given = min(most, max(-rest, 0))
        rest += given
        widths[donor] -= given
    return widths
