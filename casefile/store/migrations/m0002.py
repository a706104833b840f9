# SPDX-License-Identifier: GPL-3.0-or-later
"""Format 2: which line corrects which is found without reading a log through.

Where fields were damaged they say nothing: rows must still be deleted, to be made anew.
"""

from collections.abc import Callable

CORRECTIONS = """
CREATE INDEX records_by_corrected ON records (
    case_no,
    CASE WHEN json_valid(CAST(fields AS TEXT))
        THEN json_extract(CAST(fields AS TEXT), '$.corrects') END
)
WHERE live = 1 AND kind = 'note' AND CASE WHEN json_valid(CAST(fields AS TEXT))
    THEN json_extract(CAST(fields AS TEXT), '$.corrects') END IS NOT NULL
"""


def apply(execute: Callable[[str], object]) -> None:
    """Add the index to a database of format 1."""
    execute(CORRECTIONS.strip())
