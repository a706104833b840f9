# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts that several screens are built of: labels, fields, banners, empty states, tables, paper.

Every text is plain text and every part has an accessible name. Knows nothing of cases.
"""
