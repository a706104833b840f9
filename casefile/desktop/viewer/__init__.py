# SPDX-License-Identifier: GPL-3.0-or-later
"""A document as it is read: its pages as pictures or its text, with zoom, search and selection.

Nothing is decoded here: pixels, words and their places come from the extraction process, asked one
thing at a time, what is seen first (`reading`).
"""
