# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as one types: what was found, by kind, with the letters that matched."""
