# SPDX-License-Identifier: GPL-3.0-or-later
"""Casefile: trial observation, offline and encrypted.

Rooms, from the ground up: base, records and names, journal, store, vault,
extraction, disclosure, briefing, bundle and tables, casework, cli and desktop, app.
A room imports only from rooms below it; ARCHITECTURE.md draws the house.
"""

__version__ = "0.1.0"
