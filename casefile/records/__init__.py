# SPDX-License-Identifier: GPL-3.0-or-later
"""What a case holds: kinds of records, the values in their fields, the vocabularies they draw on.

Pure: no clock, no disk but the shipped vocabularies. Records are frozen; a change is a
new value put through the journal. May use base; never knows how records are stored.
"""
