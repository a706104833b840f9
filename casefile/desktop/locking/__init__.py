# SPDX-License-Identifier: GPL-3.0-or-later
"""When to lock without being asked: nobody types, the screen locks, the lid closes.

Knows nothing of vaults; says `away`, and the window does the rest.
"""
