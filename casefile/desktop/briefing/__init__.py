# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of briefings: what it should say and to whom, and beside it what it will look like."""
