# SPDX-License-Identifier: GPL-3.0-or-later
"""Case bundles: a BagIt bag in a tar inside age, written and read as one stream.

May use disclosure, vault, store, journal, records, base; the only room with tar, and with
pyrage for files that leave. Never extracts to disk, never writes plaintext, never changes
a case before a person accepts.
"""
