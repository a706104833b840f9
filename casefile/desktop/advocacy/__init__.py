# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done about a case, as a board and as a table, and the incidents around it."""
