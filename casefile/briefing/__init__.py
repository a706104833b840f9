# SPDX-License-Identifier: GPL-3.0-or-later
"""Briefings: a Dossier in, a PDF out. What to say is decided in `outline`, how it stands on the
page in `layout`; nothing in between is markup, so no text of a case can become an instruction.

Uses disclosure's Dossier, records and base; the only room that knows ReportLab. Reads no vault.
"""
