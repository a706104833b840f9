# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of people: everyone in the case, who they are to whom, and two records made one."""
