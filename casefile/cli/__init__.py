# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands: the same deeds as the window's, for scripts, tests and people without a display.

May use casework and what is below it; parses, prints and asks for the passphrase, decides
nothing. Exit codes: 0 done, 1 an expected error, 2 wrong usage, 70 a bug in Casefile.
"""
