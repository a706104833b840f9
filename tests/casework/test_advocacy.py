# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done about a case, and by whom."""

from casefile.casework import cases
from casefile.casework.advocacy import action_rows
from casefile.records.forms import moment_of
from casefile.vault.vault import Vault


def test_actions_are_listed_in_order_with_their_senders(sample_vault: Vault) -> None:
    rows = action_rows(sample_vault, cases.all_cases(sample_vault)[0].id)
    keys = [moment_of(row.action) for row in rows]
    assert keys == sorted(keys)
    assert all(bool(row.sender) == (row.action.sender is not None) for row in rows)
    assert any("International Trade Union" in row.sender for row in rows)
    assert len({row.id for row in rows}) == len(rows)
