# SPDX-License-Identifier: GPL-3.0-or-later
"""The ground floor: errors, clock, ids, files, process, licences, settings, messages.

Uses the standard library, tzdata and platformdirs (Babel names the zones of Windows);
never knows what a case is.
"""
