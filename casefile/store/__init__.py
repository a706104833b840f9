# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal and its projections on disk: one encrypted database and one way to write to it.

May use SQLAlchemy Core and the rooms below; only this room speaks SQL. Never holds a key longer
than opening takes, never changes an entry but to erase what it says, never meets a window.
"""
