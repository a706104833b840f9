# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of hearings: all of a case in a list, and one at a time with its log."""
