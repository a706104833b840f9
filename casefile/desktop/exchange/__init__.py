# SPDX-License-Identifier: GPL-3.0-or-later
"""Dialogs about what leaves the vault and what comes in, and about the case itself.

Each shows what will happen before it happens; closing one changes nothing.
"""
