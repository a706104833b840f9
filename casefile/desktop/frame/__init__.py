# SPDX-License-Identifier: GPL-3.0-or-later
"""What surrounds every page of an open vault: top bar, navigation, status line.

Shows and asks; which page does what is decided in `wiring`.
"""
