# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: screens that show frozen rows and send wishes to casework.

Uses casework and below, and Qt, which nobody else may. Every deed runs on one worker
thread that owns the vault; screens hear of changes through one signal. Never touches
SQL, never opens a document itself, never runs a second event loop.
"""
