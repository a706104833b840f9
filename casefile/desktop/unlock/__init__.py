# SPDX-License-Identifier: GPL-3.0-or-later
"""The door: welcome, unlock, create. The only screen that is there before a vault is open.

Painted before the rooms that open vaults are imported, so its modules import none of them.
"""
