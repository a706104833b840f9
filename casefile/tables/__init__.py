# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables room: a case's dates and lists in the plain formats of other programs.

It takes a Dossier and gives bytes; it uses disclosure, records and base. It never sees a vault,
and so can't hand out what the audience may not see.
"""
