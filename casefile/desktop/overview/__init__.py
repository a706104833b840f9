# SPDX-License-Identifier: GPL-3.0-or-later
"""The first page of a case: what is next, what runs out, what was found."""
