# SPDX-License-Identifier: GPL-3.0-or-later
"""Deeds: what a person does with a vault, one function each, shared by window and commands.

Each deed takes the open vault first, runs on the thread that owns it, and returns what
changed or a frozen value to show. May use every room below; never asks, prints or draws.
"""
