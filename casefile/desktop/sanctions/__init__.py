# SPDX-License-Identifier: GPL-3.0-or-later
"""The sentence: every sanction with its end and what it comes to, or why nobody can say; sums.

A widget for a page, and its presenter. May use the form's words; never reckons itself.
"""
