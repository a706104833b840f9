# SPDX-License-Identifier: GPL-3.0-or-later
"""The sections that briefings are composed of: the Wording of a Dossier in, blocks out."""
