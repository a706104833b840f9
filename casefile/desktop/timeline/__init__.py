# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline: everything that has a date, as a strip and as a list, and what is due.

`looks`, `listing`, `scale` and `marks` reckon and know no widget; the others show.
"""
