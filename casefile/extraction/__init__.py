# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads untrusted documents into text and pixels, in a process of its own.

`host` is the one door for the rest of the program; it may use base. `worker` and the
format modules run in the child and may use only `protocol`, `pages`, `media` and `limits` of ours.
Nothing here keeps a file, opens a path that a document names, or trusts a length.
"""
