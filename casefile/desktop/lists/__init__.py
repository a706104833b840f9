# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages that show the records of a case in a table and nothing more yet: people, advocacy."""
