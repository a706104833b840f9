# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: signed entries, their chains, and what they add up to.

Pure: bytes and values in, values out. Uses base, msgspec, hashlib and Ed25519 verification.
Never reads a file, a clock or a secret key: whoever signs hands in a callable.
"""
