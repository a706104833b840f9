# SPDX-License-Identifier: GPL-3.0-or-later
"""What is run by hand or by make: never part of the program."""
