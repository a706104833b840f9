# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of rights: what was tagged collects there, a person rates, evidence stands behind it."""
