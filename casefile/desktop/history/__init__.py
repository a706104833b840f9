# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done: taken back, done again, looked up, restored, and what left the vault."""
