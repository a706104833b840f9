# SPDX-License-Identifier: GPL-3.0-or-later
"""Names across scripts and spellings: one key for Кушакбаев, Қушақбаев and Koushakbaïev.

Pure functions over text. May use base; never decides that two people are one: it
finds and ranks, a person decides.
"""
