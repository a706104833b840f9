# SPDX-License-Identifier: GPL-3.0-or-later
"""Format 2: which line corrects which is found without reading a log through."""

from collections.abc import Callable

CORRECTIONS = """
CREATE INDEX records_by_corrected
    ON records (case_no, json_extract(CAST(fields AS TEXT), '$.corrects'))
    WHERE live = 1 AND kind = 'note'
    AND json_extract(CAST(fields AS TEXT), '$.corrects') IS NOT NULL
"""


def apply(execute: Callable[[str], object]) -> None:
    """Add the index to a database of format 1."""
    execute(CORRECTIONS.strip())
