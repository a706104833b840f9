# SPDX-License-Identifier: GPL-3.0-or-later
"""The live log of one hearing: its lines, and the row in which the next one is typed.

A line leaves the input only when the vault has it. Nothing here decides what a line means;
`casework.notes` does.
"""
