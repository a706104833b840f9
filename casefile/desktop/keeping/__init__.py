# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeping a vault safe: backups in quiet moments, a way to restore one, the recovery sheet."""
