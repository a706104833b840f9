# SPDX-License-Identifier: GPL-3.0-or-later
"""The one gate through which a case leaves: case and audience in, a frozen Dossier out.

Uses records, names, journal and the reading side of store. Never writes, and never hands
out a store: whatever is made for others is made from the Dossier alone.
"""
