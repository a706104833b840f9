# SPDX-License-Identifier: GPL-3.0-or-later
"""The vault: keys, header, lock, opening, checking, backup and rotation of the one folder that
holds everything.

Uses store, journal, records and base; pyrage only in identity. Never shows or logs a
passphrase or a key, never deletes a key on failure, never writes a plain byte of a case.
"""
