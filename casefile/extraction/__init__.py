# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads untrusted documents into text and pixels, in a process of its own.

`host` is the one door for the rest of the program; with `reader` and what that needs it may use
base. `worker` and the format modules run in the child: of ours they may use only modules of this
room that use no other room, so never `host`.
Nothing here keeps a file, opens a path that a document names, or trusts a length.
"""
