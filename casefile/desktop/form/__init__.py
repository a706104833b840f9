# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of one record of any kind, made from the definition of the kind: a new field there is a
new field here. Each field is kept when it is left, and by itself, so that nobody else's change of
the same record is reverted. May use widgets; knows no page.
"""
