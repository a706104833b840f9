# SPDX-License-Identifier: GPL-3.0-or-later
"""One module a format of the database, in plain SQL that never changes once released.

A migration knows nothing of today's tables or kinds: what it wrote years ago must stay true.
"""
